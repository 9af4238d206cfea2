internal import Foundation
internal import GRDB
package import Logging

/// A database in one file, in write-ahead mode: readers never wait for the writer, nor it for them.
///
/// Every commit is synced to the disk (`synchronous = FULL`), not only checkpoints (`NORMAL`): what a client was told
/// is done, and an alert that was raised, are still there after the power failed. It costs one `fsync` a transaction;
/// polls commit by the batch, at most some ten times a second, so the disk is hardly asked more often.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let pointReaders: PointReaders
    private let path: String
    private let logger: Logger

    /// Opens the file, which is created where it is missing, readable by its owner alone.
    /// - Throws: `DatabaseError`.
    package convenience init(path: String, logger: Logger) throws {
        try self.init(path: path, synchronous: .full, patience: 5, logger: logger)
    }

    enum Synchronous: String {
        case full = "FULL"
        /// Nothing is synced: for what need not outlive the machine.
        case off = "OFF"
    }

    /// - Parameter patience: seconds to wait for another process that writes.
    init(path: String, synchronous: Synchronous, patience: Double, logger: Logger) throws {
        self.path = path
        self.logger = logger
        createPrivately(path)
        let configuration = Self.configuration(patience: patience)
        pointReaders = PointReaders(path: path, configuration: configuration)
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
                try connection.execute(sql: "PRAGMA journal_size_limit = \(Self.longestIdleLog)")
            }
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error, path: path)
        }
    }

    /// Bytes to which the write-ahead log shrinks after a burst.
    private static let longestIdleLog = 64 << 20

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { connection in
                continuation.resume(with: self.outcome { try body(self.transaction(connection.get())) })
            }
        }
    }

    /// Writers queue up, whatever lock they could do with.
    package func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { connection in
                continuation.resume(with: self.outcome { try self.commit(body, on: connection) })
            }
        }
    }

    package func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? {
        try outcome {
            try pointReaders.withConnection { try transaction($0).first(sql, values, decode) }
        }.get()
    }

    private func commit<Result>(
        _ body: (any Transaction) throws -> Result, on connection: GRDB.Database
    ) throws -> Result {
        var result: Result?
        try connection.inTransaction(.immediate) {
            result = try body(transaction(connection))
            return .commit
        }
        guard let result else { throw DatabaseError(.refused, "A transaction ended without a result.") }
        return result
    }

    private func transaction(_ connection: GRDB.Database) -> SQLiteTransaction {
        SQLiteTransaction(
            connection: connection, path: path, logger: logger, logsStatements: logger.logLevel <= .debug)
    }

    private func outcome<Success>(_ body: () throws -> Success) -> Swift.Result<Success, any Error> {
        do {
            return .success(try body())
        } catch let error as GRDB.DatabaseError {
            return .failure(DatabaseError(error, path: path))
        } catch {
            return .failure(error)
        }
    }

    private static func configuration(patience: Double) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.maximumReaderCount = 4
        configuration.persistentReadOnlyConnections = true
        configuration.label = "database"
        return configuration
    }
}

/// SQLite gives the files beside it the permissions of the database file.
private func createPrivately(_ path: String) {
    let descriptor = open(path, O_CREAT | O_CLOEXEC | O_RDWR, 0o600)
    if descriptor >= 0 { close(descriptor) }
}
