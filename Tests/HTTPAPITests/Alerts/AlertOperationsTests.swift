import Bus
import HTTPTypes
import Monitoring
import Store
import Testing
import Web

@testable import HTTPAPI

@Suite struct AlertOperationsTests {
    // MARK: Raising

    @Test func `an alert needs a message, and is of severity info unless it says otherwise`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let device = try await client.addDevice("core-1", token: token)
            let answer = try await client.post(
                "/api/alerts/", token: token, #"{"message": "Smoke\nin rack 4", "device_id": \#(device)}"#)
            #expect(answer.status == 201)
            #expect(answer["message"] == "Smoke\nin rack 4")
            #expect(answer["severity"] == "info")
            #expect(answer["device_id"] == .integer(device))
            #expect(answer["device_name"] == "core-1")
            #expect(answer["acknowledged"] == false)
            #expect(answer["acknowledged_at"] == .null)
            #expect(answer["status"] == "firing")
            #expect(answer["rule"] == "manual")
            #expect(answer["count"] == 1)
        }
    }

    @Test(arguments: [
        ("{}", 400, "Message is required"), (#"{"message": ""}"#, 400, "Message is required"),
        (#"{"message": null, "severity": "bad"}"#, 400, "Message is required"),
        (#"{"message": "x", "severity": "bad"}"#, 400, "Invalid severity level"),
        (#"{"message": "x", "severity": 5}"#, 400, "Invalid severity level"),
        (#"{"message": "x", "device_id": 4711}"#, 404, "Device not found"),
        (#"{"message": "x", "device_id": "x"}"#, 400, "device_id: Must be an id"),
        (#"{"message": 5}"#, 400, "message: Must be a text"),
    ])
    func `a wrong alert is refused in the words that clients know`(body: String, status: Int, msg: String) async throws
    {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/alerts", token: try await client.token(.operator), body)
            #expect(answer.status == status)
            #expect(answer.msg == msg)
        }
    }

    @Test func `a grave alert is notified at once, and shows what became of it`() async throws {
        let api = try await TestAPI.make(adjust: { dependencies in
            dependencies.receiverKinds.problem = { receiver, _ in
                receiver.kind == "slack" ? "SLACK_WEBHOOK_URL is not set" : nil
            }
        })
        var hints = api.bus.hints().makeAsyncIterator()
        try await api.test { client in
            let token = try await client.token(.operator)
            let mild = try await client.addAlert(.medium, token: token)
            let grave = try await client.addAlert(.critical, token: token)
            #expect(try await client.get("/api/alerts/\(mild)", token: token)["notices"] == .array([]))
            let notices = try await client.get("/api/alerts/\(grave)", token: token)["notices"]
            let email = notices?[0]?["channel"] == "email" ? notices?[0] : notices?[1]
            let slack = notices?[0]?["channel"] == "slack" ? notices?[0] : notices?[1]
            #expect(email?["state"] == "pending")
            #expect(email?["attempts"] == 0)
            #expect(email?["history"] == .array([]))
            #expect(slack?["state"] == "skipped")
            #expect(slack?["last_error"] == "SLACK_WEBHOOK_URL is not set")
        }
        #expect(await hints.next() == .noticesDue)
    }

    // MARK: Listing

    @Test func `the newest come first, a page at a time`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            for number in 1...3 { _ = try await client.addAlert(.low, "a\(number)", token: token) }
            let answer = try await client.get("/api/alerts/?page=1&per_page=2", token: token)
            #expect(answer["alerts"]?[0]?["message"] == "a3")
            #expect(answer["alerts"]?[1]?["message"] == "a2")
            #expect(answer["alerts"]?[2] == nil)
            #expect(answer.text.contains(#""pagination":{"page":1,"pages":2,"per_page":2,"total":3}"#))
            let past = try await client.get("/api/alerts?page=7", token: token)
            #expect(past.status == 200)
            #expect(past.text == #"{"alerts":[],"pagination":{"page":7,"pages":1,"per_page":50,"total":3}}"#)
            let most = try await client.get("/api/alerts?per_page=9999", token: token)
            #expect(most["pagination"]?["per_page"] == 200)
        }
    }

    @Test func `a list without alerts has no page`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.get("/api/alerts", token: try await client.token(.viewer))
            #expect(answer.text == #"{"alerts":[],"pagination":{"page":1,"pages":0,"per_page":50,"total":0}}"#)
        }
    }

    @Test func `filters narrow the list`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let device = try await client.addDevice(token: token)
            _ = try await client.post(
                "/api/alerts", token: token, #"{"message": "of a device", "device_id": \#(device)}"#)
            let seen = try await client.addAlert(.high, "seen", token: token)
            _ = try await client.post("/api/alerts/\(seen)/acknowledge", token: token)
            for (query, messages) in [
                ("severity=high", ["seen"]), ("acknowledged=true", ["seen"]), ("acknowledged=False", ["of a device"]),
                ("device_id=\(device)", ["of a device"]), ("camera_id=1", []), ("status=resolved", []),
                ("status=firing&severity=info", ["of a device"]), ("since=2020-01-01", ["seen", "of a device"]),
                ("since=2999-01-01T00:00:00Z", []), ("until=2020-01-01T00:00:00Z", []),
                ("until=2999-01-01T00:00:00+02:00", ["seen", "of a device"]),
                ("severity=&page=", ["seen", "of a device"]),
            ] {
                let answer = try await client.get("/api/alerts?\(query)", token: token)
                let alerts = try #require(answer["alerts"]?.elements)
                #expect(alerts.map { $0["message"] } == messages.map { .string($0) }, "\(query)")
            }
        }
    }

    @Test(arguments: [
        "severity=bad", "acknowledged=maybe", "status=open", "device_id=0", "device_id=x", "since=yesterday", "page=0",
        "until=2026-13-01", "per_page=0", "page=x",
    ])
    func `a query that makes no sense is refused`(query: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.get("/api/alerts?\(query)", token: try await client.token(.viewer))
            #expect(answer.status == 400)
            #expect(answer.error(String(query.prefix { $0 != "=" })) != nil)
        }
    }

    @Test func `the summary counts what nobody has acknowledged`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            for severity: Severity in [.critical, .high, .high, .info] {
                _ = try await client.addAlert(severity, severity.rawValue, token: token)
            }
            let seen = try await client.addAlert(.critical, "seen", token: token)
            _ = try await client.post("/api/alerts/\(seen)/acknowledge", token: token)
            _ = try await client.addAlert(.low, "last", token: token)
            let answer = try await client.get("/api/alerts/summary", token: try await client.token(.viewer))
            #expect(answer["total"] == 6)
            #expect(answer["unacknowledged"] == 5)
            #expect(answer["critical"] == 1)
            #expect(answer["high"] == 2)
            let recent = try #require(answer["recent"]?.elements)
            #expect(recent.map { $0["message"] } == ["last", "seen", "info", "high", "high"])
        }
    }

    // MARK: Acknowledging

    @Test func `an alert raised by hand is resolved once, by an operator`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addAlert(.info, token: token)
            let viewer = try await client.token(.viewer)
            #expect(try await client.post("/api/alerts/\(id)/resolve", token: viewer).status == 403)
            let answer = try await client.post("/api/alerts/\(id)/resolve", token: token)
            #expect(answer.status == 200)
            #expect(answer["id"] == .integer(id))
            #expect(answer["status"] == "resolved")
            #expect(answer["msg"] == "Alert resolved")
            let alert = try await client.get("/api/alerts/\(id)", token: token)
            #expect(alert["status"] == "resolved")
            #expect(alert["resolved_at"] == answer["resolved_at"])
            let again = try await client.post("/api/alerts/\(id)/resolve", token: token)
            #expect(again.status == 400)
            #expect(again.msg == "Alert already resolved")
            let none = try await client.post("/api/alerts/4711/resolve", token: token)
            #expect(none.status == 404)
            #expect(none.msg == "Alert not found")
            #expect(try await client.get("/api/alerts?status=firing", token: token)["pagination"]?["total"] == 0)
        }
    }

    @Test func `an alert is acknowledged once, by whom the token says`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let id = try await client.addAlert(.high, token: token)
            let answer = try await client.post("/api/alerts/\(id)/acknowledge", token: token)
            #expect(answer.status == 200)
            #expect(answer["id"] == .integer(id))
            #expect(answer["acknowledged"] == true)
            #expect(answer["msg"] != nil)
            let read = try await client.get("/api/alerts/\(id)", token: token)
            #expect(read["acknowledged_at"] == answer["acknowledged_at"])
            #expect(read["acknowledged_by"] == "operator")
            let again = try await client.post("/api/alerts/\(id)/acknowledge", token: token, "{}")
            #expect(again.status == 400)
            #expect(again.msg == "Alert already acknowledged")
            #expect(try await client.post("/api/alerts/4711/acknowledge", token: token).status == 404)
        }
    }

    @Test func `all alerts, or those of one severity, are acknowledged with whatever body`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            for severity: Severity in [.low, .low, .high, .info] {
                _ = try await client.addAlert(severity, token: token)
            }
            let low = try await client.post("/api/alerts/acknowledge-all", token: token, #"{"severity": "low"}"#)
            #expect(low.text == #"{"msg":"Acknowledged 2 alerts","count":2}"#)
            let wrong = try await client.post("/api/alerts/acknowledge-all", token: token, #"{"severity": "bad"}"#)
            #expect(wrong.status == 400)
            #expect(wrong.msg == "Invalid severity level")
            let empty = try await client.send(
                .post, "/api/alerts/acknowledge-all/", token: token, json: "",
                headers: [.contentType: "application/x-www-form-urlencoded"])
            #expect(empty["count"] == 2)
            let none = try await client.post("/api/alerts/acknowledge-all", token: token, #"{"severity": null}"#)
            #expect(none["count"] == 0)
        }
    }

    @Test func `a deleted alert is gone`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let id = try await client.addAlert(token: token)
            #expect(try await client.delete("/api/alerts/\(id)", token: token).msg == "Alert deleted successfully")
            for answer in [
                try await client.get("/api/alerts/\(id)", token: token),
                try await client.delete("/api/alerts/\(id)", token: token),
            ] {
                #expect(answer.status == 404)
                #expect(answer.msg == "Alert not found")
            }
        }
    }
}
