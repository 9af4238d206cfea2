import HTTPTypes
import HummingbirdTesting
import Monitoring
import RTSP
import Store
import Testing

@testable import HTTPAPI
@testable import Web

/// What anybody may send is read in the time that its length explains.
@Suite struct HostileTextTests {
    @Test(arguments: NastyText.allCases) func `a body costs what its length explains`(nasty: NastyText) throws {
        let isLinear = try nasty.isLinear { text in
            let json =
                #"{"\#(text)": "\#(text)", "\#(text)x": 1, "n": {"\#(text)": ["\#(text)", "\#(text)"]}, "s": "\#(text)"}"#
            guard case .object(let members) = try JSONParser.parse(json) else { return }
            Self.readAll(members, text)
            #expect(JSONValue.object(members) == JSONValue.object(members))
            #expect(JSONValue.object(members) != JSONValue.object(members.reversed()))
        }
        #expect(isLinear)
    }

    /// Every kind of field, and names that are absent.
    private static func readAll(_ members: [JSONValue.Member], _ text: String) {
        var body = JSONBody(members)
        _ = body.string("s", length: 1...80)
        _ = body.lines("s")
        _ = body.secret("s")
        _ = body.integer("s", in: 1...2)
        _ = body.boolean("s")
        _ = body.choice("s", of: Role.self)
        _ = body.id("s", of: Device.self)
        _ = body.strings("s")
        _ = body.object("n") { $0.email() }
        _ = body.email()
        _ = body.newPassword("s")
        _ = body.string("s", length: 0...2048).value.flatMap { try? RTSPURL($0) }
        #expect(body.contains(text) && !body.contains("absent"))
        #expect(body.isMissing(["absent"]) == false)
    }

    @Test(arguments: NastyText.allCases) func `the largest texts that a field takes cost little more`(nasty: NastyText)
        throws
    {
        let isLinear = nasty.isLinear(2048 * 2) { text in
            var body = JSONBody(["a", "b", "c", "d"].map { JSONValue.Member($0, .string(text)) })
            for _ in 0..<20 {
                _ = body.email()
                _ = body.newPassword("a")
                _ = body.string("b", length: 0...2048).value.flatMap { try? RTSPURL($0) }
                _ = body.parsed("c") { text throws(InvalidValue) in try WebhookURL.parse(text) }
            }
        }
        #expect(isLinear)
    }

    @Test(arguments: NastyText.allCases) func `a query costs what its length explains`(nasty: NastyText) {
        let isLinear = nasty.isLinear(1 << 16) { text in
            var query = Query("\(text)=\(text)&\(text)=1&status=\(text)&sort=-\(text)&q=\(text)&since=\(text)%20x")
            _ = query.deviceFilter()
            _ = query.timestamp("since")
            _ = query.boolean("status")
            _ = query.integer("status", in: 1...2)
            _ = query.id("status", of: Device.self)
        }
        #expect(isLinear)
    }

    @Test(arguments: NastyText.allCases) func `a token costs what its length explains`(nasty: NastyText) {
        let tokens = VerifiedTokens(capacity: 8)
        let isLinear = nasty.isLinear { text in
            for header in ["\(text) \(text)", "Bearer \(text)", text] {
                guard let token = Authenticator.bearerToken(header) else { continue }
                _ = tokens[token]
            }
        }
        #expect(isLinear)
    }

    @Test(arguments: NastyText.allCases) func `headers and paths cost what their length explains`(nasty: NastyText)
        async throws
    {
        let limits = ServerLimits()
        let fixture = try await TestAPI.make()
        try await fixture.testLive(limits: limits) { client in
            guard let port = client.client.port else { return }
            func cost(_ text: String) async throws -> Duration {
                try await ContinuousClock().measure {
                    for name in [
                        "Authorization", "Origin", "Content-Type", "Connection", "X-Forwarded-For", "X-Request-ID",
                    ] {
                        _ = try await Connection.exchange(
                            "GET /api/devices HTTP/1.1\r\nHost: x\r\n\(name): \(text)\r\n\r\n"
                                + "GET /\(text.prefix(200)) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                            port: port)
                    }
                }
            }
            let plain = try await cost(NastyText.letters.text(30_000))
            let own = try await cost(nasty.text(30_000))
            #expect(own < plain * 40 + .milliseconds(500))
        }
    }

    @Test func `names that Unicode calls equal are different names everywhere`() async throws {
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await fixture.tokens(of: .admin).access
            for (number, name) in [composed, decomposed].enumerated() {
                let user = try await client.post(
                    "/api/auth/users", token: token,
                    #"{"username": "\#(name)", "email": "u\#(number)@example.com", "password": "Passw0rd"}"#)
                #expect(user.status == 201, "\(user.text)")
                _ = try await client.addDevice(
                    "device \(number)", at: "10.1.0.\(number + 1)", #""tags": ["\#(name)"]"#, token: token)
            }
            for (number, name) in [composed, decomposed].enumerated() {
                let encoded = name.utf8.map { "%" + String($0, radix: 16) }.joined()
                let found = try await client.get("/api/devices?tag=\(encoded)", token: token)
                #expect(found.json?[0]?["name"] == .string("device \(number)") && found.json?[1] == nil)
            }
            // Failures of the one are not counted for the other.
            for _ in 0..<5 { #expect(try await client.login(composed, "wrong").status == 401) }
            #expect(try await client.login(composed).status == 429)
            #expect(try await client.login(decomposed).status == 200)
            let both = try await client.addDevice(
                "both", at: "10.1.0.9", #""tags": ["\#(composed)", "\#(decomposed)"]"#, token: token)
            let tags = try await client.get("/api/devices/\(both)", token: token)["tags"]
            #expect(tags == .array([.string(composed), .string(decomposed)]))
        }
    }
}
