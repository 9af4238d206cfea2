import HTTPTypes
import Monitoring
import Web

@testable import HTTPAPI

extension GoldenSession {
    func playHealth() async throws {
        chapter(.health, "All is well; these answers are shown with all their headers")
        try await call(.get, "/health", as: .nobody, showsAllHeaders: true)
        try await call(.get, "/api/health/", as: .nobody, showsAllHeaders: true)
        try await call(.get, "/metrics", as: .bearer("metrics", "Prometheus"), showsAllHeaders: true)

        chapter(.health, "Parts are told of, and the one that does not work is named")
        surroundings.change {
            $0.health = [
                HealthPart(name: "broker", degraded: "unavailable"), HealthPart(name: "scheduler", state: "running"),
                HealthPart(name: "workers", state: "1 of 1"),
            ]
        }
        try await call(.get, "/api/health", as: .nobody)
        surroundings.change {
            $0.health[1] = HealthPart(name: "scheduler", state: "nobody schedules", isHealthy: false)
        }
        try await call(.get, "/api/health", as: .nobody)
        surroundings.change { $0.health = [] }

        chapter(.health, "Pages of other origins, and ids of requests")
        let preflight: HTTPFields = [.origin: "http://localhost:3000", .accessControlRequestMethod: "PUT"]
        try await call(.options, "/health", as: .nobody, headers: preflight)
        try await call(.get, "/health", as: .nobody, headers: [.origin: "http://localhost:3000"])
        try await call(.get, "/health", as: .nobody, headers: [.origin: "http://evil.example"])
        try await call(.get, "/health", as: .nobody, headers: [.named("X-Request-ID"): "mine-1"])

        chapter(.health, "What is not there")
        for path in ["/", "/nothing", "/api", "/api/nothing"] { try await call(.get, path, as: .nobody) }
    }

    func playDescription() async throws {
        chapter(.description, "The description, whole for programs")
        try await call(.get, "/api/openapi.json", as: .nobody)
        try await call(.get, "/api/docs", as: .nobody, kept: .nothing)
        try await call(.get, "/api/docs/style.css", as: .nobody, kept: .nothing)
    }
}
