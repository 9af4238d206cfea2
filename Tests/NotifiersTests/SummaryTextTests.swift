import Monitoring
import Testing

@testable import Notifiers

@Suite struct SummaryTextTests {
    @Test func `a day is put in one line`() {
        #expect(
            SummaryText(.stub).headline == "Daily summary of 2026-01-15: 3 alerts, 1 device and 2 cameras offline")
    }

    @Test func `a quiet day says that nothing is offline`() {
        let summary = DailySummary(
            day: "2026-01-16", alerts: [:], devices: StatusCounts(online: 1), cameras: StatusCounts())
        #expect(SummaryText(summary).headline == "Daily summary of 2026-01-16: 0 alerts, nothing offline")
    }

    @Test func `every severity and every status is counted, the gravest first`() {
        let sections = SummaryText(.stub).sections
        #expect(sections.map(\.title) == ["Alerts on 2026-01-15", "Devices now", "Cameras now"])
        #expect(sections[0].counts.map(\.label) == ["critical", "high", "medium", "low", "info"])
        #expect(sections[0].counts.map(\.number) == [0, 2, 0, 0, 1])
        #expect(sections[2].counts.map(\.number) == [2, 1, 3])
    }

    private func summary(offline: Int) -> DailySummary {
        DailySummary(
            day: "2026-01-15", alerts: [:], devices: StatusCounts(offline: offline), cameras: StatusCounts(),
            offlineDevices: (1...min(offline, DailySummary.mostNames)).map { "sw-\($0)" })
    }

    @Test func `what is offline is named, as far as there is room`() {
        let few = SummaryEmail.content(of: summary(offline: 2), mayBeRepeat: false)
        #expect(few.text.contains("  Offline now:\n    sw-1\n    sw-2\n"))
        #expect(few.html.contains("<li>sw-2</li>"))
        let many = SummaryEmail.content(of: summary(offline: 62), mayBeRepeat: false)
        #expect(many.text.contains("    sw-25\n    and 37 more\n"))
        #expect(!many.text.contains("sw-26"))
        let slack = SummarySlackMessage.message(of: summary(offline: 62), mayBeRepeat: false).attachments[0].text
        #expect(slack.hasPrefix("Devices now offline: sw-1, sw-2"))
        #expect(slack.hasSuffix("sw-15 and 47 more"))
    }

    @Test func `a period that is no day is told by its ends, on the clocks of the zone`() throws {
        let end = try #require(Timestamp(rfc3339: "2026-01-15T20:00:00Z"))
        var summary = self.summary(offline: 1)
        summary.period = end - .seconds(86_400)..<end
        let zone = try #require(Zone("Europe/Berlin"))
        #expect(
            SummaryText(summary, style: MessageStyle(zone: zone)).sections[0].title
                == "Alerts from 2026-01-14 21:00 to 2026-01-15 21:00")
        let midnight = try #require(Timestamp(rfc3339: "2026-01-16"))
        summary.period = midnight - .seconds(86_400)..<midnight
        #expect(SummaryText(summary).sections[0].title == "Alerts on 2026-01-15")
    }
}
