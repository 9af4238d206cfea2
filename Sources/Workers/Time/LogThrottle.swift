package import Logging
internal import NIOConcurrencyHelpers

/// Says what happens over and over at most once a second, and how often it went unsaid.
package final class LogThrottle: Sendable {
    private struct State {
        var spokeAt: Duration?
        var unsaid = 0
    }

    private static let pause = Duration.seconds(1)

    private let level: Logger.Level
    private let logger: Logger
    private let clock: ServerClock
    private let state = NIOLockedValueBox(State())

    package init(_ level: Logger.Level, logger: Logger, clock: ServerClock) {
        self.level = level
        self.logger = logger
        self.clock = clock
    }

    package func log(_ message: @autoclosure () -> String) {
        let now = clock.uptime()
        let unsaid = state.withLockedValue { state -> Int? in
            if let spokeAt = state.spokeAt, now - spokeAt < Self.pause {
                state.unsaid += 1
                return nil
            }
            defer { state = State(spokeAt: now) }
            return state.unsaid
        }
        guard let unsaid else { return }
        let text = message()
        logger.log(level: level, unsaid > 0 ? "\(text) (and \(unsaid) times more since this was last said)" : "\(text)")
    }
}
