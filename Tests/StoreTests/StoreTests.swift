import Database
import Foundation
import Logging
import Monitoring
import TestKit
import Testing

@testable import Store

struct StoreTests {
    private let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    @Test func `a store that is opened again has everything, and what was in flight comes back`() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        func open() async throws -> Store {
            let store = Store(
                database: try SQLiteDatabase(path: path, logger: logger), secretKey: Secret("key"), logger: logger,
                now: { .start })
            _ = try await store.migrator.migrate()
            return store
        }

        var store: Store? = try await open()
        try await store?.addDevices(2)
        let claimed = try #require(try await store?.claimDevices(at: .start))
        try await store?.save([claimed[0]], at: .start) { _ in .down(at: .start) }
        let task = try #require(try await store?.requestPoll(of: ID(2)))
        let sent = try await store?.claimDueNotices(on: .email, limit: 9, worker: "w", lease: .seconds(60), now: .start)
        #expect(sent?.count == 1)
        store = nil

        let again = try await open()
        #expect(try await again.devices(DeviceFilter()).devices.map(\.status) == [.offline, .unknown])
        #expect(try await again.alertSummary().high == 1)
        let later = Timestamp.start + .seconds(61)
        let claim = try #require(try await again.claimDevices(at: later).first)
        #expect(claim.subject.id == ID(2))
        #expect(claim.tasks == [task.id])
        #expect(try await again.save([claimed[1]], at: later).refused == ["device-1 (10.0.0.2)"])
        let notice = try await again.claimDueNotices(on: .email, limit: 9, worker: "w", lease: .seconds(60), now: later)
            .first
        #expect(notice?.mayBeRepeat == true)
    }

    @Test(.enabled(if: onSQLite)) func `every table is strict`() async throws {
        let store = try await Store.temporary()
        let loose = try await store.database.read { transaction in
            try transaction.query("SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%) STRICT%'") {
                $0.text()
            }
        }
        #expect(loose.filter { !$0.contains("migrations") && !$0.contains("sqlite_sequence") } == [])
    }

    @Test(.enabled(if: onSQLite)) func `every reference is looked up by an index`() async throws {
        let store = try await Store.temporary()
        let references = try await store.database.read { transaction in
            try transaction.query(
                """
                SELECT tables.name, group_concat(keys."from", ' = 1 AND ')
                FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
                WHERE tables.type = 'table' GROUP BY tables.name, keys.id
                """
            ) { (table: $0.text(), column: $0.text()) }
        }
        #expect(references.count > 8)
        for (table, column) in references {
            let plan = try await store.database.read { transaction in
                try transaction.first("EXPLAIN QUERY PLAN SELECT 1 FROM \(table) WHERE \(column) = 1") { row in
                    _ = (row.integer(), row.integer(), row.integer())
                    return row.text()
                }
            }
            #expect(plan?.contains(/INDEX|PRIMARY KEY/) == true, "\(table).\(column): \(plan ?? "")")
        }
    }

    @Test func `a store whose database answers says so`() async throws {
        let store = try await Store.temporary()
        try await store.ping()
        try await store.run("DROP TABLE revisions")
        await #expect(throws: DatabaseError.self) { try await store.ping() }
    }

    @Test func `what is done is on record`() async throws {
        let store = try await Store.temporary(clock: ManualClock())
        let user = try await store.createUser(username: "ada", email: "a@a", passwordHash: "h", role: .admin)
        try await store.audit(user: user.id, username: "ada", address: "::1", action: "login", detail: "ok")
        try await store.audit(user: nil, username: "eve", address: "::2", action: "login refused", detail: "")
        let entries = try await store.database.read { transaction in
            try transaction.query("SELECT at, username, address, action, detail FROM audit_log ORDER BY id") {
                "\($0.timestamp()) \($0.text()) \($0.text()) \($0.text()) \($0.text())"
            }
        }
        #expect(entries == ["2027-01-15T08:00:00Z ada ::1 login ok", "2027-01-15T08:00:00Z eve ::2 login refused "])
    }
}
