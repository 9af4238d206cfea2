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
    private let wakeup = Wakeup()
    private let isStopping = NIOLockedValueBox(false)
    private let work = NIOLockedValueBox(Work())
    private let trouble: LogThrottle

    private struct Held {
        let claimed: Queue.Claimed
        let ticket: Ticket
        /// The uptime before it was claimed.
        let askedAt: Duration
        /// How long before it is due it may have been claimed.
        let ahead: Duration
    }

    /// A claim that ends, or is revoked, while its work goes on can be claimed again; the work in flight is let finish
    /// first.
    private struct Work {
        var inFlight: Set<Int64> = []
        var claimedAnew: [Int64: Held] = [:]

        mutating func takeReady() -> [Held] {
            let ready = claimedAnew.filter { !inFlight.contains($0.key) }
            for id in ready.keys { claimedAnew[id] = nil }
            return Array(ready.values)
        }
    }

    /// What was last put in order.
    private struct Order {
        var disturbances: Int
        /// Other processes learn some seconds later that the clock was set, and write by it until then.
        var againAt: Duration?
    }

    private static var noticedByAll: Duration { .seconds(30) }

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
        self.worker = "\(worker)/\(queue.key)"
        self.limits = limits
        statistics = DispatchStatistics(of: queue.key, metrics.lane(queue.name), limit: limits.inFlight)
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
            self.stop()
        }
    }

    /// Begins nothing more, and lets what is in flight finish; then `run` returns.
    func stop() {
        isStopping.withLockedValue { $0 = true }
        wakeup.wake()
    }

    private func listen() async {
        for await hint in bus.hints() where hint == queue.hint { wakeup.wake() }
    }

    private func workUntilStopped() async {
        await withDiscardingTaskGroup { work in
            var (order, ahead) = (Order?.none, limits.ahead)
            while !isStopped {
                statistics.asks()
                // Read before the clock guard looks: by a time after that, claims may seem to have ended.
                let now = clock.now()
                await repairSchedule(&order)
                let lookedAt = clock.uptime()
                let rest = await startDueWork(in: &work, ahead: ahead, now: now)
                ahead = limits.ahead(afterLookOf: clock.uptime() - lookedAt)
                statistics.rests()
                await wakeup.wait(atMost: rest, clock: clock)
            }
            statistics.leave()
            await letFinish()
            work.cancelAll()
        }
        await releaseClaims()
    }

    var isStopped: Bool { Task.isCancelled || isStopping.withLockedValue { $0 } }

    /// - Returns: how long nothing more is to be done.
    private func startDueWork(
        in group: inout DiscardingTaskGroup, ahead: Duration, now: Timestamp
    ) async -> Duration {
        for held in work.withLockedValue({ $0.takeReady() }) { start(held, in: &group) }
        let room = min(limits.inFlight - work.withLockedValue { $0.inFlight.count }, limits.claimedAtOnce)
        guard room > 0 else {
            statistics.looked(at: clock.now())
            return limits.longestSleep
        }
        do {
            let askedAt = clock.uptime()
            let claimed = try await queue.claimDue(
                limit: room, worker: worker, lease: limits.lease, ahead: ahead, now: now)
            statistics.looked(at: clock.now())
            guard !isStopped else { return .zero }
            for item in claimed {
                let held = Held(claimed: item, ticket: queue.ticket(of: item), askedAt: askedAt, ahead: ahead)
                start(held, in: &group)
            }
            return claimed.count == room ? .zero : try await untilNextDue()
        } catch {
            trouble.log("Could not read which \(queue.name) are due: \(error)")
            return limits.longestSleep
        }
    }

    private func untilNextDue() async throws -> Duration {
        guard let due = try await queue.nextDue() else { return limits.longestSleep }
        return min(limits.longestSleep, max(limits.shortestSleep, due - clock.now()))
    }

    private func start(_ held: Held, in group: inout DiscardingTaskGroup) {
        let ticket = held.ticket
        let isFirst = work.withLockedValue { work in
            let isFirst = work.inFlight.insert(ticket.id).inserted
            if !isFirst { work.claimedAnew[ticket.id] = held }
            return isFirst
        }
        guard isFirst else { return }
        group.addTask {
            guard await self.isDue(held) else { return self.finish(ticket, isCutOff: false) }
            self.statistics.started(late: self.clock.now() - ticket.due)
            let begun = self.clock.uptime()
            let isCutOff = await self.work(on: held)
            self.statistics.ended(after: self.clock.uptime() - begun)
            self.finish(ticket, isCutOff: isCutOff)
        }
    }

    /// Waits until it is; not longer than what is claimed ahead may have to, since clocks may be set.
    /// - Returns: whether it is to be begun.
    private func isDue(_ held: Held) async -> Bool {
        let rest = min(held.ticket.due - clock.now(), held.ahead)
        guard rest > .zero else { return true }
        let isOver = try? await cancelWhenGracefulShutdown {
            try await self.clock.sleep(rest)
            return true
        }
        return isOver == true && !isStopped
    }

    /// Within the time that the claim holds: a process that stood still, or a slow database, may have used it up.
    /// - Returns: whether it was cut off.
    private func work(on held: Held) async -> Bool {
        let (lease, longestWork) = (limits.lease + held.ticket.allowance, limits.longestWork + held.ticket.allowance)
        let left = lease - (clock.uptime() - held.askedAt)
        guard left >= lease / 2 else {
            trouble.log("Skipped \(held.ticket.name): its claim is about to expire; it will be claimed again")
            return false
        }
        let time = limits.renewsClaims ? longestWork : min(longestWork, left)
        let isDone = await withDeadline(time, clock: clock) {
            await self.queue.work(on: held.claimed)
            return true
        }
        return isDone == nil && !Task.isCancelled
    }

    private func finish(_ ticket: Ticket, isCutOff: Bool) {
        if isCutOff {
            statistics.cutOff()
            trouble.log(
                "\(ticket.name) was cut off after \(limits.longestWork + ticket.allowance); it will be tried again")
        }
        let isAwaited = work.withLockedValue { work in
            work.inFlight.remove(ticket.id)
            let others = work.inFlight.count
            return others == limits.inFlight - 1 || others == 0 && isStopped || work.claimedAnew[ticket.id] != nil
        }
        if isAwaited { wakeup.wake() }
    }

    /// At the start, and whenever the clock guard has seen a disturbance.
    private func repairSchedule(_ order: inout Order?) async {
        let disturbances = clockGuard.disturbances
        let isDisturbed = order.map { $0.disturbances != disturbances } ?? false
        guard order == nil || isDisturbed || order?.againAt.map({ $0 <= clock.uptime() }) == true else { return }
        do {
            try await queue.repairSchedule(lease: limits.lease, renewsClaims: isDisturbed, now: clock.now())
            order = Order(
                disturbances: disturbances, againAt: isDisturbed ? clock.uptime() + Self.noticedByAll : nil)
        } catch {
            trouble.log("Could not reschedule overdue \(queue.name): \(error)")
        }
    }

    private func letFinish() async {
        let deadline = clock.uptime() + limits.stopGrace
        while !Task.isCancelled, work.withLockedValue({ !$0.inFlight.isEmpty }), clock.uptime() < deadline {
            await wakeup.wait(atMost: deadline - clock.uptime(), clock: clock)
        }
    }

    private func releaseClaims() async {
        do {
            try await queue.releaseClaims(of: worker)
        } catch {
            logger.error("Could not release the claims of \(queue.name); they expire by themselves: \(error)")
        }
    }
}
