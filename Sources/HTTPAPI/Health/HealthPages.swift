package import Hummingbird
package import Logging
package import Monitoring
package import Store
package import Telemetry
package import Web

/// What health is told from.
package struct HealthSource: Sendable {
    let store: Store
    let version: String
    /// The parts that `/api/health` reports besides the database, as last known: it must not wait for any of them.
    let parts: @Sendable () async -> [HealthPart]

    package init(store: Store, version: String, parts: @escaping @Sendable () async -> [HealthPart]) {
        self.store = store
        self.version = version
        self.parts = parts
    }

    init(_ dependencies: APIDependencies) {
        self.init(store: dependencies.store, version: dependencies.version, parts: dependencies.health)
    }
}

/// What a process answers that serves no API: whether it is well, and how it is doing.
package struct HealthPages: Sendable {
    private let operations: [Operation]
    private let catalogue: Catalogue
    private let logger: Logger
    private static let bodyLimit = 1024

    /// - Parameter catalogue: what requests are counted in.
    package init(_ source: HealthSource, metrics: MetricsOperations, catalogue: Catalogue, logger: Logger) {
        operations = HealthOperations(source: source).list + metrics.list
        self.catalogue = catalogue
        self.logger = logger
    }

    package func router() -> Router<APIContext> {
        let router = Router(of: operations, metrics: catalogue, logger: logger)
        let budget = BodyBudget(limit: 0)
        for operation in operations {
            guard case .open(let handler) = operation.access else { continue }
            router.on(RouterPath(operation.path), method: operation.method) { request, context in
                try await handler(
                    Call(request: request, context: context, bodyLimit: Self.bodyLimit, budget: budget))
            }
        }
        return router
    }
}
