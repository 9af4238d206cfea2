package import Database

/// Copies everything of one database into another, of the same engine or the other. A copy that was cut off goes on
/// where it stopped when it is begun again.
package struct DatabaseCopy: Sendable {
    private let source: any Database
    private let target: any Database
    private let origin: String
    private let say: @Sendable (String) -> Void

    /// - Parameters:
    ///   - origin: what the source is called; without a password.
    ///   - say: told of each table that is done.
    package init(
        from source: any Database, to target: any Database, origin: String, say: @escaping @Sendable (String) -> Void
    ) {
        self.source = source
        self.target = target
        self.origin = origin
        self.say = say
    }

    /// - Throws: `ArchiveError` where the target has other data, or does not hold in the end what the source does.
    package func run() async throws {
        let isOfDevelopment = try await DevelopmentSchema.isThat(of: source)
        try await prepare(isOfDevelopment)
        let tables = try await target.read { transaction in
            try ArchivedTable.all.map { table in
                CopiedTable(
                    table: table, columns: try transaction.columns(of: table.name),
                    select: isOfDevelopment ? DevelopmentSchema.selects[table.name] : nil)
            }
        }
        for table in tables { try await copy(table) }
        try await verify(tables)
        _ = try await target.write { try $0.execute("DROP TABLE \(UnfinishedCopy.table)") }
    }

    /// A table of the target, and how the source is read to fill it.
    private struct CopiedTable: Sendable {
        let table: ArchivedTable
        let columns: [String]
        let select: String?

        var source: TableReader {
            TableReader(table, columns: columns, from: select.map { "(\($0)) AS source" } ?? table.name)
        }

        var target: TableReader { TableReader(table, columns: columns, from: table.name) }
    }

    private func prepare(_ isOfDevelopment: Bool) async throws {
        if !isOfDevelopment {
            guard try await Migrator.ofStore(on: source).status().pending.isEmpty else {
                throw ArchiveError("The database to copy is of an older Lapwing: run “lapwing migrate” on it first.")
            }
        }
        _ = try await Migrator.ofStore(on: target).migrate()
        let isResumed = try await target.write { transaction in
            if let before = try transaction.unfinishedCopy() {
                guard before == origin else { throw ArchiveError("An unfinished copy of \(before) is in the target.") }
                return true
            }
            guard try transaction.isUnused() else {
                throw ArchiveError("The target is in use: copy into a new database.")
            }
            try transaction.deleteEverything()
            try transaction.execute("CREATE TABLE \(UnfinishedCopy.table) (origin TEXT NOT NULL)")
            try transaction.execute("INSERT INTO \(UnfinishedCopy.table) (origin) VALUES (?)", [origin])
            return false
        }
        if isResumed { say("Goes on with the copy that was cut off.") }
    }

    // MARK: Rows

    private func copy(_ copied: CopiedTable) async throws {
        let table = copied.table
        var key = try await target.read { try copied.target.lastKey(in: $0) }
        while let page = try await page(of: copied, after: key) {
            try await target.write { transaction in
                var writer = TableWriter(table, columns: copied.columns)
                try writer.insert(page.rows, in: transaction)
            }
            key = page.lastKey
        }
        if !table.late.isEmpty { try await setLateColumns(of: copied) }
        let number = try await source.read { transaction in
            try transaction.hasTable(table.name) ? transaction.lastNumber(in: table.name) : nil
        }
        if let number { try await target.write { try $0.setLastNumber(number, in: table.name) } }
    }

    private struct Page: Sendable {
        let rows: [[Value]]
        let lastKey: [Value]
    }

    private func page(of copied: CopiedTable, after key: [Value]?) async throws -> Page? {
        try await source.read { transaction in
            let reader = copied.source
            let rows = try reader.page(after: key, in: transaction)
            return rows.last.map { Page(rows: rows, lastKey: reader.key(of: $0)) }
        }
    }

    /// Of all rows: those that were there before a copy was cut off lack them too.
    private func setLateColumns(of copied: CopiedTable) async throws {
        var key: [Value]?
        while let page = try await page(of: copied, after: key) {
            try await target.write { transaction in
                var writer = TableWriter(copied.table, columns: copied.columns)
                writer.note(page.rows)
                try writer.finish(in: transaction)
            }
            key = page.lastKey
        }
    }

    // MARK: Verification

    private func verify(_ tables: [CopiedTable]) async throws {
        for copied in tables {
            let name = copied.table.name
            let there = try await source.read { try copied.source.sum(in: $0) }
            let here = try await target.read { try copied.target.sum(in: $0) }
            guard there == here else {
                throw ArchiveError(
                    "\(name) differs: \(there.rows) rows in the source, \(here.rows) in the target. Stop everything that uses either, and copy again into a new database."
                )
            }
            if there.rows > 0 { say("\(name): \(there.rows) rows, checksum \(there.checksum)") }
        }
    }
}

/// A database that is not whole yet has a table that says so.
package enum UnfinishedCopy {
    fileprivate static let table = "unfinished_copy"

    /// - Returns: what is being copied into this database.
    package static func origin(in database: any Database) async throws -> String? {
        try await database.read { try $0.unfinishedCopy() }
    }
}

extension Transaction {
    fileprivate func unfinishedCopy() throws -> String? {
        guard try hasTable(UnfinishedCopy.table) else { return nil }
        return try first("SELECT origin FROM \(UnfinishedCopy.table)") { $0.text() }
    }
}
