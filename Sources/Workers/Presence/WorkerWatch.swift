package import Logging
package import Monitoring
internal import NIOConcurrencyHelpers
internal import ServiceLifecycle
package import Store

/// What a process without workers knows of those elsewhere, for `/api/health`.
package final class WorkerWatch: Service {
    private static let pause = Duration.seconds(5)
    /// After so long what was last read says nothing any more.
    private static let longestIgnorance = Duration.seconds(60)

    private let store: Store
    private let clock: ServerClock
    private let trouble: LogThrottle
    private let census = NIOLockedValueBox(WorkerCensus())

    package init(store: Store, clock: ServerClock = .system, logger: Logger) {
        self.store = store
        self.clock = clock
        trouble = LogThrottle(.error, logger: logger, clock: clock)
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await self.look()
                try await self.clock.sleep(Self.pause)
            }
        }
    }

    /// Reads once; also what `run` does over and over.
    package func look() async {
        do {
            let rows = try await store.workers()
            census.withLockedValue { $0.saw(rows, at: clock.uptime(), wall: clock.now()) }
        } catch {
            trouble.log("Could not read which workers there are: \(error)")
        }
    }

    package func health() -> [HealthPart] {
        let (alive, lookedAt) = census.withLockedValue { ($0.alive, $0.lookedAt) }
        guard let lookedAt, clock.uptime() - lookedAt < Self.longestIgnorance else {
            return ["scheduler", "workers"].map {
                HealthPart(name: $0, state: "unknown: the database could not be read lately", isHealthy: false)
            }
        }
        guard !alive.isEmpty else {
            return ["scheduler", "workers"].map {
                HealthPart(
                    name: $0, state: "no worker was seen for \(WorkerCensus.longestSilence.components.seconds) s",
                    isHealthy: false)
            }
        }
        let failing = alive.filter { $0.state != WorkerRow.running }
        return [
            HealthPart(
                name: "scheduler", state: failing.count == alive.count ? alive[0].state : WorkerRow.running,
                isHealthy: failing.count < alive.count),
            HealthPart(
                name: "workers",
                state: "\(alive.count) alive" + (failing.isEmpty ? "" : ", \(failing.count) of them not working"),
                isHealthy: true),
        ]
    }
}
