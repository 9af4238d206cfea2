import Database
import HTTPAPI
import Monitoring
import NIOConcurrencyHelpers
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

    @Test func `a database that has no room is unwell until it has taken writes again for a while`() {
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

    @Test(arguments: [
        (DatabaseError.Code.alreadyExists(column: "t.secret"), "already_exists"), (.busy, "busy"),
        (.notWritable, "not_writable"),
    ])
    func `a code's label names no column`(code: DatabaseError.Code, label: String) {
        #expect(code.label == label)
    }
}
