package import Monitoring

/// Both clocks at one moment. Two readings tell whether the process stood still between them and whether the wall clock
/// was set.
package struct ClockReading: Sendable, Equatable {
    package var wall: Timestamp
    package var uptime: Duration

    package init(wall: Timestamp, uptime: Duration) {
        self.wall = wall
        self.uptime = uptime
    }

    /// How far the wall clock was set between `earlier` and this; negative backwards. Clocks that are steered drift by
    /// less than is noticed.
    package func step(since earlier: ClockReading) -> Duration? {
        let step = (wall - earlier.wall) - (uptime - earlier.uptime)
        return (-Self.noticedStep...Self.noticedStep).contains(step) ? nil : step
    }

    private static let noticedStep = Duration.seconds(5)
}

extension Duration {
    fileprivate static prefix func - (duration: Duration) -> Duration { .zero - duration }
}
