package import Logging
internal import Monitoring
internal import ServiceLifecycle
package import Store

/// Forgets polls and tests that people asked for a day ago; one that nobody took up by then has failed.
package struct TaskExpiry: Service {
    private static let lifetime = Duration.seconds(24 * 3600)
    private static let pause = Duration.seconds(600)

    private let store: Store
    private let clock: ServerClock
    private let logger: Logger

    package init(store: Store, clock: ServerClock = .system, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await self.expire()
                try await self.clock.sleep(Self.pause)
            }
        }
    }

    private func expire() async {
        do {
            try await store.expireTasks(before: clock.now() - Self.lifetime)
        } catch {
            logger.error("Old tasks could not be removed; that is tried again: \(error)")
        }
    }
}
