import Foundation
import Monitoring
import Testing

@testable import Bus

/// What every bus promises.
@Suite(.timeLimit(.minutes(2))) struct BusConformanceTests {
    enum Implementation: CaseIterable {
        case inProcess, redis

        func run(_ body: (any Bus) async throws -> Void) async throws {
            switch self {
            case .inProcess: try await body(InProcessBus())
            case .redis:
                if let given = ProcessInfo.processInfo.environment["TEST_REDIS_URL"] {
                    try await Self.run(on: Secret(given), body)
                } else {
                    try await RedisServer.run { try await Self.run(on: $0.url, body) }
                }
            }
        }

        private static func run(on url: Secret, _ body: (any Bus) async throws -> Void) async throws {
            let bus = try RedisBus(url, namespace: "test-\(UUID().uuidString.prefix(8))")
            try await bus.connected()
            try await body(bus)
            await bus.close()
        }

        /// Keys that it counts in a second or so.
        var manyKeys: Int { self == .inProcess ? 50_000 : 5_000 }
    }

    @Test(arguments: Implementation.allCases)
    func `a hint reaches everybody who listens, in order`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            let streams = [bus.hints(), bus.hints(), bus.hints()]
            let hints: [Hint] = [.due(.device), .taskFinished("a"), .noticesDue, .settingsChanged, .due(.camera)]
            for hint in hints { bus.publish(hint) }
            for stream in streams {
                var heard: [Hint] = []
                for await hint in stream {
                    heard.append(hint)
                    if heard.count == hints.count { break }
                }
                #expect(heard == hints)
            }
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a hint from before is not heard`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            bus.publish(.due(.device))
            let stream = bus.hints()
            bus.publish(.noticesDue)
            var iterator = stream.makeAsyncIterator()
            #expect(await iterator.next() == .noticesDue)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a reader that falls far behind loses the oldest and holds nobody up`(
        implementation: Implementation
    ) async throws {
        try await implementation.run { bus in
            let stream = bus.hints()
            for number in 0..<20_000 { bus.publish(.taskFinished("\(number)")) }
            bus.publish(.noticesDue)
            var heard: [Hint] = []
            for await hint in stream {
                heard.append(hint)
                if hint == .noticesDue { break }
            }
            #expect(heard.count < 20_000)
            #expect(heard.suffix(2) == [.taskFinished("19999"), .noticesDue])
        }
    }

    @Test(arguments: Implementation.allCases)
    func `listening ends with its task`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            let listener = Task { for await _ in bus.hints() {} }
            listener.cancel()
            await listener.value
            bus.publish(.due(.device))
        }
    }

    @Test(arguments: Implementation.allCases)
    func `counts of a key add up within its window and keys do not mix`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            for expected in 1...5 {
                let count = await bus.count("login/admin", window: .seconds(60))
                #expect(count.count == expected)
                #expect(count.remaining > .seconds(30) && count.remaining <= .seconds(60))
            }
            #expect(await bus.count("login/other", window: .seconds(60)).count == 1)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a count that is taken back is not counted, and none falls below zero`(
        implementation: Implementation
    ) async throws {
        try await implementation.run { bus in
            for _ in 1...3 { _ = await bus.count("key", window: .seconds(60)) }
            await bus.uncount("key", window: .seconds(60))
            #expect(await bus.count("key", window: .seconds(60)).count == 3)
            for _ in 1...5 { await bus.uncount("key", window: .seconds(60)) }
            await bus.uncount("never counted", window: .seconds(60))
            for key in ["key", "never counted"] {
                let count = await bus.count(key, window: .seconds(60))
                #expect(count.count == 1 && count.remaining > .seconds(30))
            }
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a count after its window's end begins a new one`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            var last = await bus.count("key", window: .milliseconds(20)).count
            for _ in 0..<1_000_000 {
                let next = await bus.count("key", window: .milliseconds(20)).count
                if next == 1 { return }
                #expect(next == last + 1)
                last = next
            }
            Issue.record("The window never ended")
        }
    }

    @Test(arguments: Implementation.allCases)
    func `many tasks counting at once are all counted`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<1000 { group.addTask { _ = await bus.count("key", window: .seconds(60)) } }
            }
            #expect(await bus.count("key", window: .seconds(60)).count == 1001)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a flood of keys stays cheap and forgets no window that lasts`(implementation: Implementation) async throws {
        try await implementation.run { bus in
            _ = await bus.count("kept", window: .seconds(600))
            let start = ContinuousClock.now
            for number in 0..<implementation.manyKeys { _ = await bus.count("key-\(number)", window: .seconds(600)) }
            #expect(ContinuousClock.now - start < .seconds(10))
            #expect(await bus.count("kept", window: .seconds(600)).count == 2)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `it says how it is, and works on in the process once it is closed`(
        implementation: Implementation
    ) async throws {
        try await implementation.run { bus in
            switch implementation {
            case .inProcess: #expect(bus.state == .inProcess)
            case .redis: #expect(bus.state.isConnected)
            }
            await bus.close()
            await bus.close()
            let stream = bus.hints()
            bus.publish(.noticesDue)
            var iterator = stream.makeAsyncIterator()
            #expect(await iterator.next() == .noticesDue)
            #expect(await bus.count("late", window: .seconds(60)).count == 1)
        }
    }
}
