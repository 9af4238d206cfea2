import HTTPTypes
import HummingbirdTesting
import Monitoring
import NIOCore
import Testing

@testable import HTTPAPI

/// Bodies that no honest client sends, at every operation that reads one.
@Suite struct HostileBodyTests {
    static let bodies: [(name: String, text: String)] = [
        ("nothing", ""), ("white space", " \n"), ("no JSON", "username=admin"), ("an array", "[]"), ("a text", "\"x\""),
        ("a number", "1"), ("null", "null"), ("cut short", #"{"username":"#), ("two values", "{} {}"),
        (
            "deep arrays",
            #"{"name":\#(String(repeating: "[", count: 100_000))\#(String(repeating: "]", count: 100_000))}"#
        ),
        ("deep objects", String(repeating: #"{"meta":"#, count: 100_000)),
        ("a huge number", #"{"id":1e999}"#), ("a long number", #"{"id":\#(String(repeating: "9", count: 10_000))}"#),
        ("a lone surrogate", #"{"name":"\ud800"}"#),
        ("a raw NUL", "{\"name\":\"\u{0}\"}"), ("a name twice", #"{"name":"a","name":"b"}"#),
        ("a BOM", "\u{FEFF}{}"), ("a trailing comma", #"{"name":"a",}"#), ("a comment", "{/* */}"),
    ]

    @Test(arguments: bodies) func `is refused as a bad request`(name: String, text: String) async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await fixture.tokens(of: .admin).access
            for operation in fixture.api.operations where operation.body != nil && !operation.isBodyOptional {
                let path = operation.path.replacing(#/\{[^}]*\}/#, with: "1")
                let answer = try await client.send(operation.method, path, token: token, json: text)
                // Who has no token may not send as much.
                let isTooLarge = answer.status == 413 && text.utf8.count > 16_384 && path == "/api/auth/login"
                let isRefused = (answer.status == 400 || isTooLarge) && answer.msg != nil
                // What the path names may be missing, and that may be said first.
                #expect(isRefused || answer.status == 404 && path != operation.path, "\(path): \(answer.text)")
            }
        }
    }

    @Test func `one that is too large is refused`() async throws {
        let fixture = try await TestAPI.make()
        let large = #"{"username":"\#(String(repeating: "x", count: 1 << 20))"}"#
        for answer in [
            try await fixture.test { try await $0.post("/api/auth/login", large) },
            try await fixture.testLive { try await $0.post("/api/auth/login", large) },
        ] { #expect(answer.status == 413 && answer.msg != nil) }
    }

    @Test func `one of exactly the limit is read`() async throws {
        let fixture = try await TestAPI.make({ $0.bodyLimit = 60 })
        let body = #"{"username":"admin","password":"Passw0rd"}"#
        let padded = body + String(repeating: " ", count: 60 - body.utf8.count)
        let (full, over) = try await fixture.test { client in
            (try await client.post("/api/auth/login", padded), try await client.post("/api/auth/login", padded + " "))
        }
        #expect(full.status == 200 && over.status == 413)
    }

    @Test func `one of somebody without a token is small`() async throws {
        let fixture = try await TestAPI.make()
        @Sendable func body(_ length: Int) -> String {
            let json = #"{"username":"admin","password":"Passw0rd"}"#
            return json + String(repeating: " ", count: length - json.utf8.count)
        }
        try await fixture.testLive { client in
            #expect(try await client.post("/api/auth/login", body(16_384)).status == 200)
            #expect(try await client.post("/api/auth/login", body(16_385)).status == 413)
            let token = try await fixture.tokens(of: .admin).access
            let device = #"{"name": "a", "ip_address": "10.0.0.1"}"# + String(repeating: " ", count: 1_000_000)
            #expect(try await client.post("/api/devices", device).status == 401)
            #expect(try await client.post("/api/devices", token: token, device).status == 201)
            let port = try #require(client.client.port)
            let chunk = "4000\r\n\(String(repeating: " ", count: 16_384))\r\n"
            let answer = try await Connection.exchange(
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunk, chunk, "0\r\n\r\n", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer)")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `all that are on their way together are bounded`() async throws {
        let fixture = try await TestAPI.make { $0.bodyBudget = 10_000 }
        try await fixture.testLive { client in
            let port = try #require(client.client.port)
            let head = "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n"
            let answer = try await Connection.open(port: port) { inbound, outbound in
                try await outbound.write(ByteBuffer(string: head + String(repeating: " ", count: 8_900)))
                while true {
                    let answer = try await client.post("/api/auth/login", String(repeating: " ", count: 2_000))
                    if answer.status != 400 { return answer }
                }
            }
            #expect(answer.status == 503 && answer.headers[.retryAfter] == "5" && answer.msg != nil)
            while try await client.post("/api/auth/login", String(repeating: " ", count: 2_000)).status == 503 {}
        }
    }

    static let otherTypes = [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx",
        "text/html", "application/xml", "json",
    ]

    @Test(arguments: otherTypes) func `one of another content type is refused`(type: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.send(.post, "/api/auth/login", json: "{}", headers: [.contentType: type])
            #expect(answer.status == 415 && answer.msg != nil)
        }
    }

    static let jsonTypes = [
        "application/json", "Application/JSON; charset=utf-8", "application/json ;x", "application/problem+json",
    ]

    @Test(arguments: jsonTypes) func `any way to say JSON is understood`(type: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.send(
                .post, "/api/auth/login", json: #"{"username":"admin","password":"Passw0rd"}"#,
                headers: [.contentType: type])
            #expect(answer.status == 200)
        }
    }
}
