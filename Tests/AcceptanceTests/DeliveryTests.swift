import Foundation
import TestKit
import Testing

/// Servers that take their time, take not everything, or not everybody.
@Suite struct DeliveryTests {
    private func channels(mail: Server, to recipients: String = "noc@example.org") -> [String: String] {
        [
            "SMTP_SERVER": "127.0.0.1", "SMTP_PORT": "\(mail.port)", "SMTP_SECURITY": "none",
            "ALERT_EMAIL_FROM": "lapwing@example.org", "ALERT_EMAIL_TO": recipients,
        ]
    }

    private func delivered(_ api: API, alert: Int, within limit: Duration) async throws -> JSON {
        try await eventually(within: limit, "the email to be delivered") {
            try await api.get("/api/alerts/\(alert)").body["notices"].array.first {
                $0["channel"].string == "email" && $0["state"].string == "delivered"
            }
        }
    }

    @Test(arguments: [("data", 35), ("connect", 40)])
    func `a mail server that takes its time gets it, and one copy`(stage: String, seconds: Int) async throws {
        let directory = try TemporaryDirectory()
        let mail = try await Server.python(
            "smtp_server.py",
            ["--maildir", "\(directory.path)/mail", "--slow", stage, "--slow-for", "\(seconds)"])
        let lapwing = try await Lapwing.start(in: directory, channels(mail: mail))
        let admin = try await lapwing.api.loggedIn()
        _ = try await admin.post("/api/alerts", ["severity": "high", "message": "slowly"])
        let notice = try await delivered(admin, alert: 1, within: .seconds(150))
        #expect(notice["attempts"].int == 1)
        #expect(mail.process.events("message").count == 1)
    }

    @Test func `who has it is not told again, and who has it not is told after a crash`() async throws {
        let directory = try TemporaryDirectory()
        let late = ["--recipient", "c@example.org=451 4.3.0 Later"]
        let mail = try await Server.python(
            "smtp_server.py",
            ["--maildir", "\(directory.path)/mail"] + late + late + ["--recipient", "c@example.org=250 Ok"])
        let environment = channels(
            mail: mail, to: "a@example.org,b@example.org,c@example.org,d@example.org")
        let first = try await Lapwing.start(in: directory, environment)
        let admin = try await first.api.loggedIn()
        _ = try await admin.post("/api/alerts", ["severity": "high", "message": "all of you"])
        _ = try await eventually("three to have it") {
            try await admin.get("/api/alerts/1").body["notices"].array.first { $0["recipients"].array.count == 3 }
        }
        try await first.crash()

        let second = try await Lapwing.start(in: directory, environment)
        let again = API(base: second.api.base, server: second.process, token: admin.token)
        let notice = try await delivered(again, alert: 1, within: .seconds(120))
        #expect(notice["recipients"].array.allSatisfy { $0["state"].string == "delivered" })
        let told = mail.process.events("message").flatMap { $0["to"].array.compactMap(\.string) }
        #expect(told.sorted() == ["a@example.org", "b@example.org", "c@example.org", "d@example.org"])
        withExtendedLifetime(second) {}
    }

    @Test func `a storm reaches a webhook that counts messages with few refusals`() async throws {
        let directory = try TemporaryDirectory()
        let slack = try await Server.python("webhook_server.py", ["--at-most", "5", "--window", "3"])
        let lapwing = try await Lapwing.start(
            in: directory,
            [
                "SLACK_WEBHOOK_URL": "http://127.0.0.1:\(slack.port)/services/T000/B000/secret",
                "NOTIFY_GROUP_WAIT": "0",
            ])
        let admin = try await lapwing.api.loggedIn()
        let count = 40
        for number in 1...count {
            _ = try await admin.post("/api/alerts", ["severity": "high", "message": "storm \(number)"])
        }
        _ = try await eventually(within: .seconds(180), "every notice to be delivered") {
            for number in 1...count {
                let notices = try await admin.get("/api/alerts/\(number)").body["notices"].array
                guard notices.contains(where: { $0["state"].string == "delivered" }) else { return nil as Bool? }
            }
            return true
        }
        #expect(slack.process.events("refusal").count <= 20)
    }
}
