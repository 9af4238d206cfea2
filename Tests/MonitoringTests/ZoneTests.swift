import Monitoring
import Testing

@Suite struct ZoneTests {
    @Test(arguments: [
        ("UTC", "UTC"), ("utc", "UTC"), ("Etc/UTC", "UTC"), ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"), ("Asia/Kolkata", "Asia/Kolkata"), ("US/Eastern", "US/Eastern"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"), ("CET", "CET"),
    ])
    func `a zone is called by its name in the IANA database`(text: String, name: String) {
        #expect(Zone(text)?.name == name)
    }

    @Test(arguments: [
        "", "Berlin", "Mars/Olympus", "PST", "IST", "GMT+2", "+02:00", "../etc/passwd", "/etc/localtime", "Local",
        "posix/UTC", "Europe/Berlin\n", String(repeating: "x/", count: 100),
    ])
    func `what is no name of one, or of several, is refused`(text: String) {
        #expect(Zone(text) == nil)
    }

    @Test func `clocks there go by summer time`() throws {
        let zone = try #require(Zone("Europe/Berlin"))
        for (utc, wall) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59Z"), ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00Z"),
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59Z"), ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"),
        ] {
            let moment = try #require(Timestamp(rfc3339: utc))
            #expect(zone.wall(at: moment).description == wall)
        }
    }

    @Test func `a time that a clock shows twice is the first, and one that it never shows is later`() throws {
        let zone = try #require(Zone("Europe/Berlin"))
        for (wall, utc) in [
            ("2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z"), ("2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z"),
            ("2026-07-01T21:00:00Z", "2026-07-01T19:00:00Z"),
        ] {
            let shown = try #require(Timestamp(rfc3339: wall))
            #expect(zone.moment(showing: shown).description == utc)
        }
    }
}
