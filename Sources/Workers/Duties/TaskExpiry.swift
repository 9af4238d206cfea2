internal import Monitoring
package import Store

/// Forgets polls and tests that people asked for a day ago; one that nobody took up by then has failed.
package struct TaskExpiry: LeaderTask {
    package let pause = Duration.seconds(600)
    package let trouble = "Could not remove old tasks"
    private static let lifetime = Duration.seconds(24 * 3600)

    private let store: Store
    private let clock: ServerClock

    package init(store: Store, clock: ServerClock = .system) {
        self.store = store
        self.clock = clock
    }

    package func perform(under lease: Lease) async throws {
        try await store.expireTasks(before: clock.now() - Self.lifetime)
    }
}
