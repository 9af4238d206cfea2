package import Database

extension Backup {
    /// Fills a database with what the file holds, and reads it back: all of it is there as it was, or nothing changed.
    /// - Parameter replacing: whether what is in the database may be lost.
    /// - Throws: `ArchiveError`, `DatabaseError`.
    package func restore(into database: any Database, replacing: Bool) async throws -> ArchiveManifest {
        let manifest = try check()
        try await migrate(database, as: manifest)
        try await database.write { transaction in
            guard try replacing || transaction.isUnused() else {
                throw ArchiveError(
                    "The database is in use: what it holds would be lost. Name a new one, or add --force to replace it."
                )
            }
            try transaction.deleteEverything()
            try fill(transaction, as: manifest)
            try compare(transaction, with: manifest)
        }
        _ = try await Migrator.ofStore(on: database).migrate()
        return manifest
    }

    /// Brings the database to the schema that the backup is of, from which it goes on.
    private func migrate(_ database: any Database, as manifest: ArchiveManifest) async throws {
        let known = Array(Schema.migrations.prefix(manifest.migrations.count))
        guard known.map(\.checksum) == manifest.migrations.map(\.checksum) else {
            throw ArchiveError(
                "The backup is of Lapwing \(manifest.version), whose database this version does not know. Use that version or a newer one."
            )
        }
        let applied = try await Migrator.ofStore(on: database).status().applied
        guard applied.count <= known.count else {
            throw ArchiveError(
                "The backup is of an older Lapwing (\(manifest.version)) than the database. Restore it into a new database, which is brought up to date."
            )
        }
        _ = try await Migrator(known, of: database).migrate()
    }

    private func fill(_ transaction: any Transaction, as manifest: ArchiveManifest) throws {
        let columns = Dictionary(manifest.tables.map { ($0.title, $0.columns) }) { first, _ in first }
        var current: (title: String, writer: TableWriter)?
        try forEachBatch { title, rows in
            if current?.title != title {
                try current?.writer.finish(in: transaction)
                guard let table = ArchivedTable.named(title), let columns = columns[title] else {
                    throw ArchiveError("The backup has a table “\(title)” that this version does not know.")
                }
                current = (title, TableWriter(table, columns: columns))
            }
            try current?.writer.insert(rows, in: transaction)
        }
        try current?.writer.finish(in: transaction)
        for table in manifest.tables {
            guard let number = table.lastNumber, let name = ArchivedTable.named(table.title)?.name else { continue }
            try transaction.setLastNumber(number, in: name)
        }
    }

    private func compare(_ transaction: any Transaction, with manifest: ArchiveManifest) throws {
        for expected in manifest.tables {
            guard let table = ArchivedTable.named(expected.title) else { continue }
            let sum = try TableReader(table, in: transaction).sum(in: transaction)
            guard sum.rows == expected.rows, sum.checksum == expected.checksum else {
                throw ArchiveError(
                    "What was restored of \(expected.title) is not what the backup holds (\(sum.rows) of \(expected.rows) rows): nothing was changed."
                )
            }
        }
    }
}
