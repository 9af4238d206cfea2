package import Logging
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import ServiceLifecycle
package import Telemetry

/// Notices when the process stood still (stopped, suspended, starved) and when the wall clock was set. What was measured
/// across a standstill is not believed, and a schedule that was thrown into the past or the future is put in order.
package final class ClockGuard: Service {
    private struct State {
        var last: ClockReading
        var standstills = 0
        var disturbances = 0
    }

    /// What is measured is believed if no standstill was noticed since its mark.
    package struct Mark: Sendable {
        fileprivate let standstills: Int
    }

    static let disbelief = "Lapwing stood still meanwhile"

    private static let tick = Duration.milliseconds(250)
    /// Longer than a busy machine keeps a task waiting, and no longer than a device is given to answer.
    private static let noticedStandstill = Duration.seconds(1)
    /// After one of these so much is overdue that it is spread.
    private static let longStandstill = Duration.seconds(10)

    private let clock: ServerClock
    private let logger: Logger
    private let metrics: Catalogue
    private let state: NIOLockedValueBox<State>

    package init(clock: ServerClock = .system, metrics: Catalogue = Catalogue(), logger: Logger) {
        self.clock = clock
        self.metrics = metrics
        self.logger = logger
        state = NIOLockedValueBox(State(last: ClockReading(wall: clock.now(), uptime: clock.uptime())))
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await self.clock.sleep(Self.tick)
                self.look()
            }
        }
    }

    package func mark() -> Mark { Mark(standstills: look().standstills) }

    package func hasStoodStill(since mark: Mark) -> Bool { look().standstills != mark.standstills }

    /// Grows when the clock is set or the process stood still for long, so that the schedule must be put in order.
    package var disturbances: Int { look().disturbances }

    /// Everybody who asks looks at the clocks: the first to wake after a standstill may be a poll.
    @discardableResult
    private func look() -> State {
        let (state, standstill, step) = state.withLockedValue { state in
            let reading = ClockReading(wall: clock.now(), uptime: clock.uptime())
            let standstill = reading.uptime - state.last.uptime - Self.tick
            let step = reading.step(since: state.last)
            if standstill > Self.noticedStandstill { state.standstills += 1 }
            if standstill > Self.longStandstill || step != nil { state.disturbances += 1 }
            state.last = reading
            return (state, standstill, step)
        }
        if standstill > Self.noticedStandstill {
            metrics.standstills().increment()
            logger.error("Lapwing stood still for \(standstill.inSeconds); what it was polling is polled again")
        }
        if let step {
            metrics.clockSteps().increment()
            logger.error("The clock was set by \(step.inSeconds); polls are rescheduled")
        }
        return state
    }
}

extension Duration {
    /// `12.3 s`
    fileprivate var inSeconds: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) s"
    }
}
