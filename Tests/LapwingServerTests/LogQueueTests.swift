import Monitoring
import Testing

@testable import LapwingServer

@Suite struct LogQueueTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_768_473_000_000 + seconds * 1000) }
    private func text(_ batch: LogQueue.Batch) -> [String] {
        String(decoding: batch.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `lines are taken in order`() {
        var queue = LogQueue(limit: 100)
        queue.append("one\n", at: at(0))
        queue.append("two\n", at: at(1))
        #expect(text(queue.take(for: "x", at: at(2))) == ["one", "two"])
        #expect(queue.isEmpty)
    }

    @Test func `what does not fit is counted, and said behind what was kept, once`() {
        var queue = LogQueue(limit: 10)
        for second in 0..<4 { queue.append("line \(second)\n", at: at(Int64(second))) }
        let batch = queue.take(for: "standard error", at: at(9))
        #expect(
            text(batch) == [
                "line 0",
                "2026-01-15T10:30:09.000Z WARNING log: 3 log lines were dropped since 2026-01-15T10:30:01Z: standard error took no more",
            ])
        queue.wrote(batch)
        #expect(queue.settled == 4)
        queue.append("after\n", at: at(10))
        #expect(text(queue.take(for: "standard error", at: at(10))) == ["after"])
    }

    @Test func `what could not be written is said with the next that can`() {
        var queue = LogQueue(limit: 100)
        for second in Int64(0)..<2 {
            queue.append("lost\n", at: at(second))
            queue.lost(queue.take(for: "the log file", at: at(second)), at: at(second))
        }
        #expect(queue.settled == 2)
        queue.append("kept\n", at: at(5))
        let lines = text(queue.take(for: "the log file", at: at(5)))
        #expect(lines.first == "kept")
        #expect(lines.last?.contains("2 log lines were dropped since 2026-01-15T10:30:00Z") == true)
    }
}
