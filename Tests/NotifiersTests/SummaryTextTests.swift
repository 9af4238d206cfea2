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
}
