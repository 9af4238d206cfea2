/// Pings of many targets, as a sequence of their results in the order in which they end: one for each target.
///
/// The sweep begins with its iteration, and ends early when its task is cancelled or the loop is left. Each iteration
/// is a sweep of its own.
///
/// A reader that is slow is not overrun: while thousands of its results lie unread no further target is begun.
public struct PingSweep: AsyncSequence, Sendable {
    /// What was found of a target.
    public typealias Element = PingResult
    /// It never fails: what went wrong is told with each target.
    public typealias Failure = Never

    let pinger: Pinger
    let targets: [IPAddress]
    let count: Int
    let interval: Duration
    let timeout: Duration
    let grace: Duration
    let atOnce: Int

    /// Begins the sweep.
    public func makeAsyncIterator() -> AsyncIterator {
        let run = SweepRun(self)
        pinger.loop.begin(run)
        return AsyncIterator(subscription: Subscription(run, mailbox: run.mailbox, of: pinger))
    }

    /// The results of a sweep under way.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let subscription: Subscription<PingResult>
        private var batch: [PingResult] = []
        private var position = 0

        init(subscription: Subscription<PingResult>) { self.subscription = subscription }

        /// The next result; `nil` after the last one, and when the task is cancelled.
        public mutating func next() async -> PingResult? { await next(isolation: nil) }

        /// The next result; `nil` after the last one, and when the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> PingResult? {
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

/// A reader's hold on a sweep or a watch: whoever lets go of it ends that.
final class Subscription<Element: Sendable>: Sendable {
    private let run: any PingRun
    private let mailbox: Mailbox<Element>
    /// It lives as long as somebody reads.
    private let pinger: Pinger

    init(_ run: any PingRun, mailbox: Mailbox<Element>, of pinger: Pinger) {
        (self.run, self.mailbox, self.pinger) = (run, mailbox, pinger)
    }

    deinit { pinger.loop.abandon(run) }

    func read() async -> [Element] {
        await withTaskCancellationHandler {
            let (elements, makesRoom) = await mailbox.read()
            if makesRoom { pinger.loop.wake() }
            return Task.isCancelled ? [] : elements
        } onCancel: {
            mailbox.finish()
            pinger.loop.abandon(run)
        }
    }
}
