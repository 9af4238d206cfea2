import Database
import Foundation
import Logging
import Testing

/// The engines that every promise of a database is tested on: those that are at hand, see `scripts/services`.
enum Engine: String, CaseIterable {
    case sqlite, postgresql, pgbouncer

    static let atHand = allCases.filter(\.isAtHand)

    var isAtHand: Bool { self == .sqlite || template != nil }

    func openServer() throws -> TemporaryPostgreSQLDatabase {
        try TemporaryPostgreSQLDatabase(template: try #require(template), logger: .silent)
    }

    func open() throws -> any Database {
        guard let template else { return try TemporaryDatabase() }
        return try TemporaryPostgreSQLDatabase(template: template, logger: .silent)
    }

    private var template: String? { ProcessInfo.processInfo.environment["TEST_\(rawValue.uppercased())_URL"] }

    /// A database with a table of things.
    func openWithThings() async throws -> any Database {
        let database = try open()
        try await database.write { transaction in
            try transaction.execute(
                """
                CREATE TABLE things (
                    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER, weight REAL, picture BLOB,
                    part_of INTEGER REFERENCES things (id), CHECK (size > 0)
                )
                """)
            return ()
        }
        return database
    }
}

extension Database {
    func add(_ id: Int, _ name: String, size: Int? = nil) async throws {
        _ = try await write {
            try $0.execute("INSERT INTO things (id, name, size) VALUES (?, ?, ?)", [id, name, size])
        }
    }

    func names() async throws -> [String] {
        try await read { try $0.query("SELECT name FROM things ORDER BY id") { $0.text() } }
    }

    /// The error of a write that must fail.
    func failure(of sql: String, _ values: [any ValueConvertible] = []) async throws -> DatabaseError? {
        await #expect(throws: DatabaseError.self) { try await write { _ = try $0.execute(sql, values) } }
    }
}
