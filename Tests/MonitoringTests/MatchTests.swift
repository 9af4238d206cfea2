import Monitoring
import Testing

struct MatchTests {
    private let core = TaggedSubject(.device, 1, name: "Core-1", tags: ["core", "rack 4"])

    @Test(arguments: [
        (Match(), true), (Match(severities: [.high, .low]), true), (Match(severities: [.low]), false),
        (Match(kinds: ["device"]), true), (Match(kinds: ["camera", "none"]), false),
        (Match(tags: ["x", "rack 4"]), true), (Match(tags: ["x"]), false), (Match(tags: ["Core"]), false),
        (Match(rules: ["device_offline"]), true), (Match(rules: ["device_snmp"]), false),
        (Match(subjects: ["device:1"]), true), (Match(subjects: ["device:2", "camera:1"]), false),
        (Match(name: "core-*"), true), (Match(name: "edge-*"), false),
        (Match(severities: [.high], kinds: ["device"], tags: ["core"], name: "CORE-?"), true),
        (Match(severities: [.high], kinds: ["device"], tags: ["edge"], name: "CORE-?"), false),
    ])
    func `every part that is given must hold`(match: Match, holds: Bool) {
        #expect(match.holds(of: News(.deviceOffline, .high, of: core)) == holds)
    }

    @Test func `an alert about nothing is of the kind none and has no tags and no name`() {
        let news = News(.manual, .high, of: nil)
        #expect(Match().holds(of: news))
        #expect(Match(kinds: ["none"]).holds(of: news))
        #expect(!Match(kinds: ["device", "camera"]).holds(of: news))
        #expect(!Match(tags: ["core"]).holds(of: news))
        #expect(!Match(subjects: ["device:1"]).holds(of: news))
        #expect(!Match(name: "*").holds(of: news))
    }

    @Test func `what is covered does not depend on what happens`() {
        #expect(Match(severities: [.low], tags: ["core"], rules: ["camera_offline"]).covers(core))
    }

    @Test(arguments: [
        ("", "", true), ("", "*", true), ("", "?", false), ("a", "", false), ("core-1", "core-1", true),
        ("core-1", "CORE-1", true), ("core-1", "c*1", true), ("core-1", "c*2", false), ("core-1", "*", true),
        ("core-1", "core-?", true), ("core-10", "core-?", false), ("aXbXc", "a*b*c", true), ("abab", "*ab", true),
        ("ababa", "*ab", false), ("a.b", "a?b", true), ("a+b", "a+b", true), ("übung", "Ü*", true),
        ("mississippi", "m*iss*p?", true), ("mississippi", "m*issx*", false),
    ])
    func `a star stands for any text and a question mark for one character`(
        text: String, pattern: String, matches: Bool
    ) {
        #expect(text.matches(glob: pattern) == matches)
    }

    @Test func `a hostile pattern takes no time`() {
        let text = String(repeating: "a", count: 255)
        #expect(!text.matches(glob: String(repeating: "*a", count: 120) + "b"))
    }
}
