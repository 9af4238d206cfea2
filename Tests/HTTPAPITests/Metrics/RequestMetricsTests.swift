import HTTPTypes
import Monitoring
import Telemetry
import Testing

@testable import HTTPAPI

struct RequestMetricsTests {
    private let metrics = Catalogue()

    private func fixture(token: Secret? = nil) async throws -> TestAPI {
        try await TestAPI.make(adjust: {
            $0.metrics = metrics
            $0.exposition = { [metrics] in metrics.text }
            $0.configuration.metricsToken = token
        })
    }

    private func count(_ method: String, _ route: String, _ status: String) -> Int {
        metrics.httpRequests(method, route, status).value
    }

    @Test func `requests are counted by operation and class of status, never by path`() async throws {
        try await fixture().test { client in
            let token = try await client.token(.admin)
            for number in 1...3 { _ = try await client.get("/api/devices/\(number)", token: token) }
            _ = try await client.get("/api/devices/", token: token)
            _ = try await client.send(.head, "/api/devices", token: token)
            _ = try await client.get("/api/devices")
            _ = try await client.get("/nothing/here")
            _ = try await client.send(.patch, "/api/devices")
        }
        #expect(count("GET", "/api/devices/{id}", "4xx") == 3)
        #expect(count("GET", "/api/devices", "2xx") == 2)
        #expect(count("GET", "/api/devices", "4xx") == 1)
        #expect(count("POST", "/api/auth/login", "2xx") == 1)
        #expect(count("other", "other", "4xx") == 2)
        #expect(metrics.httpLatency("GET", "/api/devices").count == 3)
        #expect(metrics.httpRequests.all.values.reduce(0) { $0 + $1.value } == 9)
    }

    @Test func `no series comes of what clients send`() async throws {
        try await fixture().test { client in
            let before = metrics.httpRequests.all.count
            for number in 0..<50 {
                _ = try await client.send(HTTPRequest.Method("M\(number)")!, "/api/devices/\(number)")
                _ = try await client.get("/api/x\(number)")
            }
            #expect(metrics.httpRequests.all.count == before)
            #expect(metrics.httpLatency.all.count * 4 == before)
        }
    }

    @Test func `everyone may read, unless there is a token; then no other token will do`() async throws {
        try await fixture().test { client in
            let answer = try await client.get("/metrics")
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.text.contains("# TYPE lapwing_http_requests_total counter"))
        }
        try await fixture(token: Secret("scrape-me")).test { client in
            let admin = try await client.token(.admin)
            for token in [nil, admin, "scrape", "scrape-me-not", ""] {
                let answer = try await client.get("/metrics", token: token)
                #expect(answer.status == 401 && answer.headers[.wwwAuthenticate] == "Bearer")
            }
            #expect(try await client.get("/metrics", token: "scrape-me").status == 200)
        }
    }
}
