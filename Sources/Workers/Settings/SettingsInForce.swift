internal import Logging
package import Monitoring
internal import NIOConcurrencyHelpers
package import Store

/// The settings as they stand: the configuration overlaid by what admins set. Read without waiting; brought up to date
/// by `reload()`.
package final class SettingsInForce: Sendable {
    private let configured: Settings
    private let store: Store
    private let box: NIOLockedValueBox<State>

    private struct State {
        let stored: StoredSettings
        let settings: Settings
    }

    package init(configured: Settings, store: Store) async throws {
        self.configured = configured
        self.store = store
        let stored = try await store.storedSettings()
        box = NIOLockedValueBox(
            State(stored: stored, settings: configured.overlaid(with: store.overrides(in: stored))))
    }

    package var current: Settings { box.withLockedValue { $0.settings } }

    /// Reads what is stored now, and returns it. Secrets are looked into only where something changed, so that it may be
    /// called every second.
    @discardableResult
    package func reload() async throws -> Settings {
        let stored = try await store.storedSettings()
        let before = box.withLockedValue { $0 }
        if stored == before.stored { return before.settings }
        let settings = configured.overlaid(with: store.overrides(in: stored))
        box.withLockedValue { $0 = State(stored: stored, settings: settings) }
        return settings
    }
}
