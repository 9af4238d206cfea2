import Bus
import HTTPTypes
import Monitoring
import NIOConcurrencyHelpers
import Store
import Testing
import Web

@testable import HTTPAPI

@Suite struct SettingsOperationsTests {
    @Test func `settings say what they are and where they come from`() async throws {
        let api = try await TestAPI.make({ configuration in
            configuration.settings.email.server = "mail.example.com"
            configuration.settings.email.password = Secret("hunter2")
            configuration.configuredSettings = [.smtpServer, .smtpPassword]
        })
        try await api.test { client in
            let token = try await client.token(.admin)
            let answer = try await client.put("/api/settings", token: token, #"{"device_poll_interval": 60}"#)
            #expect(answer.status == 200)
            #expect(answer["device_poll_interval"] == 60)
            #expect(answer["smtp_server"] == "mail.example.com")
            #expect(answer["smtp_password_set"] == true)
            #expect(answer["sources"]?["device_poll_interval"] == "api")
            #expect(answer["sources"]?["smtp_server"] == "configuration")
            #expect(answer["sources"]?["camera_poll_interval"] == "default")
            #expect(try await client.get("/api/settings/", token: token).text == answer.text)
        }
    }

    @Test func `a change is kept, told to the others, and taken back with null`() async throws {
        let api = try await TestAPI.make()
        var hints = api.bus.hints().makeAsyncIterator()
        try await api.test { client in
            let token = try await client.token(.admin)
            let changed = try await client.put(
                "/api/settings", token: token,
                #"""
                {"camera_visits_per_host": 8, "recheck_attempts": 0, "recheck_interval": 300, "daily_summary_at": "07:30", "notify_recovery": true,
                "smtp_server": "mail.example.com", "smtp_port": 25, "smtp_username": "u", "smtp_password": "secret",
                "smtp_security": "none", "alert_email_from": "lapwing@example.com",
                "alert_email_to": ["a@example.com", "b@example.com"],
                "slack_webhook_url": "https://hooks.example.com/T0/secret", "sources": {}, "unknown": 1}
                """#)
            #expect(changed.status == 200, "\(changed.text)")
            #expect(changed["daily_summary_at"] == "07:30")
            #expect(changed["alert_email_to"] == .array(["a@example.com", "b@example.com"]))
            #expect(changed["slack_webhook_url_set"] == true)
            #expect(!changed.text.contains("secret"))
            let back = try await client.put(
                "/api/settings", token: token, #"{"daily_summary_at": null, "smtp_password": null}"#)
            #expect(back["daily_summary_at"] == "00:00")
            #expect(back["smtp_password_set"] == false)
            #expect(back["smtp_server"] == "mail.example.com")
        }
        #expect(await hints.next() == .settingsChanged)
    }

    @Test(arguments: [
        #"{"smtp_server": "elsewhere.example.com"}"#, #"{"smtp_server": ""}"#, #"{"smtp_server": null}"#,
        #"{"smtp_port": 2525}"#, #"{"smtp_security": "none"}"#, #"{"smtp_server": "a.b", "smtp_username": "other"}"#,
    ])
    func `a password stays with the server that it was given for`(change: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.admin)
            let set = try await client.put(
                "/api/settings", token: token,
                #"{"smtp_server": "mail.example.com", "smtp_username": "watch", "smtp_password": "hunter2"}"#)
            #expect(set["warnings"] == nil)
            let moved = try await client.put("/api/settings", token: token, change)
            #expect(moved["smtp_password_set"] == false)
            #expect(moved["smtp_username"] != "watch")
            #expect(moved.text.contains("smtp_password"))
            #expect(moved.text.contains("mail.example.com:587 (starttls)"))
            #expect(!moved.text.contains("hunter2"))
            let back = try await client.put("/api/settings", token: token, #"{"smtp_server": "mail.example.com"}"#)
            #expect(back["smtp_password_set"] == false)
        }
    }

    @Test(arguments: [
        #"{"smtp_server": "MAIL.example.com"}"#, #"{"smtp_security": "tls"}"#, #"{"alert_email_to": "a@example.com"}"#,
        #"{"smtp_server": "elsewhere.example.com", "smtp_username": "new", "smtp_password": "new"}"#,
    ])
    func `a password that is still meant is kept`(change: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.admin)
            _ = try await client.put(
                "/api/settings", token: token, #"{"smtp_username": "watch", "smtp_password": "hunter2"}"#)
            _ = try await client.put("/api/settings", token: token, #"{"smtp_server": "mail.example.com"}"#)
            let answer = try await client.put("/api/settings", token: token, change)
            #expect(answer["smtp_password_set"] == true)
            #expect(answer["smtp_username"] != .null)
            #expect(answer["warnings"] == nil)
        }
    }

    @Test(arguments: [
        ("watch.example.com", "watch.example.com"), ("192.0.2.1", "[192.0.2.1]"), ("[192.0.2.1]", "[192.0.2.1]"),
        ("[IPv6:2001:DB8::1]", "[IPv6:2001:db8::1]"), ("2001:db8::1", "[IPv6:2001:db8::1]"),
        ("watch.example.com.", "watch.example.com"),
    ])
    func `what Lapwing calls itself is a name or an address literal`(given: String, kept: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.admin)
            let answer = try await client.put("/api/settings", token: token, "{\"smtp_helo_name\": \"\(given)\"}")
            #expect(answer["smtp_helo_name"] == .string(kept))
            #expect(answer["sources"]?["smtp_helo_name"] == "api")
        }
    }

    @Test(arguments: ["a b", "x\\r\\nMAIL", "[name]", "[1.2.3]", "mail:25", "http://x", "-x"])
    func `what is neither is refused`(given: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.admin)
            let answer = try await client.put("/api/settings", token: token, "{\"smtp_helo_name\": \"\(given)\"}")
            #expect(answer.status == 400)
            #expect(answer["errors"]?["smtp_helo_name"] != nil)
        }
    }

    @Test func `which severities are sent, and which a kind of trouble has, can be changed and taken back`()
        async throws
    {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let before = try await client.get("/api/settings", token: token)
            #expect(before["notify_severities"] == .array(["critical", "high", "medium"]))
            #expect(before["notify_manual_severities"] == .array(["critical", "high"]))
            #expect(before["camera_offline_severity"] == "medium")
            #expect(before["device_offline_severity"] == "high")
            #expect(before["camera_busy_limit"] == 300)
            let changed = try await client.put(
                "/api/settings", token: token,
                #"""
                {"notify_severities": ["low", "critical", "low"], "notify_manual_severities": [],
                "camera_offline_severity": "critical", "device_snmp_severity": "low", "camera_busy_limit": 0}
                """#)
            #expect(changed.status == 200, "\(changed.text)")
            #expect(changed["notify_severities"] == .array(["critical", "low"]))
            #expect(changed["notify_manual_severities"] == .array([]))
            #expect(changed["camera_offline_severity"] == "critical")
            #expect(changed["device_snmp_severity"] == "low")
            #expect(changed["device_unstable_severity"] == "medium")
            #expect(changed["camera_busy_limit"] == 0)
            #expect(changed["sources"]?["notify_severities"] == "api")
            let back = try await client.put(
                "/api/settings", token: token,
                #"{"notify_severities": null, "notify_manual_severities": null, "camera_offline_severity": null, "device_snmp_severity": null, "camera_busy_limit": null}"#
            )
            #expect(back.text == before.text)
        }
    }

    @Test func `an alert raised by hand is sent as the settings say`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.admin)
            _ = try await client.put("/api/settings", token: token, #"{"notify_manual_severities": ["low"]}"#)
            let told = try await client.addAlert(.low, token: token)
            let untold = try await client.addAlert(.critical, token: token)
            #expect(try await client.get("/api/alerts/\(told)", token: token)["notices"]?[0]?["state"] == "pending")
            #expect(try await client.get("/api/alerts/\(untold)", token: token)["notices"] == .array([]))
        }
    }

    @Test func `recipients may be a text with commas, and an empty text takes away what was configured`() async throws {
        let api = try await TestAPI.make({ $0.settings.email.server = "mail.example.com" })
        try await api.test { client in
            let token = try await client.token(.admin)
            let answer = try await client.put(
                "/api/settings", token: token,
                #"{"alert_email_to": "a@example.com, b@example.com,", "smtp_server": ""}"#)
            #expect(answer["alert_email_to"] == .array(["a@example.com", "b@example.com"]))
            #expect(answer["smtp_server"] == .null)
        }
    }

    @Test(arguments: [
        ("device_poll_interval", "4"), ("camera_poll_interval", "86401"), ("camera_visits_per_host", "0"),
        ("recheck_attempts", "11"),
        ("recheck_attempts", "-1"), ("recheck_interval", "0"), ("daily_summary_at", #""24:00""#),
        ("daily_summary_at", "730"), ("notify_recovery", "1"), ("smtp_server", #""a b""#),
        ("smtp_server", #""mail.example.com\r\nQUIT""#), ("smtp_port", "0"), ("smtp_username", #""a\nb""#),
        ("smtp_security", #""ssl""#), ("alert_email_from", #""x""#),
        ("alert_email_from", #""a@example.com\r\nBcc: b@example.com""#), ("alert_email_to", #"["x"]"#),
        ("alert_email_to", "7"), ("camera_busy_limit", "-1"), ("camera_busy_limit", "86401"),
        ("notify_severities", #"["grave"]"#), ("notify_severities", #""high""#), ("notify_severities", "[5]"),
        ("notify_manual_severities", #"["high", "HIGH"]"#), ("camera_offline_severity", #""none""#),
        ("device_offline_severity", #"["high"]"#), ("slack_webhook_url", #""http://hooks.example.com/""#),
    ])
    func `a value outside its domain is refused, named, and not kept`(field: String, value: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let other = field == "device_poll_interval" ? "camera_poll_interval" : "device_poll_interval"
            let answer = try await client.put(
                "/api/settings", token: try await client.token(.admin),
                "{\"\(field)\": \(value), \"\(other)\": 60}")
            #expect(answer.status == 400)
            #expect(answer.error(field) != nil, "\(answer.text)")
        }
        #expect(try await api.store.settingOverrides().isEmpty)
    }

    @Test func `a test message is answered with what the server said, good or bad`() async throws {
        struct Refusal: Error, CustomStringConvertible {
            let description = "mail.example.com answered 550: no such user"
        }
        let api = try await TestAPI.make(adjust: { dependencies in
            dependencies.sendTest = { receiver in
                if receiver.kind == "email" { throw Refusal() }
                return "200 ok"
            }
        })
        try await api.test { client in
            let token = try await client.token(.admin)
            let email = try await client.post("/api/settings/test-email", token: token)
            #expect(email.status == 502)
            #expect(email.msg == "mail.example.com answered 550: no such user")
            let slack = try await client.post("/api/settings/test-slack", token: token, "{}")
            #expect(slack.status == 200)
            #expect(slack["answer"] == "200 ok")
        }
    }

    @Test func `a test message to a channel that is not set up says what is missing`() async throws {
        let api = try await TestAPI.make(adjust: { dependencies in
            dependencies.receiverKinds.problem = { _, _ in "SMTP_SERVER is not set" }
        })
        try await api.test { client in
            let answer = try await client.post("/api/settings/test-email", token: try await client.token(.admin))
            #expect(answer.status == 400)
            #expect(answer.msg == "SMTP_SERVER is not set")
        }
    }

    @Test(arguments: ["restart-polling", "clear-cache"])
    func `an action is done once, without a body`(action: String) async throws {
        let done = NIOLockedValueBox<[String]>([])
        let api = try await TestAPI.make(adjust: {
            $0.restartPolling = { done.withLockedValue { $0.append("restart-polling") } }
            $0.clearCache = { done.withLockedValue { $0.append("clear-cache") } }
        })
        try await api.test { client in
            let answer = try await client.post("/api/settings/\(action)", token: try await client.token(.admin))
            #expect(answer.status == 200)
            #expect(answer.msg != nil)
        }
        #expect(done.withLockedValue { $0 } == [action])
    }
}
