import Monitoring
import Testing
import Web

@testable import HTTPAPI

@Suite struct HealthOperationsTests {
    @Test func `the process says that it is up, and since when it is now`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.get("/health")
            #expect(answer.status == 200)
            #expect(answer["status"] == "healthy" && answer["version"] == "1.2.3")
            let timestamp = try #require(Timestamp(rfc3339: try answer.text("timestamp")))
            #expect(abs((timestamp - .now) / .seconds(1)) < 10)
        }
    }

    @Test func `each part that works is named`() async throws {
        let fixture = try await TestAPI.make(adjust: {
            $0.health = {
                ["broker", "scheduler", "workers"].map { HealthPart(name: $0, state: "running", isHealthy: true) }
            }
        })
        try await fixture.test { client in
            let answer = try await client.get("/api/health")
            #expect(answer.status == 200)
            #expect(answer["status"] == "healthy" && answer["database"] == "connected")
            #expect(answer["broker"] == "running" && answer["scheduler"] == "running" && answer["workers"] == "running")
            #expect(answer["timestamp"] != nil && answer["msg"] == nil)
        }
    }

    @Test func `a part that does not work is named`() async throws {
        let fixture = try await TestAPI.make(adjust: {
            $0.health = { [HealthPart(name: "broker", state: "redis does not answer", isHealthy: false)] }
        })
        try await fixture.test { client in
            let answer = try await client.get("/api/health")
            #expect(answer.status == 503)
            #expect(answer["status"] == "unhealthy" && answer["broker"] == "redis does not answer")
            #expect(answer.msg == "Not working: broker")
        }
    }

    @Test func `a database that takes no writes is the cause, and what cannot work without it is not blamed`()
        async throws
    {
        let fixture = try await TestAPI.make(adjust: {
            $0.health = {
                [
                    HealthPart(name: HealthPart.database, state: "full", isHealthy: false),
                    HealthPart(name: "scheduler", state: "has not looked since 10:00", isHealthy: false),
                ]
            }
        })
        try await fixture.test { client in
            let answer = try await client.get("/api/health")
            #expect(answer.status == 503 && answer["database"] == "full")
            #expect(answer.msg == "Not working: database")
        }
    }

    @Test func `what Lapwing goes on without is named, and no reason to send callers away`() async throws {
        let fixture = try await TestAPI.make(adjust: {
            $0.health = {
                [
                    HealthPart(name: "broker", degraded: "redis is away"),
                    HealthPart(name: "workers", state: "1 at work"),
                ]
            }
        })
        try await fixture.test { client in
            let answer = try await client.get("/api/health")
            #expect(answer.status == 200 && answer["status"] == "healthy")
            #expect(answer["broker"] == "redis is away" && answer["degraded"]?[0] == "broker")
        }
    }

    @Test func `what hangs is waited for no longer than is said`() async {
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        let late: Void? = await outcome(within: .milliseconds(1)) { for await _ in never {} }
        let timely = await outcome(within: .seconds(60)) { 7 }
        #expect(late == nil && timely == 7)
    }
}
