import Foundation
import Monitoring
import Testing

@testable import Notifiers

@Suite struct GroupTextTests {
    private func alert(_ rule: AlertRule, _ name: String, _ severity: Severity = .high, isCamera: Bool = false) -> Alert
    {
        let subject = AlertSubject(isCamera ? .camera : .device, 1, name: name, address: name)
        return .stub(subject: rule == .manual ? nil : subject, severity: severity, message: name, rule: rule)
    }

    @Test func `many of a kind are counted, and the first are named`() {
        #expect(
            GroupText(OutgoingMessage.storm(of: 30).alerts).headline
                == "30 devices offline: sw-1, sw-2, sw-3 and 27 more")
        #expect(GroupText(OutgoingMessage.storm(of: 2).alerts).headline == "2 devices offline: sw-1 and sw-2")
        #expect(
            GroupText(OutgoingMessage.storm(of: 3, .deviceSNMP).alerts).headline
                == "3 devices do not answer SNMP: sw-1, sw-2 and sw-3")
        #expect(
            GroupText(OutgoingMessage.storm(of: 30, .deviceOnline, severity: .info).alerts).headline
                == "30 devices back online: sw-1, sw-2, sw-3 and 27 more")
    }

    @Test func `what is gravest comes first, and good news last`() {
        let text = GroupText([
            alert(.deviceOnline, "back", .info), alert(.cameraOffline, "gate", isCamera: true),
            alert(.deviceOffline, "core"), alert(.manual, "Fire", .critical), alert(.deviceUnstable, "shaky", .medium),
        ])
        #expect(
            text.headline
                == "1 alert: Fire; 1 device and 1 camera offline; 1 device unstable; 1 device back online")
        #expect(text.severity == "CRITICAL")
        #expect(text.lines.first?.text == "Fire")
        #expect(text.lines.last?.text == "back")
        #expect(text.colour == Severity.critical.colour)
        #expect(GroupText([alert(.deviceOnline, "back", .info)]).colour == "#188038")
    }

    @Test func `a message is bounded however many there are, and says how many it leaves out`() throws {
        let storm = OutgoingMessage.storm(of: 500)
        let email = GroupEmail.content(of: storm.alerts, mayBeRepeat: false)
        #expect(email.text.contains("and 400 more\n"))
        #expect(email.html.contains("<p>and 400 more</p>"))
        #expect(email.text.utf8.count < 20_000)
        let slack = GroupSlackMessage.message(of: storm.alerts, mayBeRepeat: false)
        let lines = slack.attachments[0].text.split(separator: "\n")
        #expect(lines.count <= 101)
        #expect(lines.last == "and \(500 - (lines.count - 1)) more")
        #expect(slack.attachments[0].text.count < 7600)
    }

    @Test func `a text of any length in any script leaves a message and its headline short`() {
        let long = String(repeating: "ü\u{301}", count: 3000)
        let alerts = (1...40).map { _ in alert(.manual, long) }
        #expect(GroupText(alerts).headline.count < 160)
        #expect(GroupSlackMessage.message(of: alerts, mayBeRepeat: false).attachments[0].text.count < 7600)
    }

    @Test func `what may be a repeat says so`() {
        let alerts = OutgoingMessage.storm(of: 2).alerts
        let email = GroupEmail.content(of: alerts, mayBeRepeat: true)
        #expect(email.text.contains("may repeat an earlier one"))
        #expect(email.html.contains("may repeat an earlier one"))
        #expect(GroupSlackMessage.message(of: alerts, mayBeRepeat: true).attachments[0].footer.contains("repeat"))
    }

    @Test func `no name is markup`() throws {
        let hostile = "<!channel> @everyone <script>alert(1)</script>"
        let alerts = [alert(.deviceOffline, hostile), alert(.deviceOffline, hostile)]
        #expect(!GroupEmail.content(of: alerts, mayBeRepeat: false).html.contains("<script"))
        let json = String(
            decoding: try JSONEncoder().encode(GroupSlackMessage.message(of: alerts, mayBeRepeat: false)), as: UTF8.self
        )
        #expect(!json.contains("<"))
        #expect(!json.contains("@everyone"))
    }
}
