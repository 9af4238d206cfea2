import Database
import HTTPAPI
import Logging
import Monitoring
import NIOConcurrencyHelpers
import Store
import Telemetry
import Testing

@testable import LapwingServer
@testable import Workers

struct MeteredDatabaseTests {
    private struct Other: Error {}

    private let metrics = Catalogue()

    @Test func `each kind of transaction is timed, the failed ones too`() async throws {
        let database = MeteredDatabase(try TemporaryDatabase(), metrics: metrics)
        try await database.write { _ = try $0.execute("CREATE TABLE t (a INTEGER UNIQUE)") }
        try await database.write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        _ = try await database.read { try $0.first("SELECT a FROM t") { $0.integer() } }
        _ = try await database.first("SELECT a FROM t", []) { $0.integer() }
        await #expect(throws: DatabaseError.self) {
            try await database.write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        }
        await #expect(throws: Other.self) { try await database.read { _ in throw Other() } }
        #expect(metrics.databaseLatency("write").count == 3)
        #expect(metrics.databaseLatency("read").count == 2)
        #expect(metrics.databaseLatency("point_read").count == 1)
        #expect(metrics.databaseErrors.all.mapValues(\.value) == [["write", "already_exists"]: 1])
    }

    @Test func `a database that has no room is unwell until it takes writes again`() {
        let time = NIOLockedValueBox(Duration.seconds(100))
        let clock = ServerClock(now: { .now }, uptime: { time.withLockedValue { $0 } }, sleep: { _ in })
        let health = WriteHealth(clock: clock)
        health.took()
        health.refused(DatabaseError(.busy, "busy"))
        #expect(health.part == nil)
        health.refused(DatabaseError(.full, "The disk of /secret/path is full."))
        #expect(health.part?.name == "database" && health.part?.isHealthy == false)
        #expect(health.part?.state.contains("/secret") == false)
        time.withLockedValue { $0 += .seconds(100) }
        #expect(health.part != nil)
        health.took()
        #expect(health.part == nil)
        health.refused(DatabaseError(.full, "full"))
        time.withLockedValue { $0 += .seconds(1) }
        health.took()
        #expect(health.part != nil, "a small write proves little")
    }

    @Test func `who asks after a refusal has a write tried, no more often than every ten seconds over all`() async {
        let time = NIOLockedValueBox(Duration.seconds(100))
        let clock = ServerClock(now: { .now }, uptime: { time.withLockedValue { $0 } }, sleep: { _ in })
        let health = WriteHealth(clock: clock)
        let tries = NIOLockedValueBox(0)
        let isFull = NIOLockedValueBox(true)
        @Sendable func ask(after pause: Duration) async -> Int {
            time.withLockedValue { $0 += pause }
            for _ in 0..<3 {
                await health.look {
                    tries.withLockedValue { $0 += 1 }
                    if isFull.withLockedValue({ $0 }) {
                        health.refused(DatabaseError(.full, "full"))
                    } else {
                        health.took()
                    }
                }
            }
            return tries.withLockedValue { $0 }
        }
        #expect(await ask(after: .zero) == 0, "nothing was refused")
        health.refused(DatabaseError(.full, "full"))
        #expect(await ask(after: .seconds(9)) == 0, "the refusal is young")
        #expect(await ask(after: .seconds(1)) == 1)
        #expect(await ask(after: .seconds(9)) == 1)
        #expect(await ask(after: .seconds(1)) == 2)
        #expect(health.part != nil)
        isFull.withLockedValue { $0 = false }
        #expect(await ask(after: .seconds(15)) == 3)
        #expect(health.part == nil)
        #expect(await ask(after: .seconds(100)) == 3, "nothing is tried where all is well")
    }

    @Test func `a full database is found to have room again, though nobody else writes`() async throws {
        let time = NIOLockedValueBox(Duration.seconds(100))
        let clock = ServerClock(now: { .now }, uptime: { time.withLockedValue { $0 } }, sleep: { _ in })
        let health = WriteHealth(clock: clock)
        let base = try TemporaryDatabase()
        let database = MeteredDatabase(base, metrics: metrics, health: health)
        let store = Store(database: database, secretKey: Secret("key"), logger: Logger(label: "test"))
        _ = try await store.migrator.migrate()
        try await database.write { transaction in
            try transaction.execute("CREATE TABLE t (a TEXT)")
            // SQLite keeps what is there already.
            try transaction.execute("PRAGMA max_page_count = 1")
        }
        await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO t VALUES (?)", [String(repeating: "x", count: 1 << 20)])
            }
        }
        #expect(health.part?.state.hasPrefix("full") == true)
        @Sendable func ask(after pause: Duration) async -> HealthPart? {
            time.withLockedValue { $0 += pause }
            await health.look { try await store.tryWriting() }
            return health.part
        }
        for _ in 0..<3 { #expect(await ask(after: .seconds(20)) != nil, "it is still full") }
        // Past the health, which must find it out.
        _ = try await base.write { try $0.execute("PRAGMA max_page_count = 1000000") }
        #expect(await ask(after: .seconds(1)) != nil, "it was tried a second ago")
        for _ in 0..<3 { #expect(await ask(after: .seconds(20)) == nil) }
    }

    @Test(arguments: [
        (DatabaseError.Code.alreadyExists(column: "t.secret"), "already_exists"), (.busy, "busy"),
        (.notWritable, "not_writable"),
    ])
    func `a code's label names no column`(code: DatabaseError.Code, label: String) {
        #expect(code.label == label)
    }
}
