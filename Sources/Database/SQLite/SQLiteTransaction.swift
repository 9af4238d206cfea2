internal import GRDB
internal import GRDBSQLite
internal import Logging

/// Statements on one connection. GRDB prepares and caches them; they are bound and stepped here, straight through
/// SQLite's C functions, because GRDB's rows cost several times what the read itself does.
struct SQLiteTransaction: Transaction {
    let connection: GRDB.Database
    let path: String
    let logger: Logger
    let logsStatements: Bool

    func query<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: (inout Row) throws -> Result
    ) throws -> [Result] {
        try run(sql, values) { statement in
            let cells = SQLiteCells(statement)
            var results: [Result] = []
            while try step(statement) {
                var row = Row(cells)
                results.append(try decode(&row))
            }
            return results
        }
    }

    func first<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: (inout Row) throws -> Result
    ) throws -> Result? {
        try run(sql, values) { statement in
            guard try step(statement) else { return nil }
            var row = Row(SQLiteCells(statement))
            return try decode(&row)
        }
    }

    @discardableResult
    func execute(_ sql: String, _ values: [any ValueConvertible]) throws -> Int {
        try run(sql, values) { statement in
            while try step(statement) {}
            return sqlite3_stmt_readonly(statement) == 0 ? Int(sqlite3_changes64(connection.sqliteConnection)) : 0
        }
    }

    @discardableResult
    func execute(_ sql: String, forEach rows: [[any ValueConvertible]]) throws -> [Int] {
        try rows.map { try execute(sql, $0) }
    }

    func query<Result>(
        _ sql: String, given: GivenRows, _ decode: (inout Row) throws -> Result
    ) throws -> [Result] {
        let sql = Self.reading(given, sql)
        return try given.rows.flatMap { try query(sql, $0, decode) }
    }

    func update(_ sql: String, given: GivenRows) throws -> [Int] {
        let sql = Self.reading(given, sql)
        return try given.rows.indices.filter { try execute(sql, given.rows[$0]) > 0 }
    }

    func execute(_ sql: String, given: GivenRows) throws {
        let sql = Self.reading(given, sql)
        for row in given.rows { try execute(sql, row) }
    }

    /// A table of one row, for which the statement stays prepared.
    private static func reading(_ given: GivenRows, _ sql: String) -> String {
        let columns = given.columns.map { "? AS \($0.name)" }.joined(separator: ", ")
        return sql.replacing(GivenRows.place, with: "(SELECT \(columns)) AS given")
    }

    func nextNumbers(_ count: Int, in table: String) throws -> [Int64] {
        let last = try lastNumber(in: table) ?? 0
        return (0..<count).map { last + 1 + Int64($0) }
    }

    func isAny(_ column: String, of query: String) -> String { "\(column) IN (\(query))" }

    func findByIndex() {}

    var skippingLocked: String { "" }

    func hasTable(_ name: String) throws -> Bool {
        try exists("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [name])
    }

    func tables() throws -> [String] {
        try query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        ) { $0.text() }
    }

    func columns(of table: String) throws -> [String] {
        try query("SELECT name FROM pragma_table_info(?) ORDER BY cid", [table]) { $0.text() }
    }

    func insert(into table: String, columns: [String], rows: [[Value]]) throws {
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let sql = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
        for row in rows { try execute(sql, row) }
    }

    func lastNumber(in table: String) throws -> Int64? {
        guard try hasTable("sqlite_sequence") else { return nil }
        return try first("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]) { $0.integer() }
    }

    func setLastNumber(_ number: Int64, in table: String) throws {
        guard try execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [number, table]) == 0 else { return }
        try execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, number])
    }

    private func run<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ body: (OpaquePointer) throws -> Result
    ) throws -> Result {
        if logsStatements { logger.debug("\(sql)") }
        do {
            let statement = try connection.cachedStatement(sql: sql).sqliteStatement
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            try bind(values, to: statement)
            return try body(statement)
        } catch let error as GRDB.DatabaseError {
            throw reported(error, sql)
        }
    }

    /// Faults of the program are logged here, where the statement is known; whoever catches the error sees none of it.
    private func reported(_ error: GRDB.DatabaseError, _ sql: String) -> DatabaseError {
        let outcome = DatabaseError(error, path: path)
        if outcome.code == .refused || outcome.code == .constraint {
            logger.error("\(outcome) \(error.message ?? "")", metadata: ["sql": "\(sql)"])
        }
        return outcome
    }

    private func bind(_ values: [any ValueConvertible], to statement: OpaquePointer) throws {
        guard values.count == Int(sqlite3_bind_parameter_count(statement)) else {
            throw DatabaseError(
                .refused, "A statement was given \(values.count) values, and has another number of places.")
        }
        for (index, value) in values.enumerated() {
            guard bind(value.databaseValue, to: statement, at: CInt(index + 1)) == SQLITE_OK else { throw failure() }
        }
    }

    private func bind(_ value: Value, to statement: OpaquePointer, at index: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .real(let number): sqlite3_bind_double(statement, index, number)
        case .text(let text):
            sqlite3_bind_text64(statement, index, text, UInt64(text.utf8.count), Self.copied, UInt8(SQLITE_UTF8))
        case .bytes(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
        case .bytes(let bytes): sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), Self.copied)
        }
    }

    /// `SQLITE_TRANSIENT`, a cast that is not imported: SQLite makes its own copy before the call returns.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    /// - Returns: whether the statement stands at a row.
    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw failure()
        }
    }

    private func failure() -> GRDB.DatabaseError {
        GRDB.DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection.sqliteConnection)),
            message: String(cString: sqlite3_errmsg(connection.sqliteConnection)))
    }
}
