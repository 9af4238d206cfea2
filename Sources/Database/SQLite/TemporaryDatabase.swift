internal import Foundation
package import Logging

/// A database in a directory of its own that goes when it goes: for tests, and for looking into a backup. It is not
/// synced to the disk.
package final class TemporaryDatabase: Database {
    let directory: String
    private let database: SQLiteDatabase

    package init(logger: Logger = Logger(label: "database", factory: { _ in SwiftLogNoOpLogHandler() })) throws {
        directory = try Self.makeDirectory()
        database = try SQLiteDatabase(
            path: directory + "/temporary.db", synchronous: .off, patience: 5, logger: logger)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await database.read(body) }

    package func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await database.write(lock, body) }

    package func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? { try await database.first(sql, values, decode) }

    private static func makeDirectory() throws -> String {
        let template = FileManager.default.temporaryDirectory.path + "/lapwing-XXXXXX"
        var bytes = Array(template.utf8CString)
        guard mkdtemp(&bytes) != nil else {
            throw DatabaseError(.cannotOpen, "No directory for a temporary database can be made at \(template).")
        }
        return String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
