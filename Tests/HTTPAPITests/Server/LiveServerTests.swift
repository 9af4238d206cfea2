import HTTPTypes
import HummingbirdTesting
import Monitoring
import NIOCore
import Testing

@testable import HTTPAPI
@testable import Web

/// Through sockets: what only a real connection shows.
@Suite struct LiveServerTests {
    private func live(
        _ limits: ServerLimits = ServerLimits(), _ body: @Sendable @escaping (TestClient, Int) async throws -> Void
    ) async throws {
        try await TestAPI.make().testLive(limits: limits) { client in
            try await body(client, try #require(client.client.port))
        }
    }

    @Test func `a whole round works: login, calls, an error, logout`() async throws {
        try await live { client, _ in
            let token = try await client.token(.admin)
            #expect(try await client.get("/api/auth/users/", token: token).status == 200)
            #expect(try await client.send(.head, "/api/auth/users", token: token).text.isEmpty)
            #expect(try await client.get("/api/nothing", token: token).status == 404)
            #expect(try await client.post("/api/auth/login", "{").status == 400)
            #expect(try await client.post("/api/auth/logout", token: token).status == 200)
            #expect(try await client.get("/api/auth/users", token: token).status == 401)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `connections beyond the limit are closed at once, and there is room again when others end`() async throws {
        var limits = ServerLimits()
        limits.connections = 2
        limits.idleTimeout = .seconds(600)
        let request = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        try await live(limits) { client, port in
            #expect(try await client.get("/health").status == 200)
            try await Connection.open(port: port) { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"))
                var answers = inbound.makeAsyncIterator()
                #expect(try await answers.next() != nil)
                #expect(try await Connection.exchange(port: port).isEmpty)
                #expect(try await client.get("/health").status == 200)
            }
            var answer = ""
            while answer.isEmpty { answer = (try? await Connection.exchange(request, port: port)) ?? "" }
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
    }

    static let noHTTP = [
        "\u{16}\u{3}\u{1}", "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n", "GET /health HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
        "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer_Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
        "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}",
        "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding\t: chunked\r\nContent-Length: 2\r\n\r\n{}",
        "POST /api/auth/login HTTP/1.1\r\nHost: x\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
        "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "GET /caf\u{E9} HTTP/1.1\r\nHost: x\r\n\r\n",
    ]

    @Test(arguments: noHTTP) func `what is no HTTP is refused in JSON`(text: String) async throws {
        try await live { _, port in
            let answer = try await Connection.exchange(text, port: port)
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
            #expect(answer.contains("X-Content-Type-Options: nosniff") && answer.contains(#"{"msg":""#))
            #expect(!answer.dropFirst().contains("HTTP/1.1"), "one answer")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `nobody can hold all connections`() async throws {
        var limits = ServerLimits()
        limits.connections = 20
        limits.idleTimeout = .seconds(600)
        try await live(limits) { _, port in
            let answers = await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask { _ = try? await Connection.exchange(from: "127.0.0.9", port: port) }
                }
                var answers = 0
                while answers < 10 {
                    let answer = try? await Connection.exchange(
                        "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", from: "127.0.0.1",
                        port: port)
                    if answer?.hasPrefix("HTTP/1.1 200 ") == true { answers += 1 }
                }
                group.cancelAll()
                return answers
            }
            #expect(answers == 10)
        }
    }

    @Test func `an old client is never told to go on`() async throws {
        try await live { _, port in
            let answer = try await Connection.exchange(
                "POST /api/auth/login HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}", port: port)
            #expect(answer.hasPrefix("HTTP/1.0 400 ") || answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        }
    }

    @Test func `headers without end are refused`() async throws {
        try await live { _, port in
            let answer = try await Connection.exchange(
                "GET / HTTP/1.1\r\nX-Long: \(String(repeating: "x", count: 100_000))", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer)")
        }
    }

    static let brokenBodies = ["zz\r\n", "5\r\nab", "ffffffffffffffffff\r\n"]

    @Test(arguments: brokenBodies) func `a body that breaks off or is badly cut up is answered once`(chunk: String)
        async throws
    {
        var limits = ServerLimits()
        limits.requestDeadline = .milliseconds(300)
        try await live(limits) { client, port in
            let answer = try await Connection.exchange(
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", chunk, port: port)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("msg"), "\(answer)")
            #expect(!answer.dropFirst().contains("HTTP/1.1"), "\(answer)")
            #expect(try await client.get("/health").status == 200)
        }
    }

    @Test func `a head that does not come ends the connection`() async throws {
        var limits = ServerLimits()
        limits.idleTimeout = .seconds(1)
        try await live(limits) { _, port in
            #expect(try await Connection.exchange("GET /health HTTP/1.1\r\nHost:", port: port).isEmpty)
            #expect(try await Connection.exchange(port: port).isEmpty)
            let answer = try await Connection.exchange("GET /health HTTP/1.1\r\nHost: x\r\n\r\n", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `requests sent at once are answered one by one`() async throws {
        try await live { _, port in
            let answer = try await Connection.exchange(
                "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n",
                "DELETE /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port: port)
            let statuses = answer.matches(of: #/HTTP/1.1 (\d+)/#).map(\.output.1)
            #expect(statuses == ["200", "404", "405"])
        }
    }

    @Test func `a client that asks before it sends its body gets its answer`() async throws {
        try await live { _, port in
            let answer = try await Connection.exchange(
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
                "{}", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 "), "\(answer)")
        }
    }

    static let targets = [
        "/%", "/%zz", "/api/auth/users/%ff", "//", "/./../etc/passwd", "/api/auth/users/..%2f..", "*",
        "http://x/health", "/\u{1F600}",
        "/health?%", "/health#x", "/api/auth/users/\(String(repeating: "9", count: 5000))",
    ]

    @Test(arguments: targets) func `no path makes the server stumble`(target: String) async throws {
        try await live { client, port in
            let answer = try await Connection.exchange(
                "GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200") || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
            #expect(answer.contains("application/json"), "\(answer)")
            #expect(try await client.get("/health").status == 200)
        }
    }
}
