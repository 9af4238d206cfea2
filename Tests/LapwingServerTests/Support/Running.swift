import Logging
import ServiceLifecycle

extension Logger {
    static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

/// Runs `services` while `body` does, then stops them as SIGTERM does, last one first.
func running(
    _ services: [any Service], _ body: @escaping @Sendable () async throws -> Void
) async throws {
    let group = ServiceGroup(services: services, logger: .silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        do {
            try await body()
        } catch {
            tasks.cancelAll()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
