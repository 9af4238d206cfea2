import Dispatch
import NIOConcurrencyHelpers
import Sockets
import Testing

@testable import HTTPAPI
@testable import Web

extension HashingClaim {
    /// Of somebody at an address of his own network.
    static func stranger(_ number: Int = 1) -> HashingClaim {
        HashingClaim(peer: Peer(IPAddress(ipv4: 0x0A00_0001 | UInt32(number) << 8)), isKnown: false)
    }
}

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
            for number in 0..<5 { group.addTask { try await threads.run(for: .stranger(number), work) } }
            while await threads.queueLength < 3 { await Task.yield() }
            await #expect(throws: APIError.self) { try await threads.run(for: .stranger(6), work) }
            for _ in 0..<5 { gate.signal() }
            try await group.waitForAll()
        }
        #expect(running.withLockedValue { $0.most } == 2)
        #expect(try await threads.run(for: .stranger()) { 7 } == 7)
    }

    @Test func `somebody we know takes the place of a stranger, who is told to come again`() async throws {
        let threads = HashingThreads(slots: 1, longestQueue: 1)
        let gate = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await threads.run(for: .stranger()) { gate.wait() } }
            while await !threads.isBusy { await Task.yield() }
            group.addTask {
                await #expect(throws: APIError.self) { try await threads.run(for: .stranger(2)) {} }
            }
            while await threads.queueLength < 1 { await Task.yield() }
            group.addTask {
                var known = HashingClaim.stranger(3)
                known.isKnown = true
                try await threads.run(for: known) {}
            }
            _ = try await group.next()
            gate.signal()
            try await group.waitForAll()
        }
    }

    @Test func `work that fails gives its slot back`() async throws {
        let threads = HashingThreads(slots: 1, longestQueue: 0)
        for _ in 0..<3 {
            await #expect(throws: PasswordHashError.self) {
                try await threads.run(for: .stranger()) { throw PasswordHashError.emptyPassword }
            }
        }
    }
}
