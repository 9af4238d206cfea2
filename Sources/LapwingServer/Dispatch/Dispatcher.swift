package import Bus
package import Logging
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import ServiceLifecycle
package import Telemetry

/// Works on what is due when it is due: claims it, runs each as a child task, and sleeps until the next is due, a hint
/// comes, or a second is over.
package final class Dispatcher<Queue: DueQueue>: Service {
    package let statistics: DispatchStatistics
    private let queue: Queue
    private let bus: any Bus
    private let clockGuard: ClockGuard
    private let limits: DispatchLimits
    private let clock: ServerClock
    private let logger: Logger
    private let worker: String
    private let bell = Doorbell()
    private let isStopping = NIOLockedValueBox(false)
    /// A claim that ends while its work goes on can be claimed anew; the work in flight is let finish first.
    private let inFlight = NIOLockedValueBox<Set<Int64>>([])
    private let trouble: LogThrottle

    /// - Parameters:
    ///   - worker: unlike that of any other process.
    ///   - metrics: of this kind of work; the queue's name is the lane.
    package init(
        _ queue: Queue, bus: any Bus, clockGuard: ClockGuard, worker: String, limits: DispatchLimits,
        metrics: WorkMetrics = Catalogue().polls, clock: ServerClock = .system, logger: Logger
    ) {
        self.queue = queue
        self.bus = bus
        self.clockGuard = clockGuard
        self.worker = "\(worker)/\(queue.name)"
        self.limits = limits
        statistics = DispatchStatistics(of: queue.name, metrics.lane(queue.name), limit: limits.inFlight)
        self.clock = clock
        self.logger = logger
        trouble = LogThrottle(.error, logger: logger, clock: clock)
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { helpers in
                helpers.addTask { await self.listen() }
                await workUntilStopped()
                helpers.cancelAll()
            }
        } onGracefulShutdown: {
            self.isStopping.withLockedValue { $0 = true }
            self.bell.ring()
        }
    }

    private func listen() async {
        for await hint in bus.hints() where hint == queue.hint { bell.ring() }
    }

    private func workUntilStopped() async {
        await withDiscardingTaskGroup { work in
            var orderedAt: Int?
            while !isStopped {
                statistics.asks()
                await putInOrder(&orderedAt)
                let rest = await startDueWork(in: &work)
                statistics.rests()
                await bell.wait(atMost: rest, clock: clock)
            }
            statistics.leave()
            await letFinish()
            work.cancelAll()
        }
        await releaseClaims()
    }

    var isStopped: Bool { Task.isCancelled || isStopping.withLockedValue { $0 } }

    /// - Returns: how long nothing more is to be done.
    private func startDueWork(in work: inout DiscardingTaskGroup) async -> Duration {
        let room = min(limits.inFlight - inFlight.withLockedValue { $0.count }, limits.claimedAtOnce)
        guard room > 0 else {
            statistics.looked(at: clock.now())
            return limits.longestSleep
        }
        do {
            let claimed = try await queue.claimDue(
                limit: room, worker: worker, lease: limits.lease, now: clock.now())
            statistics.looked(at: clock.now())
            guard !isStopped else { return .zero }
            for item in claimed { start(item, in: &work) }
            return claimed.count == room ? .zero : try await untilNextDue()
        } catch {
            trouble.log("Cannot find out what of \(queue.name) is due: \(error)")
            return limits.longestSleep
        }
    }

    private func untilNextDue() async throws -> Duration {
        guard let due = try await queue.nextDue() else { return limits.longestSleep }
        return min(limits.longestSleep, max(limits.shortestSleep, due - clock.now()))
    }

    private func start(_ claimed: Queue.Claimed, in work: inout DiscardingTaskGroup) {
        let ticket = queue.ticket(of: claimed)
        guard inFlight.withLockedValue({ $0.insert(ticket.id).inserted }) else {
            return trouble.log("\(ticket.name) is still in work although its claim ended; it is not begun twice")
        }
        statistics.started(late: clock.now() - ticket.due)
        let begun = clock.uptime()
        work.addTask {
            let isDone = await withDeadline(self.limits.longestWork, clock: self.clock) {
                await self.queue.work(on: claimed)
                return true
            }
            self.statistics.ended(after: self.clock.uptime() - begun)
            self.finish(ticket, isCutOff: isDone == nil && !Task.isCancelled)
        }
    }

    private func finish(_ ticket: Ticket, isCutOff: Bool) {
        if isCutOff {
            statistics.cutOff()
            trouble.log("\(ticket.name) was cut off after \(limits.longestWork) and is tried again")
        }
        let others = inFlight.withLockedValue { ids in
            ids.remove(ticket.id)
            return ids.count
        }
        let isAwaited = others == limits.inFlight - 1 || others == 0
        if isAwaited { bell.ring() }
    }

    /// At the start, and whenever the clock guard has seen a disturbance.
    private func putInOrder(_ orderedAt: inout Int?) async {
        let disturbances = clockGuard.disturbances
        guard orderedAt != disturbances else { return }
        do {
            try await queue.spreadOverdue(now: clock.now())
            orderedAt = disturbances
        } catch {
            trouble.log("Cannot put in order what of \(queue.name) is overdue: \(error)")
        }
    }

    private func letFinish() async {
        let deadline = clock.uptime() + limits.stopGrace
        while !Task.isCancelled, inFlight.withLockedValue({ !$0.isEmpty }), clock.uptime() < deadline {
            await bell.wait(atMost: deadline - clock.uptime(), clock: clock)
        }
    }

    private func releaseClaims() async {
        do {
            try await queue.releaseClaims(of: worker)
        } catch {
            logger.error("Cannot give back what of \(queue.name) was claimed; it waits for its claims to end: \(error)")
        }
    }
}
