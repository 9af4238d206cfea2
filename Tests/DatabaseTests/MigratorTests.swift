import Testing

@testable import Database

struct MigratorTests {
    private let first = Migration(number: 1, name: "things", statements: ["CREATE TABLE things (id INTEGER)"])
    private let second = Migration(
        number: 2, name: "names",
        statements: ["ALTER TABLE things ADD COLUMN name TEXT", "INSERT INTO things VALUES (1, 'a')"])

    @Test(arguments: Engine.atHand)
    func `each migration is applied once, in order`(engine: Engine) async throws {
        let database = try engine.open()
        #expect(try await Migrator([first], of: database).migrate() == [first])
        let migrator = Migrator([first, second], of: database)
        #expect(try await migrator.status() == MigrationStatus(applied: [first], pending: [second]))
        #expect(try await migrator.migrate() == [second])
        #expect(try await migrator.migrate() == [])
        #expect(try await migrator.status() == MigrationStatus(applied: [first, second], pending: []))
    }

    @Test(arguments: Engine.atHand)
    func `asking for the status of an empty database changes nothing`(engine: Engine) async throws {
        let database = try engine.open()
        let status = try await Migrator([first], of: database).status()
        #expect(status == MigrationStatus(applied: [], pending: [first]))
        #expect(try await database.read { try $0.hasTable("migrations") } == false)
    }

    @Test(arguments: Engine.atHand)
    func `a migration that fails leaves the database as the one before it did`(engine: Engine) async throws {
        let database = try engine.open()
        let broken = Migration(
            number: 2, name: "broken", statements: ["CREATE TABLE half (id INTEGER)", "INSERT INTO nowhere VALUES (1)"])
        let migrator = Migrator([first, broken], of: database)
        await #expect(throws: DatabaseError.self) { try await migrator.migrate() }
        #expect(try await migrator.status().applied == [first])
        #expect(try await database.read { try $0.hasTable("half") } == false)
    }

    @Test(arguments: Engine.atHand)
    func `a database newer than the program is refused`(engine: Engine) async throws {
        let database = try engine.open()
        _ = try await Migrator([first, second], of: database).migrate()
        let error = await #expect(throws: DatabaseError.self) {
            try await Migrator([first], of: database).migrate()
        }
        #expect(error?.code == .foreignSchema)
        #expect(error?.description.contains("newer than this program") == true)
    }

    @Test(arguments: Engine.atHand)
    func `a database made by other migrations is refused`(engine: Engine) async throws {
        let database = try engine.open()
        _ = try await Migrator([first], of: database).migrate()
        let edited = Migration(number: 1, name: "things", statements: ["CREATE TABLE things (id TEXT)"])
        let error = await #expect(throws: DatabaseError.self) {
            try await Migrator([edited], of: database).migrate()
        }
        #expect(error?.code == .foreignSchema)
    }

    @Test(arguments: Engine.atHand)
    func `several programs that start at once apply each migration once`(engine: Engine) async throws {
        let database = try engine.open()
        let migrator = Migrator([first, second], of: database)
        let applied = try await withThrowingTaskGroup(of: [Migration].self) { group in
            for _ in 0..<8 { group.addTask { try await migrator.migrate() } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied.map(\.number).sorted() == [1, 2])
    }
}
