import Monitoring
import Testing

@Suite struct SuggestionTests {
    private let commands = [
        "serve", "worker", "check", "get", "walk", "trap", "simulate", "user", "sysName", "sysDescr",
    ]

    @Test(arguments: [
        ("chek", "check"), ("chcek", "check"), ("Check", "check"), ("cheeck", "check"), ("wlak", "walk"),
        ("gte", "get"),
        ("simulat", "simulate"), ("sysNme", "sysName"), ("sysname", "sysName"), ("sysDecsr", "sysDescr"),
    ])
    func `a slip of the pen is recognised`(written: String, meant: String) {
        #expect(Suggestion.nearest(to: written, among: commands) == meant)
    }

    @Test(arguments: ["", "x", "pq", "restart", "entPhysicalTable", String(repeating: "a", count: 1_000_000)])
    func `another word is not`(written: String) {
        #expect(Suggestion.nearest(to: written, among: commands) == nil)
    }
}
