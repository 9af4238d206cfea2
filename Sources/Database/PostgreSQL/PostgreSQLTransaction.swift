internal import CPostgreSQL
internal import Logging

/// Statements on one connection, between its `BEGIN` and its `COMMIT`, or alone.
struct PostgreSQLTransaction: Transaction {
    let connection: PostgreSQLConnection
    let statements: PostgreSQLStatements
    let limits: PostgreSQLLimits
    let logger: Logger
    let logsStatements: Bool

    func query<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: (inout Row) throws -> Result
    ) throws -> [Result] {
        let result = try run(sql, values)
        return try (0..<result.rows).map { index in
            var row = Row(result.cells(of: index))
            return try decode(&row)
        }
    }

    func first<Result>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: (inout Row) throws -> Result
    ) throws -> Result? {
        let result = try run(sql, values)
        guard result.rows > 0 else { return nil }
        var row = Row(result.cells(of: 0))
        return try decode(&row)
    }

    @discardableResult
    func execute(_ sql: String, _ values: [any ValueConvertible]) throws -> Int {
        let result = try run(sql, values)
        return result.status == PGRES_TUPLES_OK && result.command.hasPrefix("SELECT") ? 0 : result.affectedRows
    }

    @discardableResult
    func execute(_ sql: String, forEach rows: [[any ValueConvertible]]) throws -> [Int] {
        guard !rows.isEmpty else { return [] }
        let statement = statements.statement(sql)
        return try reporting(sql) {
            var counts: [Int] = []
            for start in stride(from: 0, to: rows.count, by: Self.mostInPipeline) {
                let parameters = rows[start..<min(start + Self.mostInPipeline, rows.count)].map {
                    PostgreSQLParameters($0)
                }
                guard parameters.allSatisfy({ $0.count == statement.places }) else { throw Self.wrongNumber }
                counts += try connection.run(statement, forEach: parameters, deadline: .now + limits.patience)
            }
            return counts
        }
    }

    func query<Result>(
        _ sql: String, given: GivenRows, _ decode: (inout Row) throws -> Result
    ) throws -> [Result] {
        guard !given.isEmpty else { return [] }
        let result = try run(sql, given)
        return try (0..<result.rows).map { index in
            var row = Row(result.cells(of: index))
            return try decode(&row)
        }
    }

    func update(_ sql: String, given: GivenRows) throws -> [Int] {
        try query(sql + " RETURNING given.place", given: given) { Int($0.integer()) - 1 }
    }

    func execute(_ sql: String, given: GivenRows) throws {
        if !given.isEmpty { _ = try run(sql, given) }
    }

    private func run(_ sql: String, _ given: GivenRows) throws -> PostgreSQLResult {
        let names = given.columns.map(\.name).joined(separator: ", ")
        let arrays = given.columns.map { _ in "?" }.joined(separator: ", ")
        let table = "UNNEST(\(arrays)) WITH ORDINALITY AS given (\(names), place)"
        return try run(sql.replacing(GivenRows.place, with: table), PostgreSQLParameters(given))
    }

    func hasTable(_ name: String) throws -> Bool {
        try exists("SELECT 1 FROM pg_class WHERE relkind = 'r' AND oid = to_regclass(quote_ident(?))", [name])
    }

    func tables() throws -> [String] {
        try query("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename") {
            $0.text()
        }
    }

    func columns(of table: String) throws -> [String] {
        try query(
            """
            SELECT attname FROM pg_attribute
            WHERE attrelid = to_regclass(quote_ident(?)) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """, [table]
        ) { $0.text() }
    }

    func insert(into table: String, columns: [String], rows: [[Value]]) throws {
        let sql = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"
        try reporting(sql) {
            try connection.copy(sql, lines: CopyLines(rows).bytes, deadline: .now + limits.patience)
        }
    }

    func lastNumber(in table: String) throws -> Int64? {
        guard let sequence = try sequence(of: table) else { return nil }
        return try first("SELECT last_value FROM pg_sequences WHERE schemaname || '.' || sequencename = ?", [sequence])
        {
            $0.integerOrNil()
        } ?? nil
    }

    func setLastNumber(_ number: Int64, in table: String) throws {
        guard let sequence = try sequence(of: table) else { return }
        _ = try first("SELECT setval(CAST(? AS regclass), ?)", [sequence, number]) { $0.integer() }
    }

    /// `public.devices_id_seq`
    private func sequence(of table: String) throws -> String? {
        guard try columns(of: table).contains("id") else { return nil }
        return try first("SELECT pg_get_serial_sequence(?, 'id')", [table]) { $0.textOrNil() } ?? nil
    }

    func nextNumbers(_ count: Int, in table: String) throws -> [Int64] {
        try query(
            "SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)", [table, count]
        ) { $0.integer() }
    }

    func isAny(_ column: String, of query: String) -> String { "\(column) = ANY(ARRAY(\(query)))" }

    func findByIndex() throws {
        _ = try connection.run(Planner.byIndex(isLocal: true), deadline: .now + limits.patience)
    }

    var skippingLocked: String { " FOR UPDATE SKIP LOCKED" }

    /// Answers are short, and this many of them fit into the buffers of a socket.
    private static let mostInPipeline = 256

    private static let wrongNumber = DatabaseError(
        .refused, "A statement was not given as many values as it has places.")

    private func run(_ sql: String, _ values: [any ValueConvertible]) throws -> PostgreSQLResult {
        try run(sql, PostgreSQLParameters(values))
    }

    private func run(_ sql: String, _ parameters: PostgreSQLParameters) throws -> PostgreSQLResult {
        let statement = statements.statement(sql)
        return try reporting(sql) {
            guard parameters.count == statement.places else { throw Self.wrongNumber }
            guard statement.isDefinition else {
                return try connection.run(statement, parameters, deadline: .now + limits.patience)
            }
            _ = try connection.run("SET LOCAL statement_timeout = 0", deadline: .now + limits.patience)
            return try connection.run(statement, parameters, deadline: .now + limits.patienceWithDefinitions)
        }
    }

    /// Faults of the program are logged here, where the statement is known; whoever catches the error sees none of it.
    private func reporting<Result>(_ sql: String, _ body: () throws -> Result) throws -> Result {
        if logsStatements { logger.debug("\(sql)") }
        do {
            return try body()
        } catch let error as DatabaseError where error.code == .refused || error.code == .constraint {
            logger.error("\(error)", metadata: ["sql": "\(sql)"])
            throw error
        }
    }
}
