internal import HTTPTypes
package import Hummingbird
internal import Logging
internal import Monitoring
internal import Store
internal import Telemetry
package import Web

/// The HTTP API: a list of operations, and the router that is made of it.
package struct API: Sendable {
    package let operations: [Operation]
    private let dependencies: APIDependencies
    private let authenticator: Authenticator
    private let budget: BodyBudget

    package init(_ dependencies: APIDependencies) async {
        self.dependencies = dependencies
        let configuration = dependencies.configuration
        let tokens = await Tokens(configuration)
        let hasher = PasswordHasher(cost: configuration.passwordCost)
        let throttle = LoginThrottle(bus: dependencies.bus, limits: configuration.loginThrottle)
        budget = BodyBudget(limit: configuration.bodyBudget)
        authenticator = Authenticator(store: dependencies.store, tokens: tokens)
        let cache = ResponseCache()
        let described =
            HealthOperations(source: HealthSource(dependencies)).list
            + MetricsOperations(token: configuration.metricsToken, exposition: dependencies.exposition).list
            + SessionOperations(
                dependencies: dependencies, tokens: tokens, hasher: hasher, throttle: throttle,
                history: SignInHistory(store: dependencies.store)
            ).list
            + ProfileOperations(dependencies: dependencies, hasher: hasher, throttle: throttle).list
            + UserOperations(dependencies: dependencies, hasher: hasher).list
            + DeviceOperations(dependencies: dependencies, cache: cache).list
            + CameraOperations(dependencies: dependencies, cache: cache).list
            + AlertOperations(dependencies: dependencies, cache: cache).list
            + ReceiverOperations(dependencies: dependencies).list
            + RouteOperations(dependencies: dependencies).list
            + MaintenanceOperations(dependencies: dependencies).list
            + TaskOperations(dependencies: dependencies).list
            + SettingsOperations(dependencies: dependencies, cache: cache).list
        operations =
            described
            + DescriptionOperations.list(
                describing: described, schemas: Self.schemas, version: dependencies.version)
    }

    /// What the operations refer to by name.
    package static let schemas =
        DeviceOperations.schemas + CameraOperations.schemas + AlertOperations.schemas
        + ReceiverOperations.schemas + RouteOperations.schemas + MaintenanceOperations.schemas + TaskOperations.schemas
        + SettingsOperations.schemas

    static let schemasByName = Dictionary(uniqueKeysWithValues: schemas.map { ($0.name, $0.schema) })

    /// Routes every operation. Other pages may be added to it: they get the same headers, log and errors.
    package func router() -> Router<APIContext> {
        let configuration = dependencies.configuration
        let router = Router(
            of: operations, proxies: configuration.trustedProxies, allowedOrigins: configuration.allowedOrigins,
            metrics: dependencies.metrics, logger: dependencies.logger)
        for operation in operations {
            router.on(RouterPath(operation.path), method: operation.method) { request, context in
                try await respond(to: request, context, by: operation)
            }
        }
        return router
    }

    private func respond(to request: Request, _ context: APIContext, by operation: Operation) async throws -> Response {
        let call = Call(
            request: request, context: context, bodyLimit: bodyLimit(operation), budget: budget, of: operation)
        return try await answer(call, by: operation).adding(call.warnings)
    }

    /// Many rows may take as much as this many bodies of one.
    private static let bodiesInBatch = 8

    /// Bytes.
    func bodyLimit(_ operation: Operation) -> Int {
        let configuration = dependencies.configuration
        if case .open = operation.access { return min(configuration.openBodyLimit, configuration.bodyLimit) }
        if case .array = operation.body { return Self.bodiesInBatch * configuration.bodyLimit }
        return configuration.bodyLimit
    }

    private func answer(_ call: Call, by operation: Operation) async throws -> Response {
        let request = call.request
        switch operation.access {
        case .open(let handler): return try await handler(call)
        case .refreshToken(let handler):
            return try await handler(call, try await authenticator.refreshToken(of: request))
        case .anyToken(let handler): return try await handler(call, try await authenticator.anyToken(of: request))
        case .role(let role, let handler):
            let caller = try await authenticator.caller(of: request)
            guard caller.user.role >= role else {
                throw APIError.forbidden("This needs the role \(role.rawValue); yours is \(caller.user.role.rawValue)")
            }
            try operation.checkNames(of: call.query)
            return try await handler(call, caller)
        }
    }
}

extension Router where Context == APIContext {
    /// With everything that stands around the operations, and none of them.
    convenience init(
        of operations: [Operation], proxies: TrustedProxies = .none, allowedOrigins: [String] = [],
        metrics: Catalogue, logger: Logger
    ) {
        self.init(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        let methods = MethodTable(operations)
        addMiddleware {
            ForwardedClient(proxies: proxies)
            RequestIdentity()
            RequestMetrics(operations.map { ($0.method, $0.path) }, catalogue: metrics)
            AccessLog(logger: logger)
            SecurityHeaders()
            CrossOrigin(allowedOrigins: allowedOrigins)
            ErrorResponses(methods: { methods.methods(at: $0) }, explain: { APIError($0) }, logger: logger)
        }
    }
}
