import Foundation
import TestKit
import Testing

/// Devices as an operator adds, loses and finds them again.
@Suite struct DeviceTests {
    @Test func `a real agent is online within 5 seconds of being added, with what it says of itself`() async throws {
        let directory = try TemporaryDirectory()
        let agent = try await SNMPAgent.start(in: directory, community: "secret")
        defer { withExtendedLifetime(agent) {} }
        let admin = try await Lapwing.start(in: directory).api.loggedIn()
        let added = try await admin.post(
            "/api/devices",
            [
                "name": "agent", "ip_address": "127.0.0.1", "snmp_port": agent.port, "snmp_community": "secret",
            ])
        #expect(added.status == 201)
        let id = try #require(added.body["id"].int)
        let device = try await eventually(within: .seconds(5), "the device to be online") {
            let device = try await admin.get("/api/devices/\(id)").body
            return device["status"].string == "online" && device["sys_name"].string != nil ? device : nil
        }
        #expect(device["sys_name"].string == "agent-\(agent.port)")
        #expect(device["sys_descr"].string == "Lapwing test agent")
        #expect(device["location"].string == "rack 4")
        #expect((device["uptime"].int ?? -1) >= 0)
        #expect(device["last_error"] == .null)
        #expect(device["last_seen"].string?.hasSuffix("Z") == true)
        #expect(try await admin.get("/api/devices/status").body["online"].int == 1)
    }

    @Test func `with a wrong community it stays online by ping and says that SNMP does not answer`() async throws {
        let directory = try TemporaryDirectory()
        let agent = try await SNMPAgent.start(in: directory, community: "secret")
        defer { withExtendedLifetime(agent) {} }
        let admin = try await Lapwing.start(in: directory).api.loggedIn()
        _ = try await admin.post(
            "/api/devices",
            [
                "name": "agent", "ip_address": "127.0.0.1", "snmp_port": agent.port, "snmp_community": "wrong",
            ])
        let alert = try await eventually(within: .seconds(40), "the alert of SNMP") {
            try await admin.get("/api/alerts").body["alerts"].array.first { $0["rule"].string == "device_snmp" }
        }
        #expect(alert["severity"].string == "medium")
        let device = try await admin.get("/api/devices/1").body
        #expect(device["status"].string == "online")
        #expect(device["last_error"].string?.contains("SNMP") == true)
        #expect(try await admin.get("/api/alerts").body["pagination"]["total"].int == 1)
        _ = try await admin.put("/api/devices/1", ["snmp_community": "secret"])
        _ = try await eventually(within: .seconds(40), "the alert to be resolved") {
            let alerts = try await admin.get("/api/alerts").body["alerts"].array
            return alerts.count == 1 && alerts[0]["status"].string == "resolved" ? true : nil
        }
    }

    @Test
    func `an unplugged device is one high alert, one email and one Slack post, and comes back with one info alert`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let host = try NetworkNamespace()
        defer { withExtendedLifetime(host) {} }
        let mail = try await Server.python("smtp_server.py", ["--maildir", "\(directory.path)/mail"])
        let slack = try await Server.python("webhook_server.py", [])
        let lapwing = try await Lapwing.start(in: directory, Self.channels(mail: mail, slack: slack))
        let admin = try await lapwing.api.loggedIn()
        _ = try await admin.post(
            "/api/devices",
            [
                "name": "cabinet", "ip_address": host.address, "snmp_version": "none", "poll_interval": 5,
            ])
        try await admin.device(1, becomes: "online")

        try host.unplug()
        try await admin.device(1, becomes: "offline")
        let message = try await mail.process.event("message")
        let post = try await slack.process.event("request")
        #expect(post["body"].description.contains("cabinet"))
        let file = try #require(message["file"].string)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("cabinet") && text.contains(host.address))
        #expect(text.contains("Message-ID:"))

        try host.plug()
        try await admin.device(1, becomes: "online")
        let alerts = try await admin.get("/api/alerts").body["alerts"].array
        #expect(alerts.map { $0["severity"].string } == ["info", "high"])
        #expect(alerts[1]["status"].string == "resolved")
        let notices = try await admin.get("/api/alerts/\(alerts[1]["id"].int ?? 0)").body["notices"].array
        #expect(notices.count == 2)
        #expect(notices.allSatisfy { $0["state"].string == "delivered" && $0["attempts"].int == 1 })
        #expect(mail.process.events("message").count == 1)
        #expect(slack.process.events("request").count == 1)
    }

    @Test func `a device that comes and goes is one outage and one “unstable”, and told when it stays away`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let host = try NetworkNamespace()
        defer { withExtendedLifetime(host) {} }
        let mail = try await Server.python("smtp_server.py", [])
        let slack = try await Server.python("webhook_server.py", [])
        let environment = Self.channels(mail: mail, slack: slack).merging(["RECHECK_ATTEMPTS": "0"]) { $1 }
        let admin = try await Lapwing.start(in: directory, environment).api.loggedIn()
        _ = try await admin.post("/api/devices", ["name": "h", "ip_address": host.address, "snmp_version": "none"])
        try await admin.device(1, becomes: "online")
        // A cable that was plugged in carries nothing for a moment.
        func poll(_ status: String) async throws {
            _ = try await eventually(within: .seconds(60), "a poll to say \(status)") {
                try await admin.post("/api/devices/1/poll?wait=60").body["status"].string == status ? true : nil
            }
        }
        for _ in 0..<6 {
            try host.unplug()
            try await poll("offline")
            try host.plug()
            try await poll("online")
        }
        try host.unplug()
        for _ in 0..<3 { try await poll("offline") }
        let alerts = try await admin.get("/api/alerts").body["alerts"].array.reversed()
        let rules = alerts.compactMap { $0["rule"].string }
        #expect(rules.first == "device_offline" && rules.last == "device_offline", "\(rules)")
        #expect(rules.count { $0 == "device_unstable" } == 1, "\(rules)")
        #expect(rules.count { $0 == "device_offline" } <= 3, "\(rules)")
        for alert in alerts {
            let notices = try await admin.get("/api/alerts/\(alert["id"].int ?? 0)").body["notices"].array
            #expect(notices.count == (alert["rule"].string == "device_online" ? 0 : 2))
        }
    }

    @Test func `a child behind an unplugged parent raises nothing of its own`() async throws {
        let directory = try TemporaryDirectory()
        let host = try NetworkNamespace()
        defer { withExtendedLifetime(host) {} }
        try host.addAddress()
        let admin = try await Lapwing.start(in: directory).api.loggedIn()
        _ = try await admin.post(
            "/api/devices",
            [
                "name": "core", "ip_address": host.address, "snmp_version": "none", "poll_interval": 5,
            ])
        _ = try await admin.post(
            "/api/devices",
            [
                "name": "leaf", "ip_address": host.secondAddress, "snmp_version": "none", "poll_interval": 5,
                "parent_id": 1,
            ])
        try await admin.device(1, becomes: "online")
        try await admin.device(2, becomes: "online")
        try host.unplug()
        try await admin.device(1, becomes: "offline")
        try await admin.device(2, becomes: "unknown")
        #expect(try await admin.get("/api/devices/2").body["last_error"].string?.contains("core") == true)
        try host.plug()
        try await admin.device(2, becomes: "online")
        let alerts = try await admin.get("/api/alerts").body["alerts"].array
        #expect(alerts.allSatisfy { $0["device_name"].string == "core" })
    }

    @Test func `a poll that is asked for answers with what it found`() async throws {
        let directory = try TemporaryDirectory()
        let host = try NetworkNamespace()
        defer { withExtendedLifetime(host) {} }
        let admin = try await Lapwing.start(in: directory).api.loggedIn()
        _ = try await admin.post("/api/devices", ["name": "h", "ip_address": host.address, "snmp_version": "none"])
        try await admin.device(1, becomes: "online")
        let queued = try await admin.post("/api/devices/1/poll")
        #expect(queued.status == 202)
        #expect(queued.headers["location"] == "/api/tasks/\(queued.body["task_id"].string ?? "?")")
        let up = try await admin.post("/api/devices/1/poll?wait=30")
        #expect(up.status == 200)
        #expect(up.body["status"].string == "online")
        #expect(up.body["status_changed"].bool == false)
        try host.unplug()
        let down = try await admin.post("/api/devices/1/poll?wait=60")
        #expect(down.body["status"].string == "offline")
        #expect(down.body["status_changed"].bool == true)
        #expect(down.body["result"]["error"].string != nil)
        let task = try await admin.get("/api/tasks/\(down.body["task_id"].string ?? "")")
        #expect(task.body["state"].string == "SUCCESS")
    }

    static func channels(mail: Server, slack: Server) -> [String: String] {
        [
            "SMTP_SERVER": "127.0.0.1", "SMTP_PORT": "\(mail.port)", "SMTP_SECURITY": "none",
            "ALERT_EMAIL_FROM": "lapwing@example.org", "ALERT_EMAIL_TO": "noc@example.org",
            "SLACK_WEBHOOK_URL": "http://127.0.0.1:\(slack.port)/services/T0/B0/token",
        ]
    }
}
