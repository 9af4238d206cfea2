import HTTPTypes
import Monitoring
import TestKit
import Web

@testable import HTTPAPI

extension GoldenSession {
    private static let alerts = "/api/alerts"

    func playAlerts() async throws {
        chapter(.alerts, "What the polls found, and the emails that told of it")
        try await fleet.post((false, "451 try again later"), retryAfter: .seconds(60))
        clock.advance(.seconds(60))
        try await fleet.post((true, "250 OK"))
        try await get(Self.alerts)
        try await get("\(Self.alerts)/summary")
        for id in 1...3 { try await get("\(Self.alerts)/\(id)") }
        try await raiseAlerts()
        try await settleAlerts()
        try await listAlerts()
    }

    private func raiseAlerts() async throws {
        chapter(.alerts, "Raised by hand")
        for body in [
            #"{"message": "Smoke\nin rack 4", "device_id": 1, "severity": "critical"}"#, #"{"message": "Dust"}"#,
            #"{"message": "Heat", "severity": "high", "camera_id": 1, "colour": "red"}"#,
            #"{"message": "Door", "severity": "low", "device_id": null}"#,
        ] {
            clock.advance(.seconds(1))
            try await call(.post, Self.alerts, body)
        }
        chapter(.alerts, "What cannot be raised")
        for body in [
            "{}", #"{"message": ""}"#, #"{"message": "x", "severity": "bad"}"#, #"{"message": 5}"#,
            #"{"message": "x", "device_id": 4711}"#, #"{"message": "x", "device_id": "x"}"#,
        ] {
            try await call(.post, Self.alerts, body)
        }
    }

    private func settleAlerts() async throws {
        let raised = try await call(.get, Self.alerts, kept: .ids)["alerts"]?.elements ?? []
        func id(_ field: String, _ value: JSONValue) throws -> Int64 {
            let alert = raised.first { $0[field] == value && $0["status"] == "firing" }
            guard case .integer(let id) = alert?["id"] else { throw Trouble(description: "no alert of \(value)") }
            return id
        }
        let (dust, heat, door) = (try id("message", "Dust"), try id("message", "Heat"), try id("message", "Door"))
        let outage = try id("rule", "device_offline")
        clock.advance(.seconds(10))
        chapter(.alerts, "Acknowledged")
        try await get("\(Self.alerts)/\(heat)")
        try await call(.post, "\(Self.alerts)/\(heat)/acknowledge")
        try await call(.post, "\(Self.alerts)/\(heat)/acknowledge")
        try await get("\(Self.alerts)/\(heat)")
        try await call(.post, "\(Self.alerts)/\(outage)/acknowledge", "{}")
        chapter(.alerts, "Resolved")
        try await call(.post, "\(Self.alerts)/\(dust)/resolve")
        try await call(.post, "\(Self.alerts)/\(dust)/resolve")
        try await call(.post, "\(Self.alerts)/\(outage)/resolve")
        chapter(.alerts, "All of one severity, then all")
        try await call(.post, "\(Self.alerts)/acknowledge-all", #"{"severity": "low"}"#)
        try await get("\(Self.alerts)/\(door)")
        try await call(.post, "\(Self.alerts)/acknowledge-all", #"{"severity": "bad"}"#)
    }

    private func listAlerts() async throws {
        chapter(.alerts, "Filtered, and a page at a time")
        for query in [
            "severity=high", "severity=critical", "acknowledged=true", "acknowledged=false", "status=resolved",
            "status=firing", "device_id=1", "camera_id=1", "status=firing&device_id=6", "since=2100-01-01T00:10:00Z",
            "until=2100-01-01T00:10:00Z", "since=2100-01-01T00:10:00%2B02:00", "page=2&per_page=3", "page=99",
            "per_page=9999",
        ] {
            try await get("\(Self.alerts)?\(query)", .ids)
        }
        try await get("\(Self.alerts)?per_page=2")
        chapter(.alerts, "Queries that make no sense")
        for query in ["severity=bad", "acknowledged=maybe", "status=open", "device_id=x", "since=yesterday", "page=0"] {
            try await get("\(Self.alerts)?\(query)")
        }
        chapter(.alerts, "In numbers")
        try await get("\(Self.alerts)/summary")
        try await call(.post, "\(Self.alerts)/acknowledge-all")
        try await get("\(Self.alerts)/summary")
    }
}
