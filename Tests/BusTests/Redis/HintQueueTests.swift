import Monitoring
import Testing

@testable import Bus

@Suite struct HintQueueTests {
    @Test func `a hint that waits already is not queued again`() {
        var queue = HintQueue(limit: 10)
        for _ in 0..<3 {
            for hint in [Hint.due(.device), .taskFinished("a"), .taskFinished("b")] { queue.append(hint) }
        }
        #expect(queue.take(atMost: 2) == [.due(.device), .taskFinished("a")])
        queue.append(.due(.device))
        #expect(queue.take(atMost: 9) == [.taskFinished("b"), .due(.device)])
        #expect(queue.isEmpty)
    }

    @Test func `a flood loses the oldest`() {
        var queue = HintQueue(limit: 3)
        for number in 0..<100 { queue.append(.taskFinished("\(number)")) }
        queue.append(.taskFinished("0"))
        #expect(queue.take(atMost: 100) == [.taskFinished("98"), .taskFinished("99"), .taskFinished("0")])
    }

    @Test func `what was forgotten can be queued again`() {
        var queue = HintQueue(limit: 3)
        queue.append(.noticesDue)
        queue.removeAll()
        queue.append(.noticesDue)
        #expect(queue.take(atMost: 3) == [.noticesDue])
    }
}
