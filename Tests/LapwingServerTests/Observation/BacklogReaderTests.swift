import Database
import Monitoring
import Store
import Telemetry
import TestKit
import Testing

@testable import LapwingServer

@Suite(.timeLimit(.minutes(1))) struct BacklogReaderTests {
    /// Reads go through the gate first.
    private struct Slow: Database {
        let base: any Database
        let gate: Gate
        let reads = Box(0)

        func read<Result: Sendable>(
            _ body: @escaping @Sendable (any Transaction) throws -> Result
        ) async throws -> Result {
            reads.update { $0 += 1 }
            await gate.pass()
            return try await base.read(body)
        }

        func write<Result: Sendable>(
            _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
        ) async throws -> Result { try await base.write(lock, body) }

        func first<Result: Sendable>(
            _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
        ) async throws -> Result? { try await base.first(sql, values, decode) }
    }

    private let time = ManualTime()
    private let metrics = Catalogue()
    private let gate = Gate()
    private let slow: Slow
    private let store: Store
    private let reader: BacklogReader

    init() async throws {
        slow = Slow(base: try TemporaryDatabase(), gate: gate)
        store = Store(database: slow, secretKey: Secret("key"), logger: .silent)
        gate.open()
        _ = try await store.migrator.migrate()
        slow.reads.value = 0
        reader = BacklogReader(store: store, metrics: metrics, clock: time.clock)
    }

    @Test func `it says how long what is due waits, and nought where nothing does`() async throws {
        _ = try await store.createDevice(DeviceConfiguration(name: "a", address: "10.0.0.1"))
        let created = Timestamp.now
        time.advance(by: created - time.now + .seconds(30))
        await reader.look()
        let age = try #require(metrics.polls.queueAge("devices").value)
        #expect((29...40).contains(age))
        #expect(metrics.polls.queueAge("cameras").value == 0)
        #expect(metrics.polls.claims("devices").value == 0)
        #expect(metrics.outboxNotices("email").value == 0)
        #expect(metrics.outboxAge("slack").value == 0)
        #expect(metrics.databaseUp().value == 1)
    }

    @Test func `a storm of scrapes reads once in five seconds`() async throws {
        await withDiscardingTaskGroup { group in
            for _ in 0..<100 { group.addTask { await reader.look() } }
        }
        #expect(slow.reads.value == 1)
        time.advance(by: .seconds(4))
        await reader.look()
        #expect(slow.reads.value == 1)
        time.advance(by: .seconds(1))
        await reader.look()
        #expect(slow.reads.value == 2)
    }

    @Test func `a database that hangs is given a second, asked once, and what it said before is not shown any more`()
        async throws
    {
        let gate = Gate()
        let hanging = Slow(base: slow, gate: gate)
        let store = Store(database: hanging, secretKey: Secret("key"), logger: .silent)
        let reader = BacklogReader(store: store, metrics: metrics, clock: time.clock)
        metrics.outboxNotices("email").set(7)
        await gate.whileClosed {
            for _ in 0..<5 {
                await reader.look()
                time.advance(by: .seconds(10))
            }
            #expect(hanging.reads.value == 1)
            #expect(metrics.databaseUp().value == 0)
            #expect(metrics.outboxNotices("email").value == nil)
            #expect(metrics.polls.queueAge("devices").value == nil)
        }
        await #expect(throws: Never.self) {
            try await eventually("it is asked again") {
                await time.pass(.seconds(10))
                await reader.look()
                return metrics.databaseUp().value == 1
            }
        }
    }
}
