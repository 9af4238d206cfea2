import Encodings
import HTTPTypes
import JWTKit
import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct TokensTests {
    /// What is forged: a good token's header and claims, as JSON, and who signs it.
    struct Forgery: Sendable, CustomStringConvertible {
        let description: String
        var header = #"{"alg":"HS256","typ":"JWT"}"#
        var claims: @Sendable (inout [String: JSONValue]) -> Void = { _ in }
        var key = "a key that signs the tokens of tests"
        var mangle: @Sendable (String) -> String = { $0 }
    }

    static let refused: [Forgery] = [
        Forgery(description: "another key", key: "another key, as long as the first"),
        Forgery(description: "an empty key", key: ""),
        Forgery(description: "alg none", header: #"{"alg":"none","typ":"JWT"}"#),
        Forgery(description: "alg None", header: #"{"alg":"None"}"#),
        Forgery(
            description: "alg none, unsigned", header: #"{"alg":"none","typ":"JWT"}"#,
            mangle: { String($0.dropLast(43)) }),
        Forgery(description: "alg RS256", header: #"{"alg":"RS256","typ":"JWT"}"#),
        Forgery(description: "alg HS512", header: #"{"alg":"HS512","typ":"JWT"}"#),
        Forgery(description: "alg hs256", header: #"{"alg":"hs256","typ":"JWT"}"#),
        Forgery(description: "no alg", header: #"{"typ":"JWT"}"#),
        Forgery(description: "two algs", header: #"{"alg":"HS256","alg":"none"}"#),
        Forgery(description: "a key in the header", header: #"{"alg":"HS256","jwk":{"kty":"oct","k":"AA"}}"#),
        Forgery(description: "a key's name", header: #"{"alg":"HS256","kid":"../../dev/null"}"#),
        Forgery(description: "a critical extension", header: #"{"alg":"HS256","crit":["b64"],"b64":false}"#),
        Forgery(description: "another typ header", header: #"{"alg":"HS256","typ":"at+jwt"}"#),
        Forgery(description: "a header that is no object", header: #"["HS256"]"#),
        Forgery(description: "a header that is no JSON", header: "HS256"),
        Forgery(description: "expired", claims: { $0["exp"] = .integer(Timestamp.now.milliseconds / 1000) }),
        Forgery(description: "expired long ago", claims: { $0["exp"] = 0 }),
        Forgery(description: "expiry negative", claims: { $0["exp"] = .integer(.min) }),
        Forgery(description: "expiry overflowing", claims: { $0["exp"] = .integer(.max) }),
        Forgery(description: "expiry of a text", claims: { $0["exp"] = "9999999999" }),
        Forgery(description: "no expiry", claims: { $0["exp"] = nil }),
        Forgery(description: "another issuer", claims: { $0["iss"] = "other" }),
        Forgery(description: "no issuer", claims: { $0["iss"] = nil }),
        Forgery(description: "another audience", claims: { $0["aud"] = "other" }),
        Forgery(description: "no audience", claims: { $0["aud"] = nil }),
        Forgery(description: "an unknown kind", claims: { $0["typ"] = "admin" }),
        Forgery(description: "no kind", claims: { $0["typ"] = nil }),
        Forgery(description: "another user", claims: { $0["sub"] = "999" }),
        Forgery(description: "a subject that is no id", claims: { $0["sub"] = "1 OR 1=1" }),
        Forgery(description: "another version", claims: { $0["ver"] = 77 }),
        Forgery(description: "another family", claims: { $0["fam"] = "00000000-0000-4000-8000-000000000000" }),
        Forgery(description: "a last character changed", mangle: { $0.dropLast() + ($0.last == "A" ? "B" : "A") }),
        Forgery(description: "a signature cut short", mangle: { String($0.dropLast(4)) }),
        Forgery(description: "no signature", mangle: { String($0[...($0.lastIndex(of: ".") ?? $0.startIndex)]) }),
        Forgery(
            description: "no signature, no dot", mangle: { String($0[..<($0.lastIndex(of: ".") ?? $0.startIndex)]) }),
        Forgery(description: "a fourth part", mangle: { $0 + ".AA" }),
        Forgery(description: "padding", mangle: { $0 + "=" }),
        Forgery(description: "a text behind it", mangle: { $0 + " x" }),
        Forgery(description: "nothing", mangle: { _ in "" }),
        Forgery(description: "dots", mangle: { _ in ".." }),
        Forgery(description: "a megabyte", mangle: { _ in String(repeating: "A", count: 1 << 20) }),
    ]

    @Test(arguments: refused) func `a forged token is refused`(forgery: Forgery) async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await forge(forgery, fixture)
            let answer = try await client.get("/api/auth/profile", token: token)
            #expect(answer.status == 401 && answer.msg != nil, "\(answer.text)")
            #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test func `a token made as ours are is accepted`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await forge(Forgery(description: "none"), fixture)
            #expect(try await client.get("/api/auth/profile", token: token).status == 200)
        }
    }

    static let headers = [
        "", "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Token", "Bearer a b", "bearer", "\u{1F600}",
    ]

    @Test(arguments: headers) func `a header without a bearer token is refused`(header: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.send(.get, "/api/auth/profile", headers: [.authorization: header])
            #expect(answer.status == 401)
        }
    }

    @Test func `a verified token is remembered no longer than it is good`() async throws {
        let tokens = await Tokens(APIConfiguration(tokenKey: Secret("short key")))
        let user = User(id: ID(1), username: "a", email: "a@b", role: .viewer, tokenVersion: 1)
        let token = try await tokens.access(for: user, family: "f", now: Timestamp(milliseconds: 0))
        let claims = try await tokens.claims(of: token, now: Timestamp(milliseconds: 3_599_999))
        #expect(claims.user == ID(1) && claims.kind == .access)
        await #expect(throws: APIError.unauthenticated("Token has expired")) {
            try await tokens.claims(of: token, now: Timestamp(milliseconds: 3_600_000))
        }
    }

    @Test func `a short key signs as any other program would with it`() async throws {
        let tokens = await Tokens(APIConfiguration(tokenKey: Secret("short key")))
        let user = User(id: ID(1), username: "a", email: "a@b", role: .viewer, tokenVersion: 1)
        let token = try await tokens.access(for: user, family: "f", now: .now)
        #expect(HS256.isSigned(token, with: "short key"))
    }

    @Test func `remembered tokens are bounded`() {
        let verified = VerifiedTokens(capacity: 8)
        let claims = TokenClaims(
            kind: .access, user: ID(1), version: 1, family: "f", id: "i", issuedAt: .now, expiresAt: .now)
        for number in 0..<100 {
            verified["\(number)"] = claims
            #expect(verified["\(number)"] == claims)
            #expect(verified.count <= 8)
        }
        #expect(verified["0"] == nil)
    }

    private func forge(_ forgery: Forgery, _ fixture: TestAPI) async throws -> String {
        let good = try await fixture.tokens(of: .admin).access
        let payload = try #require(Base64.url.decode(good.split(separator: ".")[1]))
        guard case .object(let members) = try JSONParser.parse(String(decoding: payload, as: UTF8.self)) else {
            return good
        }
        var claims = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
        forgery.claims(&claims)
        var writer = JSONWriter()
        writer.value(.object(claims.map { JSONValue.Member($0.key, $0.value) }))
        return forgery.mangle(HS256.sign(header: forgery.header, payload: writer.text, with: forgery.key))
    }
}
