package import Logging
package import Monitoring
internal import NIOConcurrencyHelpers
internal import ServiceLifecycle

/// The time of day by the clock of the database server, carried on by this machine's uptime. By it all machines agree
/// when something is due, however their own clocks are set.
package final class DatabaseClock: Service {
    private static let pause = Duration.seconds(10)
    /// What a busy machine or network may add to an answer is no reason to move.
    private static let tolerance = Duration.milliseconds(100)
    private static let slowestAnswer = Duration.seconds(1)

    private let ask: @Sendable () async throws -> Timestamp
    private let own: ServerClock
    private let logger: Logger
    /// The server's time when the uptime was zero.
    private let origin: NIOLockedValueBox<Timestamp>

    /// Asks the server once.
    /// - Parameters:
    ///   - ask: the time by the server.
    ///   - own: of this machine.
    package init(
        own: ServerClock = .system, logger: Logger, _ ask: @escaping @Sendable () async throws -> Timestamp
    ) async throws {
        self.ask = ask
        self.own = own
        self.logger = logger
        let before = own.uptime()
        let answer = try await ask()
        origin = NIOLockedValueBox(answer - (before + own.uptime()) / 2)
        let difference = own.now() - now
        if max(difference, .zero - difference) > .seconds(5) {
            logger.warning(
                "The clock of this machine is \(difference) ahead of the database server's, which is the one that counts"
            )
        }
    }

    package var clock: ServerClock {
        ServerClock(now: { self.now }, uptime: own.uptime, sleep: own.sleep)
    }

    private var now: Timestamp { origin.withLockedValue { $0 } + own.uptime() }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await self.own.sleep(Self.pause)
                await self.adjust()
            }
        }
    }

    /// While the server does not answer, the uptime goes on.
    private func adjust() async {
        let before = own.uptime()
        guard let answer = try? await ask() else { return }
        let after = own.uptime()
        guard after - before < Self.slowestAnswer else { return }
        let found = answer - (before + after) / 2
        origin.withLockedValue { origin in
            let difference = found - origin
            if max(difference, .zero - difference) > Self.tolerance { origin = found }
        }
    }
}
