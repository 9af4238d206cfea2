package import Monitoring
internal import NIOConcurrencyHelpers
internal import Telemetry

/// How a dispatcher is doing, for health, for the log and for the watchdog.
package struct DispatchCounts: Sendable, Equatable {
    package var started: Int
    /// Started more than a second after they were due.
    package var late: Int
    /// Cut off because they took too long: they are repeated when their claim ends.
    package var cutOff: Int
    package var inFlight: Int
    /// When the dispatcher last found out what is due; one that works does every second or more often.
    package var lookedAt: Timestamp?
}

/// How far a lane has come.
package struct LaneProgress: Sendable, Equatable {
    /// Grows whenever it begins or ends to look what is due, whether it found out or not.
    package var steps: Int
    /// Whether it waits for the database.
    package var asks: Bool

    package init(steps: Int, asks: Bool) {
        self.steps = steps
        self.asks = asks
    }
}

/// Counts that many tasks count in.
package final class DispatchStatistics: Sendable {
    private struct State {
        var lookedAt: Timestamp?
        var progress = LaneProgress(steps: 0, asks: false)
        var hasLeft = false
    }

    package let name: String
    private let lane: LaneMetrics
    private let state = NIOLockedValueBox(State())

    /// - Parameter limit: of what is in flight.
    init(of name: String, _ lane: LaneMetrics, limit: Int) {
        self.name = name
        self.lane = lane
        lane.limit.set(limit)
        lane.inFlight.set(0)
    }

    package var counts: DispatchCounts {
        DispatchCounts(
            started: lane.started.value, late: lane.late.value, cutOff: lane.cutOff.value,
            inFlight: Int(lane.inFlight.value ?? 0), lookedAt: state.withLockedValue { $0.lookedAt })
    }

    /// `nil` once the dispatcher has stopped looking for good.
    package var progress: LaneProgress? { state.withLockedValue { $0.hasLeft ? nil : $0.progress } }

    func looked(at now: Timestamp) { state.withLockedValue { $0.lookedAt = now } }

    /// The database is asked from now on.
    func asks() { step(asks: true) }

    /// It answered, or refused: both is progress.
    func rests() { step(asks: false) }

    func leave() { state.withLockedValue { $0.hasLeft = true } }

    func started(late lateness: Duration) {
        lane.started.increment()
        lane.inFlight.add(1)
        lane.lateness.observe(lateness)
        if lateness > .seconds(1) { lane.late.increment() }
    }

    func ended(after duration: Duration) {
        lane.inFlight.add(-1)
        lane.duration.observe(duration)
    }

    func cutOff() { lane.cutOff.increment() }

    private func step(asks: Bool) {
        state.withLockedValue { $0.progress = LaneProgress(steps: $0.progress.steps + 1, asks: asks) }
    }
}
