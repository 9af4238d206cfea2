package import Bus
package import Logging
package import Monitoring
package import Notifiers
package import Store
package import Telemetry

/// Notices of one channel that are due, sent through its notifier. Every attempt is on record. One that was begun and of
/// which nothing was heard is repeated, and says that it may be a repetition: people are told at least once.
package struct Outbox: DueQueue {
    package let hint = Hint.noticesDue
    private let notifier: any Notifier
    private let store: Store
    private let attemptLimit: Duration
    private let clock: ServerClock
    private let logger: Logger
    private let delivered: Counter
    private let failed: Counter
    private let givenUp: Counter
    private let notStored: Counter

    /// - Parameter attemptLimit: for one attempt to send.
    package init(
        _ notifier: any Notifier, store: Store, attemptLimit: Duration = .seconds(30), clock: ServerClock = .system,
        metrics: Catalogue = Catalogue(), logger: Logger
    ) {
        self.notifier = notifier
        self.store = store
        self.attemptLimit = attemptLimit
        self.clock = clock
        self.logger = logger
        let channel = notifier.channel.rawValue
        delivered = metrics.noticesDelivered(channel)
        failed = metrics.noticesFailed(channel)
        givenUp = metrics.noticesGivenUp(channel)
        notStored = metrics.sendings.failed(channel, "not_stored")
    }

    package var name: String { notifier.channel.rawValue }

    /// A notice whose alert was acknowledged or deleted is not due: as many are claimed as are sent at once, so this is
    /// the last moment before it is sent.
    package func claimDue(
        limit: Int, worker: String, lease: Duration, now: Timestamp
    ) async throws -> [ClaimedNotice] {
        try await store.claimDueNotices(on: notifier.channel, limit: limit, worker: worker, lease: lease, now: now)
    }

    package func nextDue() async throws -> Timestamp? { try await store.nextNoticeDue(on: notifier.channel) }

    package func work(on claimed: ClaimedNotice) async {
        guard let result = await attempt(claimed) else { return }
        await record(result, of: claimed)
    }

    /// By a clock that was set back, what waits for its next attempt would wait for long.
    package func putInOrder(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await store.mendNoticeTimes(
            on: notifier.channel, lease: lease, renewsClaims: renewsClaims, now: now)
    }

    package func releaseClaims(of worker: String) async throws { try await store.releaseNoticeClaims(of: worker) }

    package func ticket(of claimed: ClaimedNotice) -> Ticket {
        let notice = claimed.notice
        return Ticket(
            id: notice.id.rawValue, due: notice.nextAttemptAt ?? clock.now(), name: "Notice \(notice.id) to \(name)")
    }

    /// - Returns: `nil` where Lapwing stops meanwhile: nobody knows whether it got through.
    private func attempt(_ claimed: ClaimedNotice) async -> Result<String, NotifierError>? {
        let result = await withDeadline(attemptLimit, clock: clock) { () async -> Result<String, NotifierError> in
            do throws(NotifierError) {
                return .success(try await notifier.send(claimed.notice, mayBeRepeat: claimed.mayBeRepeat))
            } catch {
                return .failure(error)
            }
        }
        if Task.isCancelled { return nil }
        return result
            ?? .failure(
                NotifierError(
                    isRetryable: true, description: "No answer within \(attemptLimit).", mayHaveArrived: true))
    }

    private func record(_ result: Result<String, NotifierError>, of claimed: ClaimedNotice) async {
        let now = clock.now()
        switch result {
        case .success(let answer):
            delivered.increment()
            await save(DeliveryAttempt(at: now, succeeded: true, answer: answer), of: claimed, nextAttemptAt: nil)
        case .failure(let error):
            let next = RetrySchedule.nextAttempt(
                after: error, attempts: claimed.notice.attempts, createdAt: claimed.notice.createdAt, now: now,
                chance: .random(in: 0...1))
            failed.increment()
            if next == nil { givenUp.increment() }
            logger.error(
                "Notice \(claimed.notice.id) was not sent to \(name), \(next.map { "next attempt at \($0)" } ?? "given up"): \(error)"
            )
            await save(
                DeliveryAttempt(
                    at: now, succeeded: false, answer: error.description, mayHaveArrived: error.mayHaveArrived),
                of: claimed, nextAttemptAt: next)
        }
    }

    /// Tries again while the claim lasts: what was sent and is not on record is sent twice.
    private func save(_ attempt: DeliveryAttempt, of claimed: ClaimedNotice, nextAttemptAt: Timestamp?) async {
        do {
            try await Patience(.seconds(25), clock: clock).tryAgain {
                try await store.recordAttempt(claimed, attempt, nextAttemptAt: nextAttemptAt)
            }
        } catch {
            notStored.increment()
            logger.error(
                "That notice \(claimed.notice.id) was \(attempt.succeeded ? "sent" : "not sent") to \(name) could not be recorded; it is sent again: \(error)"
            )
        }
    }
}
