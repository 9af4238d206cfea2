import Database
import HTTPTypes
import Monitoring
import Testing

@testable import HTTPAPI
@testable import Store
@testable import Web

/// Through sockets, from 127.0.0.1.
@Suite(.timeLimit(.minutes(1))) struct ForwardedClientTests {
    private static let good = #"{"username": "viewer", "password": "Passw0rd"}"#
    private static let bad = #"{"username": "viewer", "password": "wrong"}"#

    @Test func `attempts are counted by the client of the proxy, not by the proxy`() async throws {
        let fixture = try await TestAPI.make { $0.trustedProxies = .loopback }
        let clients = [
            "203.0.113.9", "203.0.113.9", "::ffff:203.0.113.9", "203.0.113.9, 127.0.0.1", "1.1.1.1, 203.0.113.9",
        ]
        try await fixture.testLive { client in
            for address in clients {
                let status = try await client.login(Self.bad, for: address)
                #expect(status == 401)
            }
            let (again, other) = (
                try await client.login(Self.good, for: "203.0.113.9"),
                try await client.login(Self.good, for: "203.0.113.10")
            )
            #expect(again == 429 && other == 200)
        }
    }

    @Test func `a client that is not a trusted proxy cannot escape the count`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.testLive { client in
            for number in 0..<5 {
                let status = try await client.login(Self.bad, for: "203.0.113.\(number)")
                #expect(status == 401)
            }
            let status = try await client.login(Self.good, for: "203.0.113.9")
            #expect(status == 429)
        }
    }

    @Test func `the client is who the log and the record of sign-ins name`() async throws {
        let lines = LogLines()
        let fixture = try await TestAPI.make({ $0.trustedProxies = .loopback }, adjust: { $0.logger = lines.logger })
        try await fixture.testLive { client in
            for address in ["::ffff:203.0.113.9", "nobody"] {
                let status = try await client.login(Self.good, for: address)
                #expect(status == 200)
            }
        }
        let logged = lines.all.filter { $0.message == "request" }.map { $0.metadata["address"] }
        #expect(logged == ["203.0.113.9", "127.0.0.1"])
        let recorded = try await fixture.store.database.read { transaction in
            try transaction.query("SELECT address FROM audit_log ORDER BY id") { $0.text() }
        }
        #expect(recorded == ["203.0.113.9", "127.0.0.1"])
    }

    static let forwarding: [HTTPField] = [
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "::1"), ("X-Forwarded-For", "203.0.113.9"),
        ("X-Forwarded-For", ""), ("X-Real-IP", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"),
        ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "lapwing.example"), ("Via", "1.1 proxy"),
    ].map { HTTPField(name: .named($0.0), value: $0.1) }

    @Test(arguments: forwarding, [TrustedProxies.none, .loopback])
    func `the initial password is not taken through a proxy of this machine, trusted or not`(
        header: HTTPField, proxies: TrustedProxies
    ) async throws {
        let fixture = try await TestAPI.make(roles: []) { $0.trustedProxies = proxies }
        let hash = try PasswordHash(of: InitialPassword.password, cost: TestAPI.cheap).text
        _ = try await fixture.store.createFirstAdmin(passwordHash: hash, isInitialPassword: true)
        let body = #"{"username": "admin", "password": "admin123"}"#
        let headers = [header].reduce(into: HTTPFields()) { $0.append($1) }
        try await fixture.testLive { client in
            let forwarded = try await client.send(.post, "/api/auth/login", json: body, headers: headers)
            let direct = try await client.post("/api/auth/login", body)
            #expect(forwarded.status == 403 && direct.status == 200)
        }
    }
}

extension TrustedProxies {
    fileprivate static let loopback = TrustedProxies("127.0.0.0/8,::1") ?? .none
}

extension TestClient {
    /// The status of a sign-in that a proxy forwards.
    fileprivate func login(_ body: String, for address: String) async throws -> Int {
        let answer = try await send(.post, "/api/auth/login", json: body, headers: [.xForwardedFor: address])
        return answer.status
    }
}
