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

    let loop: PingLoop
    let targets: [IPAddress]
    let count: Int
    let interval: Duration
    let timeout: Duration
    let grace: Duration
    let atOnce: Int

    /// Begins the sweep.
    public func makeAsyncIterator() -> AsyncIterator {
        let run = SweepRun(self)
        loop.begin(run)
        return AsyncIterator(subscription: Subscription(run, mailbox: run.mailbox, loop: loop))
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
    private let loop: PingLoop

    init(_ run: any PingRun, mailbox: Mailbox<Element>, loop: PingLoop) {
        (self.run, self.mailbox, self.loop) = (run, mailbox, loop)
    }

    deinit { loop.abandon(run) }

    func read() async -> [Element] {
        await withTaskCancellationHandler {
            let (elements, makesRoom) = await mailbox.read()
            if makesRoom { loop.wake() }
            return Task.isCancelled ? [] : elements
        } onCancel: {
            mailbox.finish()
            loop.abandon(run)
        }
    }
}
