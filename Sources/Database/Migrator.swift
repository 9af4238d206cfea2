/// Brings a database to the schema of this program, each step in a transaction of its own.
package struct Migrator: Sendable {
    private let database: any Database
    private let migrations: [Migration]
    private let predecessor: Predecessor?

    /// Migrations that these have replaced, and that nothing leads on from.
    package struct Predecessor: Sendable {
        /// The name of the first of them.
        package let first: String
        /// What to do with a database that has them, in a sentence.
        package let advice: String

        package init(first: String, advice: String) {
            self.first = first
            self.advice = advice
        }
    }

    /// - Parameter migrations: numbered from 1, in order.
    package init(_ migrations: [Migration], of database: any Database, replacing predecessor: Predecessor? = nil) {
        self.migrations = migrations
        self.database = database
        self.predecessor = predecessor
    }

    /// - Throws: `DatabaseError` of `.foreignSchema` where the database is newer than the program, or was made by other
    ///   migrations.
    package func status() async throws -> MigrationStatus {
        try await database.read { transaction in
            guard try transaction.hasTable("migrations") else {
                return MigrationStatus(applied: [], pending: migrations)
            }
            return try status(in: transaction)
        }
    }

    /// Applies what is pending. Several programs may do so at once: each step is looked up again in its transaction.
    /// - Returns: what was applied here.
    package func migrate() async throws -> [Migration] {
        try await database.write { _ = try $0.execute(Self.createTable) }
        var applied: [Migration] = []
        while let migration = try await database.write({ try applyNext(in: $0) }) { applied.append(migration) }
        return applied
    }

    private func applyNext(in transaction: any Transaction) throws -> Migration? {
        guard let migration = try status(in: transaction).pending.first else { return nil }
        for statement in migration.statements { try transaction.execute(statement) }
        try transaction.execute(
            "INSERT INTO migrations (number, name, checksum) VALUES (?, ?, ?)",
            [migration.number, migration.name, migration.checksum])
        return migration
    }

    private func status(in transaction: any Transaction) throws -> MigrationStatus {
        let records = try transaction.query("SELECT number, name, checksum FROM migrations ORDER BY number") { row in
            (number: Int(row.integer()), name: row.text(), checksum: row.text())
        }
        if let predecessor, records.first?.name == predecessor.first {
            throw DatabaseError(.foreignSchema, predecessor.advice)
        }
        for (index, record) in records.enumerated() {
            guard index < migrations.count else { throw Self.newer(record.number, than: migrations.count) }
            guard migrations[index].number == record.number, migrations[index].checksum == record.checksum else {
                throw Self.different(record.number, record.name)
            }
        }
        return MigrationStatus(
            applied: Array(migrations.prefix(records.count)), pending: Array(migrations.dropFirst(records.count)))
    }

    private static func newer(_ number: Int, than known: Int) -> DatabaseError {
        DatabaseError(
            .foreignSchema,
            """
            The database is newer than this program: it has migration \(number), the program knows \(known). Start the \
            newer version, or restore the backup made before the update.
            """)
    }

    private static func different(_ number: Int, _ name: String) -> DatabaseError {
        DatabaseError(
            .foreignSchema,
            "Migration \(number) (\(name)) of the database is not the one of this program: it was made by another build."
        )
    }

    private static let createTable = """
        CREATE TABLE IF NOT EXISTS migrations (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
        )
        """
}
