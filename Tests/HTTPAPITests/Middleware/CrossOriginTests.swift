import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct CrossOriginTests {
    private static let preflight: HTTPFields = [
        .accessControlRequestMethod: "PUT", .accessControlRequestHeaders: "authorization,content-type",
    ]

    @Test(arguments: ["http://localhost:3000", "http://localhost:5000"])
    func `pages of an allowed origin may call`(origin: String) async throws {
        try await TestAPI.run { client in
            for path in ["/health", "/api/auth/profile", "/api/nothing"] {
                let answer = try await client.send(.get, path, headers: [.origin: origin])
                #expect(answer.headers[.accessControlAllowOrigin] == origin)
                #expect(answer.headers[.vary] == "Origin")
                #expect(answer.headers[.accessControlExposeHeaders]?.contains("X-Total-Count") == true)
            }
        }
    }

    @Test func `a preflight is answered with what is allowed`() async throws {
        try await TestAPI.run { client in
            var headers = Self.preflight
            headers[.origin] = "http://localhost:3000"
            let answer = try await client.send(.options, "/api/auth/profile", headers: headers)
            #expect(answer.status == 204 && answer.text.isEmpty)
            #expect(answer.headers[.accessControlAllowOrigin] == "http://localhost:3000")
            #expect(answer.headers[.accessControlAllowMethods]?.contains("PUT") == true)
            #expect(answer.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
            #expect(answer.headers[.accessControlMaxAge] != nil)
        }
    }

    static let strangers = [
        "http://evil.example", "http://localhost:3001", "https://localhost:3000", "http://localhost:3000.evil.example",
        "null",
        "http://LOCALHOST:3000/", "",
    ]

    @Test(arguments: strangers) func `pages of other origins may not`(origin: String) async throws {
        try await TestAPI.run { client in
            var headers = Self.preflight
            headers[.origin] = origin
            for method in [HTTPRequest.Method.options, .get] {
                let answer = try await client.send(method, "/health", headers: headers)
                #expect(answer.headers[.accessControlAllowOrigin] == nil)
                #expect(answer.headers[.accessControlAllowMethods] == nil)
                #expect(answer.headers[.vary] == "Origin")
            }
        }
    }

    @Test func `any origin may call where all are allowed`() async throws {
        let fixture = try await TestAPI.make({ $0.allowedOrigins = ["*"] })
        try await fixture.test { client in
            let answer = try await client.send(.get, "/health", headers: [.origin: "http://anything.example"])
            #expect(answer.headers[.accessControlAllowOrigin] == "*" && answer.headers[.vary] == nil)
        }
    }
}
