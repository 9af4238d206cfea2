import Foundation
import Logging
import Testing

@testable import LapwingServer

/// The log with a reader who stops.
@Suite(.timeLimit(.minutes(1))) struct LogSinkTests {
    /// A pipe that holds 64 KiB. It stays open, since the thread of the log goes on.
    private struct Console {
        private let ends: [Int32]

        init() {
            var ends: [Int32] = [-1, -1]
            #expect(pipe(&ends) == 0)
            self.ends = ends
        }

        var destination: LogConsole { LogConsole(descriptor: ends[1]) }

        func read() -> String {
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = Foundation.read(ends[0], &piece, piece.count)
            return String(decoding: piece.prefix(max(0, count)), as: UTF8.self)
        }
    }

    private func logger(_ sink: LogSink) -> Logger {
        Logger(label: "test") { LapwingLogHandler(label: $0, sink: sink, logLevel: .info) }
    }

    @Test func `a reader who stopped holds nobody up, whatever the level, and loses the file nothing`() throws {
        let directory = NSTemporaryDirectory() + "lapwing-sink-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let console = Console()
        let sink = LogSink(console: console.destination, file: try LogFile(path: "\(directory)/a.log"))
        let logger = logger(sink)
        let padding = String(repeating: "x", count: 1_000)
        for number in 0..<6_000 { logger.warning("line \(number) \(padding)") }
        logger.critical("the last")
        let log = try String(contentsOfFile: "\(directory)/a.log", encoding: .utf8)
        #expect(log.contains(" line 5999 ") && log.contains("the last"))

        var text = ""
        var hasFlowed = false
        while !text.contains("and again") {
            text += console.read()
            guard !hasFlowed, text.contains("were dropped") else { continue }
            hasFlowed = true
            logger.error("and again")
        }
        #expect(text.contains(/WARNING log: \d+ log lines were dropped since/))
        let kept = text.split(separator: "\n").count { $0.contains(" line ") && $0.contains("xxx") }
        let dropped = text.firstMatch(of: /(\d+) log lines were dropped/).flatMap { Int($0.1) } ?? 0
        let isLastDropped = !text.contains("the last")
        #expect(kept + dropped == 6_000 + (isLastDropped ? 1 : 0))
    }

    @Test func `whoever ends waits for a stuck reader no longer than it is told to`() {
        let console = Console()
        let sink = LogSink(console: console.destination, file: nil)
        for _ in 0..<100 { logger(sink).info("\(String(repeating: "x", count: 1_000))") }
        let start = ContinuousClock.now
        sink.flush(within: .milliseconds(100))
        sink.flush(within: .seconds(100))
        #expect(ContinuousClock.now - start < .seconds(50))
    }

    @Test func `a log file that was moved away is made anew when it is opened again`() throws {
        let directory = NSTemporaryDirectory() + "lapwing-sink-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = "\(directory)/a.log"
        let sink = LogSink(console: Console().destination, file: try LogFile(path: path))
        let logger = logger(sink)
        logger.info("before")
        sink.flush()
        try FileManager.default.moveItem(atPath: path, toPath: "\(directory)/x")
        logger.info("between")
        sink.flush()
        sink.reopen()
        logger.info("after")
        sink.flush()
        #expect(try String(contentsOfFile: "\(directory)/x", encoding: .utf8).contains("between"))
        let log = try String(contentsOfFile: path, encoding: .utf8)
        #expect(log.contains("after") && !log.contains("between"))
    }
}
