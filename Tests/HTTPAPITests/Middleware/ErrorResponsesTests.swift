import Database
import HTTPTypes
import Logging
import Monitoring
import NIOConcurrencyHelpers
import Testing
import Web

@testable import HTTPAPI

@Suite struct ErrorResponsesTests {
    private struct Mishap: Error, CustomStringConvertible {
        let description = "SELECT secret FROM users: the cable is cut"
    }

    /// An API whose operation that raises alerts fails with `error`.
    private func answer(to error: any Error & Sendable, logger: Logger) async throws -> Answer {
        let fixture = try await TestAPI.make(adjust: {
            $0.policy = { throw error }
            $0.logger = logger
        })
        let token = try await fixture.tokens(of: .admin).access
        return try await fixture.test {
            try await $0.send(
                .post, "/api/alerts", token: token, json: #"{"message":"x","severity":"high"}"#,
                headers: [.named("X-Request-ID"): "id-1"])
        }
    }

    @Test func `an error that nobody expected is logged with its cause and told without it`() async throws {
        let lines = LogLines()
        let answer = try await answer(to: Mishap(), logger: lines.logger)
        #expect(answer.status == 500)
        #expect(answer.msg == "Internal error; see the log for request ID id-1")
        #expect(!answer.text.contains("SELECT"))
        let line = try #require(lines.all.first { $0.level == .error })
        #expect(line.metadata["request_id"] == "id-1" && line.metadata["error"]?.description.contains("cable") == true)
    }

    static let outages: [DatabaseError.Code] = [.busy, .full, .notWritable, .corrupt, .cannotOpen, .unreachable]

    @Test(arguments: outages) func `an outage of the database is ours, and passes`(code: DatabaseError.Code)
        async throws
    {
        let lines = LogLines()
        let answer = try await answer(to: DatabaseError(code, "The disk is full."), logger: lines.logger)
        #expect(answer.status == 503 && answer.msg?.contains("database") == true)
        #expect(answer.headers[.retryAfter] != nil)
        #expect(lines.all.contains { $0.level == .error && $0.metadata["error"] == "The disk is full." })
    }

    @Test func `a statement that fails is our fault and no outage`() async throws {
        let answer = try await answer(to: DatabaseError(.refused, "syntax"), logger: LogLines().logger)
        #expect(answer.status == 500)
    }

    @Test func `a stop is told as one`() async throws {
        let answer = try await answer(to: CancellationError(), logger: LogLines().logger)
        #expect(answer.status == 503 && answer.msg == "Lapwing is stopping")
    }

    @Test func `each request is logged in one line that holds no secret`() async throws {
        let lines = LogLines()
        let fixture = try await TestAPI.make(adjust: { $0.logger = lines.logger })
        let token = try await fixture.tokens(of: .admin).access
        _ = try await fixture.test {
            try await $0.send(
                .get, "/api/devices/?q=hunter2", token: token, headers: [.named("X-Request-ID"): "id-2"])
        }
        let line = try #require(lines.all.first { $0.message == "request" })
        #expect(line.metadata["method"] == "GET" && line.metadata["path"] == "/api/devices/")
        #expect(line.metadata["status"] == "200" && line.metadata["request_id"] == "id-2" && line.metadata["ms"] != nil)
        #expect(lines.all.allSatisfy { !"\($0)".contains("hunter2") && !"\($0)".contains(token) })
    }
}
