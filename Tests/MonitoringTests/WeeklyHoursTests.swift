import Monitoring
import Testing

struct WeeklyHoursTests {
    /// 2026-01-15T00:00:00Z, a Thursday.
    private let thursday = Timestamp(milliseconds: 1_768_435_200_000)

    private func holds(_ hours: WeeklyHours, _ days: Int, _ hour: Int, _ minute: Int = 0, zone: Zone = .utc) -> Bool {
        hours.hold(at: thursday + .seconds(days * 86_400 + hour * 3600 + minute * 60), in: zone)
    }

    @Test func `a span holds on its days from its first minute up to its last`() {
        let hours = WeeklyHours(days: [.thursday], from: 8 * 60, to: 17 * 60)
        #expect(!holds(hours, 0, 7, 59))
        #expect(holds(hours, 0, 8))
        #expect(holds(hours, 0, 16, 59))
        #expect(!holds(hours, 0, 17))
        #expect(!holds(hours, 1, 12))
        #expect(holds(hours, 7, 12))
        #expect(holds(hours, -7, 12))
    }

    @Test func `a span that passes midnight belongs to the day on which it begins`() {
        let hours = WeeklyHours(days: [.thursday], from: 22 * 60, to: 6 * 60)
        #expect(!holds(hours, 0, 5))
        #expect(holds(hours, 0, 22))
        #expect(holds(hours, 1, 5, 59))
        #expect(!holds(hours, 1, 6))
        #expect(!holds(hours, 1, 22))
    }

    @Test func `a span from a time to the same time is a whole day`() {
        let hours = WeeklyHours(days: [.thursday], from: 0, to: 0)
        #expect(!holds(hours, -1, 23, 59))
        #expect(holds(hours, 0, 0))
        #expect(holds(hours, 0, 23, 59))
        #expect(!holds(hours, 1, 0))
    }

    @Test func `the clocks of the zone count`() throws {
        let hours = WeeklyHours(days: [.friday], from: 0, to: 60)
        let berlin = try #require(Zone("Europe/Berlin"))
        #expect(holds(hours, 0, 23, zone: berlin))
        #expect(!holds(hours, 0, 23))
        #expect(!holds(hours, 1, 0, zone: berlin))
    }
}
