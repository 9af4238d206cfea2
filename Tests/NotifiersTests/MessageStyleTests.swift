import Foundation
import Monitoring
import Testing

@testable import Notifiers

@Suite struct MessageStyleTests {
    private let style: MessageStyle

    init() throws {
        style = MessageStyle(
            publicURL: PublicURL("https://noc.example.org/lapwing/"), zone: try #require(Zone("Europe/Berlin")))
    }

    @Test func `local time stands beside UTC`() {
        #expect(style.text(.noon) == "2026-01-15 13:00:00 (12:00 UTC)")
        #expect(MessageStyle().text(.noon) == "2026-01-15 12:00:00 UTC")
        #expect(style.text(Timestamp(rfc3339: "2026-07-14T22:30:07Z")!) == "2026-07-15 00:30:07 (22:30 UTC)")
    }

    @Test func `every message leads to what it speaks of`() throws {
        let alert = AlertEmail.content(of: .stub(), mayBeRepeat: false, style: style)
        #expect(alert.text.contains("\nOpen: https://noc.example.org/lapwing/#alerts/1\n"))
        #expect(alert.html.contains("<a href=\"https://noc.example.org/lapwing/#alerts/1\">"))
        #expect(alert.text.contains("13:00:00 (12:00 UTC)"))
        let slack = AlertSlackMessage.message(of: .stub(), mayBeRepeat: false, style: style)
        #expect(slack.attachments[0].title_link == "https://noc.example.org/lapwing/#alerts/1")
        let storm = OutgoingMessage.storm(of: 2).alerts
        let group = GroupEmail.content(of: storm, mayBeRepeat: false, style: style)
        #expect(group.text.contains("https://noc.example.org/lapwing/#alerts/2\n"))
        #expect(group.text.contains("All alerts: https://noc.example.org/lapwing/#alerts\n"))
        #expect(
            GroupSlackMessage.message(of: storm, mayBeRepeat: false, style: style).attachments[0].title_link
                == "https://noc.example.org/lapwing/#alerts")
        #expect(
            SummaryEmail.content(of: .stub, mayBeRepeat: false, style: style).text
                .contains("\nOpen: https://noc.example.org/lapwing/#devices\n"))
        #expect(
            SummarySlackMessage.message(of: .stub, mayBeRepeat: false, style: style).attachments[0].title_link != nil)
    }

    @Test func `without a public address there is no link, in no form`() throws {
        for text in [
            AlertEmail.content(of: .stub(), mayBeRepeat: false).html,
            GroupEmail.content(of: OutgoingMessage.storm(of: 2).alerts, mayBeRepeat: false).html,
            SummaryEmail.content(of: .stub, mayBeRepeat: false).html,
            String(
                decoding: try JSONEncoder().encode(AlertSlackMessage.message(of: .stub(), mayBeRepeat: false)),
                as: UTF8.self),
        ] {
            #expect(!text.contains("href"))
            #expect(!text.contains("title_link"))
        }
    }
}
