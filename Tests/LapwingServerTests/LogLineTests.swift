import Foundation
import Logging
import Monitoring
import Testing

@testable import LapwingServer

@Suite struct LogLineTests {
    private func line(_ message: String, _ metadata: Logger.Metadata = [:]) -> String {
        LogLine(
            at: Timestamp(milliseconds: 1_768_473_000_007), level: .info, label: "poller", message: message,
            metadata: metadata
        ).text
    }

    @Test func `a line says when, how bad, who and what`() {
        #expect(line("polled", ["device": "7"]) == "2026-01-15T10:30:00.007Z INFO poller: polled device=7\n")
    }

    @Test(arguments: ["\n", "\r\n", "\u{1B}[31m", "\u{2028}", "\u{202E}", "\u{0}"])
    func `nothing that is logged ends the line or turns it round`(hostile: String) {
        let text = line("name is \(hostile)ERROR forged", ["name": "\(hostile)x=1"])
        #expect(text.split(separator: "\n").count == 1)
        #expect(text.dropLast().unicodeScalars.allSatisfy { !CharacterSet.controlCharacters.contains($0) })
    }

    @Test func `a value with spaces, quotes or an equals sign is quoted`() {
        #expect(line("x", ["a": "b c"]).hasSuffix(#"a="b c""# + "\n"))
        #expect(line("x", ["a": #"b" c=d"#]).hasSuffix(#"a="b\" c=d""# + "\n"))
        #expect(line("x", ["a": ""]).hasSuffix(#"a="""# + "\n"))
    }
}
