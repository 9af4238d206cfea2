package import Bus
package import Logging
package import Monitoring
package import Store
package import Telemetry

/// What the API needs of the rest of Lapwing.
package struct APIDependencies: Sendable {
    package var store: Store
    package var bus: any Bus
    package var logger: Logger
    /// Lapwing's version, such as `1.0.0`.
    package var version: String
    package var configuration: APIConfiguration
    /// The parts that `/api/health` reports besides the database, as last known: it must not wait for any of them.
    package var health: @Sendable () async -> [HealthPart]
    package var receiverKinds: ReceiverKinds
    /// What decides, as it is stored now.
    package var policy: @Sendable () async throws -> Policy
    /// Sends a test message by the settings as they are stored now, and returns what the server answered; throws an
    /// error that describes itself for a person.
    package var sendTest: @Sendable (Receiver) async throws -> String
    package var restartPolling: @Sendable () async throws -> Void
    /// Drops what other parts keep in memory; the API's own rendered responses go as well.
    package var clearCache: @Sendable () async throws -> Void
    package var metrics: Catalogue
    /// The text of `/metrics`, made within a second or two whatever is the matter.
    package var exposition: @Sendable () async -> String

    package init(
        store: Store, bus: any Bus, logger: Logger, version: String, configuration: APIConfiguration,
        health: @escaping @Sendable () async -> [HealthPart],
        receiverKinds: ReceiverKinds, policy: @escaping @Sendable () async throws -> Policy,
        sendTest: @escaping @Sendable (Receiver) async throws -> String,
        restartPolling: @escaping @Sendable () async throws -> Void,
        clearCache: @escaping @Sendable () async throws -> Void,
        metrics: Catalogue = Catalogue(), exposition: (@Sendable () async -> String)? = nil
    ) {
        self.store = store
        self.bus = bus
        self.logger = logger
        self.version = version
        self.configuration = configuration
        self.health = health
        self.receiverKinds = receiverKinds
        self.policy = policy
        self.sendTest = sendTest
        self.restartPolling = restartPolling
        self.clearCache = clearCache
        self.metrics = metrics
        self.exposition = exposition ?? { metrics.text }
    }
}
