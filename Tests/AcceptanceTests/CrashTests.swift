import Foundation
import TestKit
import Testing

/// `kill -9` at the worst moment.
@Suite struct CrashTests {
    @Test func `killed while alerts are being sent, it delivers each after the next start and changes no state`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let mail = try await Server.python("smtp_server.py", ["--maildir", "\(directory.path)/mail"])
        let slack = try await Server.python("webhook_server.py", [])
        let environment = DeviceTests.channels(mail: mail, slack: slack)
        let first = try await Lapwing.start(in: directory, environment)
        let admin = try await first.api.loggedIn()
        _ = try await admin.post("/api/devices", ["name": "here", "ip_address": "127.0.0.1", "snmp_version": "none"])
        try await admin.device(1, becomes: "online")
        let count = 60
        for number in 0..<count {
            let raised = try await admin.post(
                "/api/alerts", ["severity": "critical", "message": "alarm <\(number)>", "device_id": 1])
            #expect(raised.status == 201)
        }
        _ = try await mail.process.event("message")
        try await first.crash()

        let second = try await Lapwing.start(in: directory, environment)
        let again = API(base: second.api.base, server: second.process, token: admin.token)
        _ = try await eventually(within: .seconds(180), "every notice to be delivered") {
            for number in 1...count {
                let notices = try await again.get("/api/alerts/\(number)").body["notices"].array
                guard notices.count == 2, notices.allSatisfy({ $0["state"].string == "delivered" }) else {
                    return nil as Bool?
                }
            }
            return true
        }
        let mails = try mail.process.events("message").map {
            try String(contentsOfFile: $0["file"].string ?? "", encoding: .utf8)
        }
        let posts = slack.process.events("request").map { $0["body"].description }
        for number in 0..<count {
            #expect(
                mails.contains {
                    $0.contains("<\(number)>") || $0.contains("&lt;\(number)&gt;") || $0.contains("=3C\(number)")
                })
            #expect(posts.contains { $0.contains("&lt;\(number)&gt;") })
        }
        #expect(try await again.get("/api/devices/1").body["status"].string == "online")
        #expect(try await again.get("/api/alerts").body["pagination"]["total"].int == count)
        withExtendedLifetime(second) {}
    }

    @Test func `a mail server that refuses is asked again until it takes the message`() async throws {
        let directory = try TemporaryDirectory()
        let mail = try await Server.python(
            "smtp_server.py", ["--maildir", "\(directory.path)/mail", "--fail-first", "2"])
        let slack = try await Server.python("webhook_server.py", ["--fail-first", "1"])
        let lapwing = try await Lapwing.start(in: directory, DeviceTests.channels(mail: mail, slack: slack))
        let admin = try await lapwing.api.loggedIn()
        _ = try await admin.post("/api/alerts", ["severity": "high", "message": "persist"])
        let notices = try await eventually(within: .seconds(90), "both to be delivered") {
            let notices = try await admin.get("/api/alerts/1").body["notices"].array
            return notices.count == 2 && notices.allSatisfy { $0["state"].string == "delivered" } ? notices : nil
        }
        let attempts = Dictionary(notices.map { ($0["channel"].string ?? "", $0["attempts"].int ?? 0) }) { $1 }
        #expect(attempts == ["email": 3, "slack": 2])
    }

    @Test func `an acknowledged alert sends nothing more`() async throws {
        let directory = try TemporaryDirectory()
        let mail = try await Server.python(
            "smtp_server.py", ["--maildir", "\(directory.path)/mail", "--fail-first", "1"])
        let lapwing = try await Lapwing.start(
            in: directory,
            [
                "SMTP_SERVER": "127.0.0.1", "SMTP_PORT": "\(mail.port)", "SMTP_SECURITY": "none",
                "ALERT_EMAIL_FROM": "lapwing@example.org", "ALERT_EMAIL_TO": "noc@example.org",
            ])
        let admin = try await lapwing.api.loggedIn()
        _ = try await admin.post("/api/alerts", ["severity": "critical", "message": "seen"])
        _ = try await eventually("the first attempt to fail") {
            try await admin.get("/api/alerts/1").body["notices"].array.first {
                $0["channel"].string == "email" && $0["last_error"].string != nil
            }
        }
        _ = try await admin.post("/api/alerts/1/acknowledge")
        let states = try await admin.get("/api/alerts/1").body["notices"].array
        let byChannel = Dictionary(states.map { ($0["channel"].string ?? "", $0["state"].string ?? "") }) { $1 }
        #expect(byChannel == ["email": "cancelled", "slack": "skipped"])
        #expect(mail.process.events("message").allSatisfy { $0["accepted"].bool == false })
    }
}
