import Bus
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Monitoring
import NIOCore
import Store
import TestKit

@testable import HTTPAPI
@testable import Web

/// The API over a store of its own, with a user of each role: `admin`, `operator` and `viewer`, whose password is
/// `Passw0rd`. Hashes are cheap here.
struct TestAPI {
    let store: Store
    let bus: InProcessBus
    let configuration: APIConfiguration
    let api: API
    /// What decides, as it is stored now.
    let policy: @Sendable () async throws -> Policy

    static let password = "Passw0rd"
    static let cheap = PasswordHash.Cost(logarithm: 4, blockSize: 8, parallelism: 1)

    static func make(
        roles: [Role] = Role.allCases, clock: ManualClock? = nil, groupWait: Int? = nil,
        _ configure: (inout APIConfiguration) -> Void = { _ in }, adjust: (inout APIDependencies) -> Void = { _ in }
    ) async throws -> TestAPI {
        let store = try await Store.temporary { clock?.now ?? .now }
        let bus = InProcessBus()
        var configuration = APIConfiguration(tokenKey: Secret("a key that signs the tokens of tests"))
        configuration.passwordCost = cheap
        configure(&configuration)
        let (configured, kinds) = (configuration.settings, Box(ReceiverKinds.stub))
        var dependencies = APIDependencies(
            store: store, bus: bus, logger: Logger(label: "api") { _ in SwiftLogNoOpLogHandler() }, version: "1.2.3",
            configuration: configuration, health: { [] }, receiverKinds: kinds.value,
            policy: {
                var policy = store.policy(
                    try await store.storedPolicy(), over: configured, problem: kinds.value.problem)
                policy.settings.notifyGroupWait = groupWait ?? policy.settings.notifyGroupWait
                return policy
            }, sendTest: { _ in "250 OK" }, restartPolling: {}, clearCache: {})
        adjust(&dependencies)
        kinds.value = dependencies.receiverKinds
        for role in roles {
            _ = try await store.createUser(
                username: role.rawValue, email: "\(role.rawValue)@example.org",
                passwordHash: try PasswordHash(of: Secret(password), cost: cheap).text, role: role)
        }
        return TestAPI(
            store: store, bus: bus, configuration: dependencies.configuration, api: await API(dependencies),
            policy: dependencies.policy)
    }

    /// Tokens of the user of this role, of a login of their own that nobody counted.
    func tokens(of role: Role) async throws -> (access: String, refresh: String) {
        guard let user = try await store.users().first(where: { $0.username == role.rawValue }) else {
            throw Answer.NoSuchField(description: "no user \(role)")
        }
        let token = try await store.startFamily(for: user.id, lifetime: configuration.refreshLifetime)
        let tokens = await Tokens(configuration)
        return (
            try await tokens.access(for: user, family: token.family, now: .now),
            try await tokens.refresh(for: user, token, now: .now)
        )
    }

    /// Calls the router without a network between.
    func test<Value>(_ body: @Sendable (TestClient) async throws -> Value) async throws -> Value {
        try await test(.router, body)
    }

    /// As `test`, through sockets.
    func testLive<Value>(
        limits: ServerLimits = ServerLimits(), _ body: @Sendable (TestClient) async throws -> Value
    ) async throws -> Value {
        try await test(.live, limits: limits, body)
    }

    private func test<Value>(
        _ setup: TestingSetup, limits: ServerLimits = ServerLimits(),
        _ body: @Sendable (TestClient) async throws -> Value
    ) async throws -> Value {
        let application = Application(
            router: api.router(), server: .guarded(limits),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "http") { _ in SwiftLogNoOpLogHandler() })
        return try await application.test(setup) { try await body(TestClient(client: $0)) }
    }

    /// Runs `body` against a fresh API.
    static func run<Value>(_ body: @Sendable (TestClient) async throws -> Value) async throws -> Value {
        try await make().test(body)
    }
}

/// Calls the API and reads its answers.
struct TestClient: Sendable {
    let client: any TestClientProtocol

    /// - Parameters:
    ///   - json: the body's text, sent as `application/json`.
    ///   - token: sent as bearer.
    func send(
        _ method: HTTPRequest.Method, _ path: String, token: String? = nil, json: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return Answer(
            try await client.executeRequest(
                uri: path, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) }))
    }

    func get(_ path: String, token: String? = nil) async throws -> Answer { try await send(.get, path, token: token) }
    func post(_ path: String, token: String? = nil, _ json: String? = nil) async throws -> Answer {
        try await send(.post, path, token: token, json: json)
    }
    func put(_ path: String, token: String? = nil, _ json: String? = nil) async throws -> Answer {
        try await send(.put, path, token: token, json: json)
    }
    func delete(_ path: String, token: String? = nil) async throws -> Answer {
        try await send(.delete, path, token: token)
    }

    func login(_ username: String, _ password: String = TestAPI.password) async throws -> Answer {
        try await post("/api/auth/login", #"{"username": "\#(username)", "password": "\#(password)"}"#)
    }

    /// An access token of the user of this role.
    func token(_ role: Role) async throws -> String { try await token(of: role.rawValue) }

    func token(of username: String) async throws -> String {
        let answer = try await login(username)
        return try answer.text("access_token")
    }
}

/// What the API said.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    struct NoSuchField: Error, CustomStringConvertible {
        let description: String
    }

    var json: JSONValue? { try? JSONParser.parse(text) }

    subscript(field: String) -> JSONValue? { json?[field] }

    func text(_ field: String) throws -> String {
        guard case .string(let value) = self[field] else {
            throw NoSuchField(description: "no text \(field) in \(status) \(text)")
        }
        return value
    }

    var msg: String? {
        if case .string(let value) = self["msg"] { value } else { nil }
    }
}

extension JSONValue {
    subscript(field: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == field }?.value
    }

    subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
}
