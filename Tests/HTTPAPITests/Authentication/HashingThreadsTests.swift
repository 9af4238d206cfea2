import Dispatch
import NIOConcurrencyHelpers
import Testing

@testable import HTTPAPI

@Suite struct HashingThreadsTests {
    @Test func `no more run at once than there are slots, the rest wait, and too many are turned away`() async throws {
        let threads = HashingThreads(slots: 2, longestQueue: 3)
        let gate = DispatchSemaphore(value: 0)
        let running = NIOLockedValueBox((now: 0, most: 0))
        let work: @Sendable () -> Void = {
            running.withLockedValue {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            gate.wait()
            running.withLockedValue { $0.now -= 1 }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { try await threads.run(work) } }
            while await threads.queueLength < 3 { await Task.yield() }
            await #expect(throws: APIError.self) { try await threads.run(work) }
            for _ in 0..<5 { gate.signal() }
            try await group.waitForAll()
        }
        #expect(running.withLockedValue { $0.most } == 2)
        #expect(try await threads.run { 7 } == 7)
    }

    @Test func `work that fails gives its slot back`() async throws {
        let threads = HashingThreads(slots: 1, longestQueue: 0)
        for _ in 0..<3 {
            await #expect(throws: PasswordHashError.self) {
                try await threads.run { throw PasswordHashError.emptyPassword }
            }
        }
    }
}
