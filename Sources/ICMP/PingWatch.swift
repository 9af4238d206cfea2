/// Endless pings of one or more targets, as a sequence of what is seen of each echo, with the statistics of the latest
/// ones.
///
/// The first echoes of the targets are spread evenly over one interval, and each target keeps its beat from then on.
/// The watch begins with its iteration, and ends when its task is cancelled, the loop is left, or the pinger is closed.
///
/// A reader that is slow loses the oldest observations, and none of the statistics: each has the whole window.
public struct PingWatch: AsyncSequence, Sendable {
    /// What was seen of an echo.
    public typealias Element = PingObservation
    /// It never fails: what went wrong is told with each echo.
    public typealias Failure = Never

    let pinger: Pinger
    let requests: [PingRequest]

    /// Begins the watch.
    public func makeAsyncIterator() -> AsyncIterator {
        let run = WatchRun(requests)
        pinger.loop.begin(run)
        return AsyncIterator(subscription: Subscription(run, mailbox: run.mailbox, of: pinger))
    }

    /// The observations of a watch under way.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let subscription: Subscription<PingObservation>
        private var batch: [PingObservation] = []
        private var position = 0

        init(subscription: Subscription<PingObservation>) { self.subscription = subscription }

        /// The next observation; `nil` when the task is cancelled or the pinger closed.
        public mutating func next() async -> PingObservation? { await next(isolation: nil) }

        /// The next observation; `nil` when the task is cancelled or the pinger closed.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> PingObservation? {
            if position == batch.count {
                batch = await subscription.read()
                position = 0
                if batch.isEmpty { return nil }
            }
            defer { position += 1 }
            return batch[position]
        }
    }
}

/// A watch under way.
final class WatchRun: PingRun, @unchecked Sendable {
    // @unchecked Sendable: everything but the mailbox belongs to the thread of the loop, from `begin` on.
    let mailbox = Mailbox<PingObservation>()
    private let requests: [PingRequest]
    private let limit: Int
    private var hasBegun = false
    private var observations: [PingObservation] = []

    init(_ requests: [PingRequest]) {
        self.requests = requests
        // A few echoes of each target.
        limit = max(1024, 4 * requests.count)
    }

    var wantsMore: Bool { !hasBegun }
    var isLaden: Bool { observations.count >= PingLoop.batch }
    var isEmpty: Bool { observations.isEmpty && !(hasBegun && requests.isEmpty) }

    func refill(_ table: inout Table, at now: MonotonicTime) {
        guard !hasBegun else { return }
        hasBegun = true
        for (index, request) in requests.enumerated() {
            let share = Double(index) / Double(requests.count)
            table.begin(request, for: .watch(self), at: now, delay: Int64(Double(request.plan.interval) * share))
        }
    }

    func saw(_ observation: PingObservation) { observations.append(observation) }

    func flush() -> Bool {
        _ = mailbox.put(observations, limit: limit)
        observations = []
        if requests.isEmpty { mailbox.finish() }
        return requests.isEmpty
    }

    func end(with failure: (IPAddress) -> PingError) {
        _ = mailbox.put(observations, limit: limit)
        mailbox.finish()
    }
}
