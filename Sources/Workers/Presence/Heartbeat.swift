package import Logging
internal import Monitoring
internal import ServiceLifecycle
package import Store

/// Says every ten seconds that this worker is there, and how it is, for processes that have no worker themselves.
package struct Heartbeat: Service {
    static let pause = Duration.seconds(10)

    private let name: String
    private let host: String
    private let roles: String
    private let version: String
    private let state: @Sendable () -> String
    private let store: Store
    private let clock: ServerClock
    private let trouble: LogThrottle

    /// - Parameters:
    ///   - name: unlike any other process's.
    ///   - roles: as they are configured, such as `api,worker`.
    ///   - state: `WorkerRow.running`, or a sentence about what does not go on.
    package init(
        name: String, host: String, roles: String, version: String, state: @escaping @Sendable () -> String,
        store: Store, clock: ServerClock = .system, logger: Logger
    ) {
        self.name = name
        self.host = host
        self.roles = roles
        self.version = version
        self.state = state
        self.store = store
        self.clock = clock
        trouble = LogThrottle(.error, logger: logger, clock: clock)
    }

    package func run() async throws {
        let startedAt = clock.now()
        try? await cancelWhenGracefulShutdown {
            while true {
                await self.beat(startedAt)
                try await self.clock.sleep(Self.pause)
            }
        }
        do {
            try await store.removeWorker(name)
        } catch {
            trouble.log("Could not remove the heartbeat of this worker: \(error)")
        }
    }

    private func beat(_ startedAt: Timestamp) async {
        let row = WorkerRow(
            name: name, host: host, roles: roles, version: version, state: state(), startedAt: startedAt,
            seenAt: clock.now())
        do {
            try await store.writeWorker(row)
        } catch {
            trouble.log("Could not write the heartbeat of this worker: \(error)")
        }
    }
}
