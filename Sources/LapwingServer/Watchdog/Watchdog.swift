internal import Foundation
package import Logging
internal import NIOConcurrencyHelpers
package import NIOCore
internal import ServiceLifecycle
package import Telemetry
package import Workers

/// Sees from a thread of its own whether the process still gets on, and ends its hanging. It is no task, since what
/// runs tasks may be what hangs.
package final class Watchdog: Service {
    package typealias Restart = @Sendable (_ reason: String) -> Void

    private enum State {
        case watching, stopped
    }

    private let lanes: @Sendable () -> [DispatchStatistics]
    private let turns: [ProgressWatch.Part: LoopProbe]
    private let limit: Duration?
    private let pause: Duration
    private let notices: ServiceNotices
    private let restart: Restart
    private let logger: Logger
    private let state = ConditionLock(value: State.watching)

    /// - Parameters:
    ///   - lanes: those that there are at the time.
    ///   - limit: what is silent for longer hangs; `nil` to only tell systemd that the process lives.
    ///   - restart: is called once, from the watchdog's thread, and need not return.
    package init(
        lanes: @escaping @autoclosure @Sendable () -> [DispatchStatistics], loops: any EventLoopGroup, limit: Duration?,
        metrics: Catalogue = Catalogue(),
        notices: ServiceNotices = ServiceNotices(), logger: Logger, restart: @escaping Restart
    ) {
        self.lanes = lanes
        self.limit = limit
        self.notices = notices
        self.restart = restart
        self.logger = logger
        pause =
            [.seconds(1), (limit ?? .seconds(10)) / 10, (notices.watchdogInterval ?? .seconds(10)) / 3].min()
            ?? .seconds(1)
        let delays = metrics.loopDelay()
        var turns: [ProgressWatch.Part: LoopProbe] = [
            .tasks: LoopProbe(delays: delays) { turn in
                // Whether a task that belongs to nobody is run is what is asked.
                Task { turn() }
            }
        ]
        for (number, loop) in loops.makeIterator().enumerated() {
            turns[.eventLoop(number)] = LoopProbe(delays: delays) { loop.execute($0) }
        }
        self.turns = turns
    }

    package func run() async throws {
        let thread = Thread { self.watch() }
        thread.name = "watchdog"
        thread.start()
        defer { stop() }
        try? await gracefulShutdown()
        notices.send("STOPPING=1")
    }

    private func stop() {
        state.lock()
        state.unlock(withValue: .stopped)
    }

    private func watch() {
        var watch = ProgressWatch(limit: limit)
        // A clock that a suspended machine does not advance.
        let start = SuspendingClock.now
        while !state.lock(whenValue: .stopped, timeoutSeconds: pause / .seconds(1)) {
            let hanging = watch.saw(look(), at: SuspendingClock.now - start)
            guard hanging.isEmpty else { return act(on: hanging) }
            notices.send("WATCHDOG=1")
        }
        state.unlock()
    }

    private func look() -> [ProgressWatch.Part: LaneProgress] {
        var parts: [ProgressWatch.Part: LaneProgress] = [:]
        for lane in lanes() { parts[.lane(lane.name)] = lane.progress }
        for (part, turns) in turns { parts[part] = LaneProgress(steps: turns.count(), asks: false) }
        return parts
    }

    private func act(on hanging: [ProgressWatch.Part]) {
        let reason = "\(hanging.map(\.description).joined(separator: ", "))"
        say("Lapwing hangs and restarts itself: \(reason)")
        restart(reason)
    }

    /// What hangs may hold the log.
    private func say(_ sentence: String) {
        let isSaid = ConditionLock(value: false)
        let thread = Thread { [logger] in
            logger.critical("\(sentence)")
            isSaid.lock()
            isSaid.unlock(withValue: true)
        }
        thread.start()
        if isSaid.lock(whenValue: true, timeoutSeconds: 2) { isSaid.unlock() }
    }

}
