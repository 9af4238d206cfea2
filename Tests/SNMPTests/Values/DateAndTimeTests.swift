import Testing

@testable import SNMP

struct DateAndTimeTests {
    @Test(arguments: [
        ([7, 0xEA, 11, 24, 10, 59, 37, 5] as [UInt8], "2026-11-24 10:59:37.5"),
        ([7, 0xEA, 11, 24, 10, 59, 37, 5, 0x2B, 1, 0], "2026-11-24 10:59:37.5 +01:00"),
        ([7, 0xEA, 11, 24, 10, 59, 37, 5, 0x2D, 9, 30], "2026-11-24 10:59:37.5 -09:30"),
        ([7, 0xEA, 2, 28, 23, 59, 60, 0, 0x2B, 0, 0], "2026-02-28 23:59:60.0 +00:00"),
        // Without tenths, with a zero byte behind, with a sign of zero.
        ([7, 0xEA, 11, 24, 10, 59, 37], "2026-11-24 10:59:37.0"),
        ([7, 0xEA, 11, 24, 10, 59, 37, 0, 0], "2026-11-24 10:59:37.0"),
        ([7, 0xEA, 11, 24, 10, 59, 37, 0, 0, 0, 0], "2026-11-24 10:59:37.0 +00:00"),
    ])
    func `bytes are a date`(bytes: [UInt8], text: String) throws {
        #expect(try #require(DateAndTime(OctetString(bytes))).description == text)
        #expect(SNMPValue.octetString(OctetString(bytes)).date?.description == text)
    }

    @Test(arguments: [
        ("2026-11-24 10:59:37", "2026-11-24 10:59:37.0"), ("2026/11/24 10:59", "2026-11-24 10:59:00.0"),
        ("2026-11-24T10:59:37Z", "2026-11-24 10:59:37.0 +00:00"),
        ("2026-11-24T10:59:37.25+01:00", "2026-11-24 10:59:37.2 +01:00"),
        ("2026-11-24,10:59:37.0,+1:0", "2026-11-24 10:59:37.0 +01:00"), ("24.11.2026 10:59", "2026-11-24 10:59:00.0"),
        ("11/24/2026", "2026-11-24 00:00:00.0"), ("24/11/2026", "2026-11-24 00:00:00.0"),
        ("11/24/26", "2026-11-24 00:00:00.0"), ("Tue Nov 24 10:59:37 2026", "2026-11-24 10:59:37.0"),
        ("Tue, 24 Nov 2026 10:59:37 -0800", "2026-11-24 10:59:37.0 -08:00"),
        ("November 24, 2026 9:05 PM", "2026-11-24 21:05:00.0"),
        ("2026-11-24 12:05 AM UTC+8", "2026-11-24 00:05:00.0 +08:00"),
        ("2026-11-24 10:59:37 -3:30", "2026-11-24 10:59:37.0 -03:30"),
        ("2026-11-24 10:59:37 -", "2026-11-24 10:59:37.0"),
        ("2026-11-24 10:59:37\0", "2026-11-24 10:59:37.0"),
    ])
    func `text is a date`(text: String, date: String) throws {
        #expect(try #require(DateAndTime(OctetString(text.utf8))).description == date)
    }

    @Test(arguments: [
        "", "none", "10:59:37", "2026-13-24", "2026-02-30", "1.2.3", "10.0.0.7", "2026", "99/99/9999", "Nov",
        "Nov 2026",
        "2026-11-24 25:00", "2026-11-24 10:59:37 +999999999999999999", "2026-11-24 10:59:37 -9223372036854775807",
        "2026-11-24 10:59:37 +99999999999999999999", "2026-11-24 10:59:37 +1:9223372036854775807",
        "2026-11-24 10:59:37 +1:60", "2026-11-24 10:59:37 +0160", "2026-11-24 10:59:37 +800",
        String(repeating: "1-", count: 500),
    ])
    func `text without a date is none`(text: String) {
        #expect(DateAndTime(OctetString(text.utf8)) == nil)
    }

    @Test(arguments: [
        Array(repeating: 0, count: 8) as [UInt8], Array(repeating: 0, count: 11), [7, 0xEA, 13, 1, 0, 0, 0, 0],
        [7, 0xEA, 2, 29, 0, 0, 0, 0], [7, 0xEA, 1, 1, 24, 0, 0, 0], [7, 0xEA, 1, 1, 0, 0, 0, 0, 0x20, 1, 0],
        [7, 0xEA, 1, 1, 0, 0, 0, 0, 0x2B, 99, 0],
    ])
    func `bytes of a clock that was never set are none`(bytes: [UInt8]) {
        #expect(DateAndTime(OctetString(bytes)) == nil)
    }

    @Test func `seconds since 1970 are those of the calendar`() throws {
        let epoch = try #require(DateAndTime(year: 1970, month: 1, day: 1))
        #expect(epoch.secondsSince1970() == 0)
        let known = try #require(
            DateAndTime(year: 2026, month: 11, day: 24, hour: 10, minute: 59, second: 37, utcOffset: 0))
        #expect(known.secondsSince1970() == 1_795_517_977)
        let leapDay = try #require(DateAndTime(year: 2024, month: 2, day: 29, hour: 12, deciseconds: 5, utcOffset: 60))
        #expect(leapDay.secondsSince1970() == 1_709_204_400.5)
        #expect(epoch.secondsSince1970(assumingUTCOffset: 60) == -3600)
        let noLeapYear = try #require(DateAndTime(year: 2100, month: 3, day: 1, utcOffset: 0))
        #expect(noLeapYear.secondsSince1970() == 4_107_542_400)
    }
}
