internal import HTTPAPI
internal import Monitoring
internal import Store
internal import Telemetry
internal import Workers

/// Reads from the database what waits there: at most one look at a time, one every few seconds, and no wait longer than
/// a second, so that neither a storm of scrapes nor a database that hangs costs more than that.
actor BacklogReader {
    private static let pause = Duration.seconds(5)
    private static let patience = Duration.seconds(1)

    private let store: Store
    private let metrics: Catalogue
    private let clock: ServerClock
    private var lookedAt: Duration?
    /// One that took too long is still under way.
    private var isLooking = false

    init(store: Store, metrics: Catalogue, clock: ServerClock) {
        self.store = store
        self.metrics = metrics
        self.clock = clock
    }

    func look() async {
        if let lookedAt, clock.uptime() - lookedAt < Self.pause { return }
        guard !isLooking else { return }
        isLooking = true
        lookedAt = clock.uptime()
        let now = clock.now()
        let backlog = await outcome(within: Self.patience) { [self] in
            let backlog = try? await store.backlog(now: now)
            await ended()
            return backlog
        }
        show(backlog ?? nil, at: now)
    }

    private func ended() { isLooking = false }

    /// What is not known is not shown.
    private func show(_ backlog: Backlog?, at now: Timestamp) {
        metrics.databaseUp().set(backlog == nil ? 0 : 1)
        show(backlog?.devices, of: metrics.polls, lane: "devices", at: now)
        show(backlog?.cameras, of: metrics.polls, lane: "cameras", at: now)
        let shownBefore = metrics.outboxNotices.all.keys.compactMap(\.first)
        for receiver in Set(shownBefore).union(backlog?.outboxes.keys.map { $0 } ?? []) {
            let outbox = backlog?.outboxes[receiver]
            show(outbox?.queue, of: metrics.sendings, lane: receiver, at: now)
            metrics.outboxNotices(receiver).set(outbox.map { Double($0.notices) })
            metrics.outboxAge(receiver).set(outbox.map { Self.age(since: $0.oldest, at: now) })
        }
    }

    private func show(_ queue: Backlog.Queue?, of work: WorkMetrics, lane: String, at now: Timestamp) {
        work.claims(lane).set(queue.map { Double($0.claims) })
        work.queueAge(lane).set(queue.map { Self.age(since: $0.dueSince, at: now) })
    }

    /// Seconds; a moment to come, by a clock that was set, is none.
    private static func age(since moment: Timestamp?, at now: Timestamp) -> Double {
        moment.map { max(0, (now - $0) / .seconds(1)) } ?? 0
    }
}
