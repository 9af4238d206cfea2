/// An SQL database. Several engines can stand behind it, so statements use `?` placeholders and the SQL they share.
///
/// Cancelling the calling task changes nothing: a transaction that began is finished, so that what must be written at a
/// stop (the release of a claim, the result of a poll) can be written from a task that is being cancelled.
package protocol Database: Sendable {
    /// Reads one consistent state of the database on a thread of the database.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// Runs `body` as one transaction: all of it is kept when it returns, nothing of it when it throws; when this
    /// returns, what was written outlives a crash. An engine may run `body` again where a transaction beside it was in
    /// its way.
    func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// The first row of a single statement that finds it by an index: where the engine can, on the calling thread,
    /// since changing threads would cost more than the read. Never waits for a writer.
    func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result?

    /// Milliseconds since 1970 by the clock of the server; `nil` where there is none.
    func serverTime() async throws -> Int64?
}

/// Which other transactions may write while one does, in this process or another.
package enum WriteLock: Sendable {
    /// None: what it read is still so when it writes.
    case exclusive
    /// Those that share it too. Where what it read decides what it writes, it locks the rows first; and it finds its
    /// rows by an index, whatever the engine thinks of the size of its tables.
    case shared
}

extension Database {
    package func serverTime() async throws -> Int64? { nil }

    /// Writes while nobody else does.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await write(.exclusive, body) }
}

/// What can be done inside `Database.read` and `.write`. Valid until the closure it was handed to returns.
package protocol Transaction {
    /// Every row, decoded. `decode` runs no statement of its own.
    func query<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: (inout Row) throws -> Result
    ) throws -> [Result]

    /// The first row, decoded.
    func first<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: (inout Row) throws -> Result
    ) throws -> Result?

    /// Runs one statement.
    /// - Returns: how many rows it inserted, updated or deleted.
    @discardableResult
    func execute(_ sql: String, _ values: [any ValueConvertible]) throws -> Int

    /// Runs one statement for each row of values: in one round trip where there is a server.
    /// - Returns: how many rows each of them inserted, updated or deleted.
    @discardableResult
    func execute(_ sql: String, forEach rows: [[any ValueConvertible]]) throws -> [Int]

    /// Runs one `SELECT` over `given`.
    func query<Result>(
        _ sql: String, given: GivenRows, _ decode: (inout Row) throws -> Result
    ) throws -> [Result]

    /// Runs one `UPDATE … FROM {given} …` over `given`.
    /// - Returns: the indexes of the rows of `given` for which a row was changed.
    func update(_ sql: String, given: GivenRows) throws -> [Int]

    /// Runs one statement over `given`.
    func execute(_ sql: String, given: GivenRows) throws

    func hasTable(_ name: String) throws -> Bool

    /// The tables of the schema, by name.
    func tables() throws -> [String]

    /// In the order in which they were declared.
    func columns(of table: String) throws -> [String]

    /// Inserts many rows the fastest way that the engine has.
    /// - Parameter rows: a value for each of `columns`.
    func insert(into table: String, columns: [String], rows: [[Value]]) throws

    /// The last id that the engine gave a row of `table`, though it may be deleted since; `nil` where it gives none, or
    /// gave none yet.
    func lastNumber(in table: String) throws -> Int64?

    /// The next id that the engine gives is greater than `number`.
    func setLastNumber(_ number: Int64, in table: String) throws

    /// Ids for new rows of `table`, which are inserted with them in this transaction; nobody else is given the same.
    func nextNumbers(_ count: Int, in table: String) throws -> [Int64]

    /// The condition that `column` is one of the values that `query` selects, which are found before any row is looked
    /// at.
    func isAny(_ column: String, of query: String) -> String

    /// Until the transaction ends, rows are found by an index alone: for a few rows of tables that the engine may think
    /// small, or know nothing of.
    func findByIndex() throws

    /// Ends a `SELECT` of rows to be updated: rows that another transaction has locked are passed over, the others are
    /// this one's until it ends. Empty where nobody writes beside it.
    var skippingLocked: String { get }
}

extension Transaction {
    package func first<Result>(_ sql: String, _ decode: (inout Row) throws -> Result) throws -> Result? {
        try first(sql, [], decode)
    }

    package func query<Result>(_ sql: String, _ decode: (inout Row) throws -> Result) throws -> [Result] {
        try query(sql, [], decode)
    }

    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    /// Whether the query has a row.
    package func exists(_ sql: String, _ values: [any ValueConvertible] = []) throws -> Bool {
        try first(sql, values) { _ in true } ?? false
    }
}
