import Testing

@testable import Bus

@Suite struct AnnouncementsTests {
    private let start = ContinuousClock.now

    @Test func `going and returning are one line each, whatever the attempts between`() {
        var announcements = Announcements()
        #expect(announcements.connected(at: start) == .connected)
        #expect(announcements.wentAway("it closed", at: start + .seconds(1)) == .away(reason: "it closed", unsaid: 0))
        for second in 2..<100 { #expect(announcements.wentAway("refused", at: start + .seconds(second)) == nil) }
        #expect(announcements.connected(at: start + .seconds(101)) == .back(after: .seconds(100), unsaid: 0))
        #expect(announcements.connected(at: start + .seconds(102)) == nil)
    }

    @Test func `one that comes and goes all the time is said a few times a minute, and how often it was not`() {
        var announcements = Announcements()
        var lines: [Announcements.Announcement] = []
        for second in 0..<59 {
            let now = start + .seconds(second)
            let line =
                second.isMultiple(of: 2) ? announcements.wentAway("x", at: now) : announcements.connected(at: now)
            if let line { lines.append(line) }
        }
        #expect(lines.count == 6)
        #expect(announcements.announce(at: start + .seconds(60)) == .away(reason: "x", unsaid: 52))
    }
}
