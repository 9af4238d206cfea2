package import Monitoring
internal import NIOConcurrencyHelpers
package import Store

/// What decides, as it stands: the configuration overlaid by what admins set, receivers, routes and maintenance. Read
/// without waiting; brought up to date by `reload()`.
package final class PolicyInForce: Sendable {
    /// What keeps a receiver from sending.
    package typealias Problem = @Sendable (Receiver, Settings) -> String?

    private let configured: Settings
    private let store: Store
    private let problem: Problem
    private let box: NIOLockedValueBox<State>

    private struct State {
        let stored: StoredPolicy
        let policy: Policy
    }

    package init(configured: Settings, store: Store, problem: @escaping Problem = { _, _ in nil }) async throws {
        self.configured = configured
        self.store = store
        self.problem = problem
        let stored = try await store.storedPolicy()
        box = NIOLockedValueBox(
            State(stored: stored, policy: store.policy(stored, over: configured, problem: problem)))
    }

    package var current: Policy { box.withLockedValue { $0.policy } }
    package var settings: Settings { current.settings }

    /// Reads what is stored now, and returns it. Secrets are looked into only where something changed, so that it may be
    /// called every second.
    @discardableResult
    package func reload() async throws -> Policy {
        let before = box.withLockedValue { $0 }
        let stored = try await store.storedPolicy(since: before.stored)
        if stored == before.stored { return before.policy }
        let policy = store.policy(stored, over: configured, problem: problem)
        box.withLockedValue { $0 = State(stored: stored, policy: policy) }
        return policy
    }
}
