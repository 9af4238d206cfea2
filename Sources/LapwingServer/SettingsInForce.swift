internal import Logging
package import Monitoring
internal import NIOConcurrencyHelpers
package import Store

/// The settings as they stand: the configuration overlaid by what admins set. Read without waiting; brought up to date
/// by `reload()`.
package final class SettingsInForce: Sendable {
    private let configured: Settings
    private let store: Store
    private let box: NIOLockedValueBox<Settings>

    package init(configured: Settings, store: Store) async throws {
        self.configured = configured
        self.store = store
        box = NIOLockedValueBox(configured.overlaid(with: try await store.settingOverrides()))
    }

    package var current: Settings { box.withLockedValue { $0 } }

    /// Reads what is stored now, and returns it.
    @discardableResult
    package func reload() async throws -> Settings {
        let stored = configured.overlaid(with: try await store.settingOverrides())
        box.withLockedValue { $0 = stored }
        return stored
    }
}
