package import Database
internal import Foundation
package import Monitoring

/// A backup of a database: one file, of one moment, that can be restored on either engine.
package struct Backup: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    // MARK: Writing

    /// Writes the file while Lapwing goes on working. Secrets stay sealed in it; the key is not part of it.
    package func write(of database: any Database, version: String, at now: Timestamp) async throws -> ArchiveManifest {
        let applied = try await Migrator.ofStore(on: database).status().applied
        guard !applied.isEmpty else { throw ArchiveError("The database is empty: there is nothing to back up.") }
        let path = path
        return try await database.read { transaction in
            var file = try ArchiveWriter(path: path)
            try file.write(ArchiveLine.header, ArchiveLine.format.utf8)
            let tables = try transaction.archivedTables().map { table in
                try Self.write(table, of: transaction, to: &file)
            }
            let manifest = ArchiveManifest(
                version: version, createdAt: now.description,
                migrations: applied.map {
                    ArchiveManifest.Step(number: $0.number, name: $0.name, checksum: $0.checksum)
                }, tables: tables)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            try file.write(ArchiveLine.manifest, encoder.encode(manifest))
            try file.finish()
            return manifest
        }
    }

    private static func write(
        _ table: ArchivedTable, of transaction: any Transaction, to file: inout ArchiveWriter
    ) throws -> ArchiveManifest.Table {
        let reader = try TableReader(table, in: transaction)
        var sum = RowSum()
        try file.write(ArchiveLine.table, table.name.utf8)
        try reader.forEachPage(in: transaction) { rows in
            for row in rows {
                let text = RowText(row)
                sum.add(text)
                try file.write(ArchiveLine.row, text.bytes)
            }
        }
        return ArchiveManifest.Table(
            title: table.name, columns: reader.columns, rows: sum.rows, checksum: sum.checksum,
            lastNumber: try transaction.lastNumber(in: table.name))
    }

    // MARK: Reading

    /// Reads the file whole and compares it with its checksum.
    /// - Throws: `ArchiveError` where a byte is missing or different.
    package func check() throws -> ArchiveManifest {
        var file = try ArchiveReader(path: path)
        var hash = FileHash()
        guard let header = try file.next(), header.dropFirst().elementsEqual(ArchiveLine.format.utf8) else {
            throw ArchiveError("\(path) is no backup of Lapwing, or of a newer version.")
        }
        hash.add(header)
        var last: ArraySlice<UInt8> = []
        while let line = try file.next() {
            guard line.first == ArchiveLine.end else {
                hash.add(line)
                last = line
                continue
            }
            guard line.dropFirst().elementsEqual(hash.text.utf8), try file.next() == nil else {
                throw ArchiveError.damaged(path, "its content is not what was written")
            }
            guard last.first == ArchiveLine.manifest,
                let manifest = try? JSONDecoder().decode(ArchiveManifest.self, from: Data(last.dropFirst()))
            else { throw ArchiveError.damaged(path, "its manifest cannot be read") }
            return manifest
        }
        throw ArchiveError.damaged(path, "its end is missing")
    }

    /// Hands the rows to `body`, some at a time and of one table each.
    func forEachBatch(_ body: (_ title: String, _ rows: [[Value]]) throws -> Void) throws {
        var file = try ArchiveReader(path: path)
        var (title, rows) = ("", [[Value]]())
        while let line = try file.next() {
            switch line.first {
            case ArchiveLine.row:
                guard let row = RowText.row(line.dropFirst()) else {
                    throw ArchiveError.damaged(path, "a row of \(title) cannot be read")
                }
                rows.append(row)
                guard rows.count == TableReader.pageSize else { continue }
            case ArchiveLine.table, ArchiveLine.manifest: break
            default: continue
            }
            if !rows.isEmpty { try body(title, rows) }
            rows.removeAll(keepingCapacity: true)
            if line.first == ArchiveLine.table { title = String(decoding: line.dropFirst(), as: UTF8.self) }
        }
    }
}
