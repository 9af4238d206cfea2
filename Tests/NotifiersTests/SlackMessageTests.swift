import Foundation
import Monitoring
import Testing

@testable import Notifiers

@Suite struct SlackMessageTests {
    @Test func `an alert is an attachment in the colour of its severity`() throws {
        let message = AlertSlackMessage.message(of: .stub(), mayBeRepeat: false)
        #expect(message.text == "HIGH: Device core-1 (10.0.0.1) is offline")
        let attachment = try #require(message.attachments.first)
        #expect(attachment.color == Severity.high.colour)
        #expect(attachment.fields.map(\.title) == ["Severity", "Device", "Address", "Time"])
        #expect(attachment.fields.map(\.value) == ["high", "core-1", "10.0.0.1", "2026-01-15 12:00:00 UTC"])
        #expect(attachment.ts == 1_768_478_400)
        #expect(attachment.footer == "Lapwing")
    }

    @Test func `good news is green and each severity has a colour of its own`() {
        #expect(Set(Severity.allCases.map(\.colour)).count == Severity.allCases.count)
        #expect(Alert.stub(severity: .info, rule: .deviceOnline).colour == "#188038")
    }

    @Test(arguments: [
        ("<!channel>", "&lt;!channel&gt;"), ("<@U123>", "&lt;@\u{2060}U123&gt;"), ("@here", "@\u{2060}here"),
        ("a & b", "a &amp; b"), ("&lt;", "&amp;lt;"), ("<https://x|y>", "&lt;https://x|y&gt;"),
    ])
    func `nothing in a text is markup or calls anybody`(text: String, escaped: String) {
        #expect(SlackText.escaped(text) == escaped)
    }

    @Test func `no text of a device reaches Slack unescaped`() throws {
        let hostile = "<!channel> @everyone & <https://evil.example|click>"
        let message = AlertSlackMessage.message(
            of: .stub(subject: AlertSubject(.device, nil, name: hostile, address: hostile), message: hostile),
            mayBeRepeat: false)
        let json = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
        #expect(!json.contains("<"))
        #expect(!json.contains("@everyone"))
    }

    @Test func `no part is read as markup`() throws {
        let json = String(
            decoding: try JSONEncoder().encode(AlertSlackMessage.message(of: .stub(), mayBeRepeat: false)),
            as: UTF8.self)
        #expect(json.contains("\"mrkdwn\":false"))
        #expect(json.contains("\"mrkdwn_in\":[]"))
        #expect(json.contains("\"link_names\":false"))
    }

    @Test func `what may be a repeat says so`() {
        #expect(AlertSlackMessage.message(of: .stub(), mayBeRepeat: true).attachments[0].footer.contains("repeat"))
        #expect(SummarySlackMessage.message(of: .stub, mayBeRepeat: true).attachments[0].footer.contains("repeat"))
    }

    @Test func `the summary lists its counts`() {
        let fields = SummarySlackMessage.message(of: .stub, mayBeRepeat: false).attachments[0].fields
        #expect(fields.map(\.title) == ["Alerts on 2026-01-15", "Devices now", "Cameras now"])
        #expect(fields[1].value == "offline: 1\nunknown: 0\nonline: 8")
    }
}
