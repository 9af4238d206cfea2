import Foundation
import TestKit
import Testing

/// Who is told, by receivers, routes and maintenance that are made while Lapwing runs.
@Suite struct RoutingTests {
    private func environment(_ chat: Server) -> [String: String] {
        [
            "SLACK_WEBHOOK_URL": "http://127.0.0.1:\(chat.port)/first", "NOTIFY_ALLOW_PRIVATE": "true",
            "NOTIFY_GROUP_WAIT": "0",
        ]
    }

    private func bodies(_ server: Server) -> [String] { server.process.events("request").map { "\($0)" } }

    @Test func `a receiver made while it runs is told by its route, and the first one is not`() async throws {
        let directory = try TemporaryDirectory()
        let (chat, pager) = (
            try await Server.python("webhook_server.py", []), try await Server.python("post_server.py", [])
        )
        let lapwing = try await Lapwing.start(in: directory, environment(chat))
        let admin = try await lapwing.api.loggedIn()
        let made = try await admin.post(
            "/api/receivers",
            [
                "kind": "webhook", "name": "Pager",
                "fields": [
                    "url": "http://127.0.0.1:\(pager.port)/pager-5ecret", "secret": "signing-5ecret-of-the-pager",
                ],
            ])
        #expect(made.status == 201, "\(made.body)")
        let id = try #require(made.body["id"].int)
        #expect(try await admin.post("/api/receivers/\(id)/test").status == 200)
        _ = try await admin.post("/api/routes", ["name": "Duty", "match": ["kinds": ["none"]], "receivers": [id]])
        _ = try await admin.post("/api/alerts", ["severity": "low", "message": "The roof leaks"])
        _ = try await eventually(within: .seconds(60), "the pager to be told") {
            bodies(pager).contains { $0.contains("The roof leaks") } ? true : nil as Bool?
        }
        let notices = try await eventually(within: .seconds(30), "that to be on record") {
            let notices = try await admin.get("/api/alerts/1").body["notices"].array
            return notices.contains { $0["state"].string == "delivered" } ? notices : nil
        }
        #expect(notices.map { $0["channel"].string } == ["Pager"])
        #expect(bodies(chat) == [])
        _ = try await admin.delete("/api/routes/1")
        _ = try await admin.post("/api/alerts", ["severity": "high", "message": "Smoke"])
        _ = try await eventually(within: .seconds(60), "both to be told") {
            [chat, pager].allSatisfy { bodies($0).contains { $0.contains("Smoke") } } ? true : nil as Bool?
        }
        withExtendedLifetime(lapwing) {}
    }

    @Test func `what fires at the end of maintenance is told then, even after a crash, and what was resolved is not`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let chat = try await Server.python("webhook_server.py", [])
        let first = try await Lapwing.start(in: directory, environment(chat))
        let admin = try await first.api.loggedIn()
        let window = try await admin.post(
            "/api/maintenance", ["name": "Patch night", "ends_at": "2099-01-01T00:00:00Z"])
        #expect(window.status == 201, "\(window.body)")
        for message in ["It lasts", "It is over"] {
            _ = try await admin.post("/api/alerts", ["severity": "high", "message": message])
        }
        _ = try await admin.post("/api/alerts/2/resolve")
        let notices = try await admin.get("/api/alerts/1").body["notices"].array
        #expect(notices.contains { $0["held_until"].string == "2099-01-01T00:00:00Z" })
        try await first.crash()

        let second = try await Lapwing.start(in: directory, environment(chat))
        let again = API(base: second.api.base, server: second.process, token: admin.token)
        _ = try await again.post("/api/receivers/2/test")
        #expect(bodies(chat).count == 1)
        _ = try await again.delete("/api/maintenance/1")
        _ = try await eventually(within: .seconds(60), "what lasts to be told") {
            bodies(chat).contains { $0.contains("It lasts") } ? true : nil as Bool?
        }
        _ = try await again.post("/api/alerts", ["severity": "high", "message": "The next"])
        _ = try await eventually(within: .seconds(60), "the next to be told") {
            bodies(chat).contains { $0.contains("The next") } ? true : nil as Bool?
        }
        #expect(!bodies(chat).contains { $0.contains("It is over") })
        withExtendedLifetime(second) {}
    }
}
