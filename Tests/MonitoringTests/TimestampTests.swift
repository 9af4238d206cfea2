import Foundation
import Monitoring
import Testing

struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (999, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"), (4_107_542_399_000, "2100-02-28T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"), (1_768_473_000_000, "2026-01-15T10:30:00Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59Z"), (-62_167_219_200_000, "0000-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func `a moment is written in UTC, to the second`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test(arguments: [Int64.min, .max, 253_402_300_800_000, -62_167_219_200_001])
    func `a moment outside the four-digit years is held at their ends`(milliseconds: Int64) {
        let end = milliseconds > 0 ? "9999-12-31T23:59:59Z" : "0000-01-01T00:00:00Z"
        #expect(Timestamp(milliseconds: milliseconds).description == end)
    }

    @Test(
        arguments: [
            ("2026-01-15T10:30:00Z", 1_768_473_000_000), ("2026-01-15t10:30:00z", 1_768_473_000_000),
            ("2026-01-15 10:30:00Z", 1_768_473_000_000), ("2026-01-15T12:30:00+02:00", 1_768_473_000_000),
            ("2026-01-15T05:00:00-05:30", 1_768_473_000_000), ("2026-01-15T10:30:00.5Z", 1_768_473_000_500),
            ("2026-01-15T10:30:00.123456789Z", 1_768_473_000_123), ("2026-01-15", 1_768_435_200_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000), ("2016-12-31T23:59:60Z", 1_483_228_799_000),
            ("1969-12-31T23:59:59.999Z", -1), ("0000-01-01", -62_167_219_200_000),
        ] as [(String, Int64)])
    func `RFC 3339 is read with any offset and any fraction`(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text) == Timestamp(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026", "2026-1-15", "2026-01-15T", "2026-01-15T10:30:00", "2026-01-15T10:30Z", "2026-13-01", "2026-00-01",
        "2026-01-32", "2026-01-00", "2025-02-29", "2100-02-29", "2026-04-31", "2026-01-15T24:00:00Z",
        "2026-01-15T10:60:00Z", "2026-01-15T10:30:61Z", "2026-01-15T10:30:00.Z", "2026-01-15T10:30:00+24:00",
        "2026-01-15T10:30:00+0200", "2026-01-15T10:30:00Z ", " 2026-01-15", "2026-01-15T10:30:00ZZ", "２026-01-15",
        "-026-01-15", "2026-01-15T10:30:00.5.5Z",
    ])
    func `what is no RFC 3339 is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `every second that is written is read back`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let second = Int64.random(in: -62_167_219_200...253_402_300_799, using: &generator)
            let moment = Timestamp(milliseconds: second * 1000)
            #expect(Timestamp(rfc3339: moment.description) == moment)
        }
    }

    @Test func `every day agrees with the calendar of the system`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for day in stride(from: 0, to: 60_000, by: 7) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let text = String(
                format: "%04d-%02d-%02d", try #require(parts.year), try #require(parts.month), try #require(parts.day))
            #expect(Timestamp(milliseconds: Int64(day) * 86_400_000).description.hasPrefix(text))
        }
    }

    @Test func `hostile text is read or refused, and nothing worse`() {
        let alphabet = Array("0123456789-:TZ+. tz\u{0}é")
        for _ in 0..<20_000 {
            var text = Array("2026-01-15T10:30:00.5+02:00")
            for _ in 0..<Int.random(in: 1...4) {
                let index = Int.random(in: 0..<text.count)
                switch Int.random(in: 0..<3) {
                case 0: text[index] = alphabet[Int.random(in: 0..<alphabet.count)]
                case 1: text.remove(at: index)
                default: text.insert(alphabet[Int.random(in: 0..<alphabet.count)], at: index)
                }
            }
            _ = Timestamp(rfc3339: String(text))
        }
        #expect(Timestamp(rfc3339: "2026-01-15T10:30:00." + String(repeating: "9", count: 1_000_000) + "Z") != nil)
    }

    @Test func `moments and durations add up to the millisecond`() {
        let moment = Timestamp(milliseconds: 1000)
        #expect(moment + .milliseconds(1) == Timestamp(milliseconds: 1001))
        #expect(moment - .seconds(2) == Timestamp(milliseconds: -1000))
        #expect(moment - Timestamp(milliseconds: 250) == .milliseconds(750))
        #expect(moment + .microseconds(999) == moment)
        #expect(moment < moment + .milliseconds(1))
    }
}
