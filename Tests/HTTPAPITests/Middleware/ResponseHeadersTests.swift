import HTTPTypes
import Monitoring
import Testing
import Web

@testable import HTTPAPI

@Suite struct ResponseHeadersTests {
    /// Calls that end in as many ways as there are.
    static let calls: [(HTTPRequest.Method, String, String?)] = [
        (.get, "/health", nil), (.get, "/api/nothing", nil), (.delete, "/health", nil), (.options, "/health", nil),
        (.get, "/api/auth/users", nil), (.post, "/api/auth/login", nil), (.post, "/api/auth/login", "{"),
        (.post, "/api/auth/login", #"{"username":"admin","password":"no"}"#), (.head, "/health", nil),
        (.post, "/api/auth/login", #"{"username":"admin","password":"Passw0rd"}"#), (.get, "/", nil),
    ]

    @Test(arguments: calls)
    func `every response carries the headers`(method: HTTPRequest.Method, path: String, body: String?) async throws {
        try await TestAPI.run { client in
            let answer = try await client.send(method, path, json: body)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.named("X-Frame-Options")] == "DENY")
            #expect(answer.headers[.named("X-XSS-Protection")] != nil)
            #expect(answer.headers[.strictTransportSecurity]?.hasPrefix("max-age=") == true)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src") == true)
            #expect(answer.headers[.named("X-Request-ID")]?.isEmpty == false)
            #expect(answer.headers[.cacheControl] == "no-store")
            if !answer.text.isEmpty { #expect(answer.headers[.contentType] == "application/json") }
            for field in answer.headers where field.name != .vary {
                #expect(answer.headers[fields: field.name].count == 1, "\(field.name) is there twice")
            }
        }
    }

    static let goodIDs = ["a", "7f3c-1", String(repeating: "x", count: 128), "~!@#$%^&*()_+{}|:<>?"]

    @Test(arguments: goodIDs) func `a request's id is sent back`(id: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.send(.get, "/health", headers: [.named("X-Request-ID"): id])
            #expect(answer.headers[.named("X-Request-ID")] == id)
        }
    }

    static let badIDs = ["", " ", "a b", String(repeating: "x", count: 129), "é", "a\tb"]

    @Test(arguments: badIDs) func `an id that could harm a log is replaced`(id: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.send(.get, "/health", headers: [.named("X-Request-ID"): id])
            let replaced = try #require(answer.headers[.named("X-Request-ID")])
            #expect(replaced != id && replaced.wholeMatch(of: #/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#) != nil)
        }
    }

    @Test func `a head has no body, but its length`() async throws {
        try await TestAPI.run { client in
            let get = try await client.get("/health")
            let head = try await client.send(.head, "/health")
            #expect(head.status == 200 && head.text.isEmpty)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
        }
    }
}
