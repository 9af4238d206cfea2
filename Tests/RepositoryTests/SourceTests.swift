import Foundation
import Testing

/// Rules of the code that no compiler checks.
@Suite struct SourceTests {
    private static let sources = Repository.files(in: "Sources", ending: ".swift")

    @Test(arguments: sources)
    func `no drawer, no unfinished path, no output but through the log`(path: String) throws {
        let name = (path as NSString).lastPathComponent
        #expect(name.firstMatch(of: /(Manager|Helper|Utils?|Common|Misc)\.swift$/) == nil)
        let text = try Repository.text(path)
        #expect(text.firstMatch(of: /\b(TODO|FIXME|XXX)\b/) == nil)
        for crash in ["fatalError(", "try! ", " as! "] { #expect(!text.contains(crash)) }
        guard !path.hasPrefix("Sources/lapwing/") else { return }
        let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("///") }
        #expect(!code.contains { $0.firstMatch(of: /(^|[^A-Za-z.])print\(/) != nil })
    }

    @Test(arguments: sources)
    func `what the compiler takes on trust carries its proof`(path: String) throws {
        let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated()
        where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
            let around = lines[max(0, number - 4)...number].joined(separator: "\n")
            #expect(around.contains("//"), "\(path):\(number + 1)")
        }
    }

    @Test func `only the API and the dashboard know the web framework, and only the composition root knows all`() throws
    {
        let knowing = try Self.sources.filter { try Repository.text($0).contains("import Hummingbird") }
        let allowed = ["Sources/Web/", "Sources/HTTPAPI/", "Sources/Dashboard/", "Sources/LapwingServer/Server.swift"]
        #expect(knowing.allSatisfy { path in allowed.contains { path.hasPrefix($0) } })
    }

    @Test(arguments: [
        ("getaddrinfo(", "Sources/Sockets/HostResolver.swift"), ("pthread_create(", "Sources/Sockets/OwnThread.swift"),
    ])
    func `what is easily done differently is done in one place`(call: String, place: String) throws {
        #expect(try Self.sources.filter { try Repository.text($0).contains(call) } == [place])
    }
}
