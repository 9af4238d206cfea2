import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct GroupCommitTests {
    private let time = ManualTime()

    /// What was written, in batches.
    private final class Writes: Sendable {
        let batches = Box<[[Int]]>([])
        private let gate: Gate?

        init(behind gate: Gate? = nil) { self.gate = gate }

        func write(_ items: [Int]) async {
            await gate?.pass()
            batches.update { $0.append(items) }
        }
    }

    @Test func `what comes alone is written at once`() async {
        let (commit, writes) = (GroupCommit<Int>(atMost: 10, every: .seconds(1), clock: time.clock), Writes())
        await commit.add(1) { await writes.write($0) }
        #expect(writes.batches.value == [[1]])
    }

    @Test func `what comes while something is written is written together, after the pause`() async throws {
        let gate = Gate()
        let commit = GroupCommit<Int>(atMost: 100, every: .seconds(1), clock: time.clock)
        let writes = Writes(behind: gate)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for item in 1...5 { group.addTask { await commit.add(item) { await writes.write($0) } } }
            try await gate.whileClosed { try await eventually("four wait") { await commit.waiting.count == 4 } }
            try await eventually("the first is written") { writes.batches.value.count == 1 }
            for item in 6...9 { group.addTask { await commit.add(item) { await writes.write($0) } } }
            try await eventually("all others wait for the pause to end") { await commit.waiting.count == 7 }
            #expect(writes.batches.value.count == 1)
            time.advance(by: .seconds(1))
            try await group.waitForAll()
        }
        #expect(writes.batches.value.map(\.count) == [1, 8])
        #expect(writes.batches.value.flatMap(\.self).sorted() == Array(1...9))
    }

    @Test func `a full batch does not wait`() async throws {
        let gate = Gate()
        let commit = GroupCommit<Int>(atMost: 4, every: .seconds(3600), clock: time.clock)
        let writes = Writes(behind: gate)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for item in 1...9 { group.addTask { await commit.add(item) { await writes.write($0) } } }
            try await gate.whileClosed { try await eventually("eight wait") { await commit.waiting.count == 8 } }
            try await group.waitForAll()
        }
        #expect(writes.batches.value.map(\.count) == [1, 4, 4])
    }

    @Test func `a stop ends the pause`() async throws {
        let (commit, writes) = (GroupCommit<Int>(atMost: 4, every: .seconds(3600), clock: time.clock), Writes())
        await commit.add(1) { await writes.write($0) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await commit.add(2) { await writes.write($0) } }
            group.cancelAll()
        }
        #expect(writes.batches.value == [[1], [2]])
    }

    @Test func `who came first may be given up; what came with it is written all the same`() async throws {
        let commit = GroupCommit<Int>(atMost: 4, every: .zero, clock: time.clock)
        let (isCancelled, written) = (Box(false), Box(false))
        let leader = Task {
            await commit.add(1) { _ in
                while !isCancelled.value { await Task.yield() }
                written.value = !Task.isCancelled
            }
        }
        leader.cancel()
        isCancelled.value = true
        await leader.value
        #expect(written.value)
    }

    @Test func `thousands at once are each written once`() async throws {
        let (commit, writes) = (GroupCommit<Int>(atMost: 64, every: .milliseconds(50), clock: time.clock), Writes())
        try await time.flowing {
            await withTaskGroup(of: Void.self) { group in
                for item in 0..<5000 { group.addTask { await commit.add(item) { await writes.write($0) } } }
            }
        }
        #expect(writes.batches.value.flatMap(\.self).sorted() == Array(0..<5000))
        #expect(writes.batches.value.allSatisfy { $0.count <= 64 })
    }
}
