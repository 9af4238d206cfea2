import Bus
import HTTPTypes
import Monitoring
import Store
import Synchronization
import TestKit
import Web

@testable import HTTPAPI

/// One conversation with the API from its first user to its last deletion, on a store of its own.
final class GoldenSession {
    /// What surrounds the API, as a test sets it.
    struct Surroundings: Sendable {
        var health: [HealthPart] = []
        /// What keeps receivers of a kind from sending.
        var problems = ["slack": "SLACK_WEBHOOK_URL is not set"]
        /// Why a test message is not sent; `nil` to send it.
        var trouble: String?
    }

    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    /// Who asks.
    enum Caller {
        case nobody, viewer, `operator`, admin
        /// With a token of another kind, under a name.
        case bearer(String, _ name: String)

        static let roles: [Caller] = [.viewer, .operator, .admin]
    }

    let fixture: TestAPI
    let clock: ManualClock
    let fleet: ScriptedFleet
    let surroundings: GoldenSurroundings
    private let client: TestClient
    private var tokens: [Role: String] = [:]
    private(set) var transcript = Transcript()

    private init(
        _ client: TestClient, _ fixture: TestAPI, _ clock: ManualClock, _ surroundings: GoldenSurroundings
    ) {
        (self.client, self.fixture, self.clock, self.surroundings) = (client, fixture, clock, surroundings)
        fleet = ScriptedFleet(
            store: fixture.store, bus: fixture.bus, clock: clock, policy: fixture.policy)
    }

    /// Plays all of it.
    static func play() async throws -> (transcript: Transcript, operations: [Operation]) {
        let (clock, surroundings) = (ManualClock.golden(), GoldenSurroundings())
        let fixture = try await TestAPI.make(
            clock: clock, groupWait: 0, { $0.metricsToken = Secret("metrics") },
            adjust: { dependencies in
                dependencies.health = { surroundings.now.health }
                dependencies.receiverKinds.problem = { receiver, _ in surroundings.now.problems[receiver.kind] }
                dependencies.sendTest = { try surroundings.send($0.kind == "email" ? "250 OK" : "ok") }
                dependencies.exposition = { "lapwing_up 1\n" }
            })
        let transcript = try await fixture.test { client in
            let session = GoldenSession(client, fixture, clock, surroundings)
            try await session.playAll()
            return session.transcript
        }
        return (transcript, fixture.api.operations)
    }

    private func playAll() async throws {
        try await playHealth()
        try await playDescription()
        try await playSignIns()
        try await playUsers()
        try await playDevices()
        try await playCameras()
        try await playAlerts()
        try await playTasks()
        try await playSettings()
        try await playReceivers()
        try await playRoutes()
        try await playMaintenance()
        try await playRefusals()
        try await playDeletions()
        try await playInitialPassword()
    }

    // MARK: Talking

    func chapter(_ subject: Transcript.Subject, _ sentence: String) { transcript.head(subject, sentence) }

    @discardableResult
    func call(
        _ method: HTTPRequest.Method, _ path: String, as caller: Caller = .operator, _ json: String? = nil,
        headers: HTTPFields = [:], shownAs shown: String? = nil, kept extent: Transcript.Extent = .all,
        showsAllHeaders: Bool = false
    ) async throws -> Answer {
        let answer = try await client.send(method, path, token: token(of: caller), json: json, headers: headers)
        let question = Question(
            method: method, path: path, caller: "\(caller)", headers: headers, body: shown ?? json, extent: extent,
            showsAllHeaders: showsAllHeaders)
        transcript.add(question, answer)
        return answer
    }

    /// Writes down what was asked and answered elsewhere.
    func note(_ method: HTTPRequest.Method, _ path: String, as caller: String, _ json: String, _ answer: Answer) {
        transcript.add(Question(method: method, path: path, caller: caller, body: json), answer)
    }

    func get(_ path: String, as caller: Caller = .viewer, _ extent: Transcript.Extent = .all) async throws {
        try await call(.get, path, as: caller, kept: extent)
    }

    /// A sign-in; its access token is what callers of this role present from now on.
    func signIn(_ role: Role) async throws {
        let answer = try await call(.post, "/api/auth/login", as: .nobody, Self.login(role.rawValue))
        tokens[role] = try answer.text("access_token")
    }

    static func login(_ name: String, _ password: String = TestAPI.password) -> String {
        #"{"username": "\#(name)", "password": "\#(password)"}"#
    }

    private func token(of caller: Caller) -> String? {
        switch caller {
        case .nobody: nil
        case .viewer: tokens[.viewer]
        case .operator: tokens[.operator]
        case .admin: tokens[.admin]
        case .bearer(let token, _): token
        }
    }

    // MARK: Time

    /// Lets time pass, and the worker ask what is due then.
    func later(_ duration: Duration) async throws {
        clock.advance(duration)
        try await fleet.pollWhatIsDue()
    }

    /// A call that waits for the worker, who begins when he hears of it.
    func callAndWait(_ path: String) async throws {
        let (fleet, hints) = (fleet, fixture.bus.hints())
        async let poll: Void = fleet.pollOnRequest(hints)
        try await call(.post, path, kept: .sorted)
        try await poll
    }
}

extension GoldenSession.Caller: CustomStringConvertible {
    var description: String {
        switch self {
        case .nobody: "nobody"
        case .viewer: "viewer"
        case .operator: "operator"
        case .admin: "admin"
        case .bearer(_, let name): name
        }
    }
}

/// They may change while the API runs.
final class GoldenSurroundings: Sendable {
    private let value = Mutex(GoldenSession.Surroundings())

    var now: GoldenSession.Surroundings { value.withLock { $0 } }

    func change(_ change: (inout GoldenSession.Surroundings) -> Void) { value.withLock { change(&$0) } }

    func send(_ answer: String) throws -> String {
        if let trouble = now.trouble { throw GoldenSession.Trouble(description: trouble) }
        return answer
    }
}
