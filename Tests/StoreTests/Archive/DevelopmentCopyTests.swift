import Database
import Foundation
import Logging
import Monitoring
import Testing

@testable import Store

/// A database as the last development version made it, with rows of every kind: `schema.sql` holds the statements of
/// its migrations, `data.txt` is its backup, `told.txt` what `Store.told()` of that version told of it.
enum DevelopmentDatabase {
    static func path(_ file: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Development/" + file
    }

    private static func text(_ file: String) throws -> String {
        try String(contentsOfFile: path(file), encoding: .utf8)
    }

    static func told() throws -> [String] { try text("told.txt").split(separator: "\n").map(String.init) }

    /// - Parameter steps: how many of its migrations.
    static func make(in database: any Database, steps: Int = 13) async throws {
        var migrations: [Migration] = []
        for part in try text("schema.sql").split(separator: "-- ").prefix(steps) {
            let title = part.prefix { $0 != "\n" }.split(separator: " ")
            let statements = part.drop { $0 != "\n" }.split(separator: ";\n").map { $0.trimmingPrefix("\n") }
            let migration = Migration(
                number: try #require(Int(title[0])), name: title[1..<(title.count - 1)].joined(separator: " "),
                statements: statements.filter { !$0.isEmpty }.map(String.init))
            #expect(title.last == Substring(migration.checksum))
            migrations.append(migration)
        }
        _ = try await Migrator(migrations, of: database).migrate()
    }

    static func fill(_ database: any Database) async throws {
        let backup = Backup(path: path("data.txt"))
        let columns = Dictionary(uniqueKeysWithValues: try backup.check().tables.map { ($0.title, $0.columns) })
        try await database.write { transaction in
            try transaction.execute("DELETE FROM revisions")
            var parents: [(Value, Value)] = []
            try backup.forEachBatch { title, rows in
                let names = try #require(columns[title])
                let table = String(title.prefix { $0 != " " })
                let parent = names.firstIndex(of: "parent_id")
                let rows = rows.map { row in
                    var row = row
                    if let parent {
                        parents.append((row[0], row[parent]))
                        row[parent] = .null
                    }
                    return row
                }
                try transaction.insert(into: table, columns: names, rows: rows)
            }
            for (id, parent) in parents {
                try transaction.execute("UPDATE devices SET parent_id = ? WHERE id = ?", [parent, id])
            }
            for table in try backup.check().tables {
                if let number = table.lastNumber { try transaction.setLastNumber(number, in: table.title) }
            }
        }
    }
}

@Suite(.timeLimit(.minutes(5))) struct DevelopmentCopyTests {
    private let logger = Logger(label: "store", factory: { _ in SwiftLogNoOpLogHandler() })

    @Test(arguments: Engine.ways)
    func `a copy of what a development version made shows clients the same`(from: Engine, to: Engine) async throws {
        let (source, target) = (try from.open(), try to.open())
        try await DevelopmentDatabase.make(in: source)
        try await DevelopmentDatabase.fill(source)
        try await DatabaseCopy(from: source, to: target, origin: "old.db", say: { _ in }).run()
        let store = Store(database: target, secretKey: Secret("archive"), logger: logger, now: { .start })
        let (told, before) = (try await store.told(), try DevelopmentDatabase.told())
        for (now, then) in zip(told, before) { #expect(now == then) }
        #expect(told.count == before.count)
        #expect(try await store.isSealedWithThisKey())
        #expect(try await store.addDevice("next", "10.9.9.9").id == ID(7))
        await #expect(throws: StoreError.streamTaken) { try await store.addCamera("again", "10.200.0.1") }
        let capabilities = try await store.database.read {
            try $0.query("SELECT fingerprint FROM agent_capabilities") { $0.text() }
        }
        #expect(capabilities == ["g"])
    }

    @Test(arguments: Engine.atHand)
    func `what a development version made is refused at start, and told how to be carried over`(engine: Engine)
        async throws
    {
        let database = try engine.open()
        try await DevelopmentDatabase.make(in: database)
        let store = Store(database: database, secretKey: Secret("archive"), logger: logger)
        let error = await #expect(throws: DatabaseError.self) { try await store.migrator.migrate() }
        #expect(error?.code == .foreignSchema)
        #expect(error?.description.contains("lapwing copy --from OLD --to NEW") == true)
    }

    @Test func `what an early development version made is brought to its last one first`() async throws {
        let source = try Engine.sqlite.open()
        try await DevelopmentDatabase.make(in: source, steps: 5)
        let target = try Engine.sqlite.open()
        await #expect(throws: ArchiveError.self) {
            try await DatabaseCopy(from: source, to: target, origin: "old.db", say: { _ in }).run()
        }
    }
}
