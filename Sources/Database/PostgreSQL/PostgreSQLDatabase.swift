package import Logging

/// A database on a PostgreSQL server, 14 or newer, directly or behind a pooler in transaction mode: then nothing
/// outlives a transaction on its connection. On a direct connection statements are prepared.
///
/// Transactions are `READ COMMITTED`. Those that write hold an advisory lock, exclusively or shared; reads hold none,
/// and see one state of the database.
package final class PostgreSQLDatabase: Database {
    private let pool: PostgreSQLPool
    private let statements = PostgreSQLStatements()
    private let limits: PostgreSQLLimits
    private let logger: Logger

    /// Connects when it is first asked.
    package init(_ url: PostgreSQLURL, limits: PostgreSQLLimits = PostgreSQLLimits(), logger: Logger) {
        self.limits = limits
        self.logger = logger
        pool = PostgreSQLPool(url, limits)
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await pool.withConnection { connection in
            let begin =
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
                + (connection.isDirect ? Planner.free : self.limits.settings(isLocal: true))
            return try self.onceMore(connection) { try self.transact(on: connection, begin, body) }
        }
    }

    package func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await pool.withConnection { connection in
            let begin =
                connection.isDirect
                ? "BEGIN; SELECT \(lock.call)"
                : "BEGIN; \(self.limits.settings(isLocal: true)); \(lock.planning)SELECT \(lock.call)"
            var attempts = 1
            while true {
                do {
                    return try self.transact(on: connection, begin, body)
                } catch let error as DatabaseError where error.code == .conflict && attempts < Self.mostAttempts {
                    attempts += 1
                }
            }
        }
    }

    package func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? {
        try await pool.withConnection { connection in
            try self.onceMore(connection) { try self.transaction(connection).first(sql, values, decode) }
        }
    }

    package func serverTime() async throws -> Int64? {
        try await first("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", []) { $0.integer() }
    }

    /// Tries of a transaction that others were in the way of.
    private static let mostAttempts = 5

    /// A read of a standby may be in the way of what it replays; it did nothing, and is asked again.
    private func onceMore<Result>(
        _ connection: PostgreSQLConnection, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError where error.code == .conflict && connection.isUsable {
            return try body()
        }
    }

    private func transact<Result>(
        on connection: PostgreSQLConnection, _ begin: String, _ body: (any Transaction) throws -> Result
    ) throws -> Result {
        do {
            _ = try connection.run(begin, deadline: .now + limits.patience)
            let result = try body(transaction(connection))
            let end = try connection.run("COMMIT", deadline: .now + limits.patience)
            guard end.command == "COMMIT" else {
                throw DatabaseError(.refused, "A transaction went on after one of its statements had failed.")
            }
            return result
        } catch {
            if connection.isUsable { _ = try? connection.run("ROLLBACK", deadline: .now + limits.patience) }
            throw error
        }
    }

    private func transaction(_ connection: PostgreSQLConnection) -> PostgreSQLTransaction {
        PostgreSQLTransaction(
            connection: connection, statements: statements, limits: limits, logger: logger,
            logsStatements: logger.logLevel <= .debug)
    }
}

extension WriteLock {
    /// One number for all that writes to the database: “lapwing”.
    fileprivate var call: String {
        switch self {
        case .exclusive: "pg_advisory_xact_lock(30512116834332263)"
        case .shared: "pg_advisory_xact_lock_shared(30512116834332263)"
        }
    }

    /// Behind a pooler, where nothing is set for longer than a transaction.
    fileprivate var planning: String {
        switch self {
        case .exclusive: ""
        case .shared: Planner.byIndex(isLocal: true) + "; "
        }
    }
}

/// The planner goes by an estimate of how many rows a batch is and a table has. A new fleet has no statistics, a batch is
/// an array of unknown length, and then it reads whole tables for a few rows of them. What writes finds its rows by
/// indexes, each in the same way whatever the values, and so does what reads a single row; a direct connection is set so.
/// Lists and counts are left to the planner.
enum Planner {
    private static let settings = [
        ("enable_seqscan", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off"),
        ("join_collapse_limit", "1"), ("plan_cache_mode", "force_generic_plan"),
    ]

    static func byIndex(isLocal: Bool) -> String {
        settings.map { "SET \(isLocal ? "LOCAL " : "")\($0.0) = \($0.1)" }.joined(separator: "; ")
    }

    static let free = settings.map { "SET LOCAL \($0.0) TO DEFAULT" }.joined(separator: "; ")
}
