internal import Database

/// Reads a table, whatever its columns are, a page at a time in the order of its key.
struct TableReader {
    let table: ArchivedTable
    let columns: [String]
    private let source: String
    private let select: String

    init(_ table: ArchivedTable, in transaction: any Transaction) throws {
        self.init(table, columns: try transaction.columns(of: table.name), from: table.name)
    }

    /// - Parameter source: what has the columns: a table, or a statement that selects them, in parentheses and named.
    init(_ table: ArchivedTable, columns: [String], from source: String) {
        self.table = table
        self.columns = columns
        self.source = source
        select = "SELECT \(columns.joined(separator: ", ")) FROM \(source)"
    }

    static let pageSize = 1000

    /// - Parameter key: of the last row of the page before; `nil` for the first page.
    func page(after key: [Value]?, in transaction: any Transaction) throws -> [[Value]] {
        let names = table.key.joined(separator: ", ")
        let places = table.key.map { _ in "?" }.joined(separator: ", ")
        let clause = key == nil ? "" : " WHERE (\(names)) > (\(places))"
        let values: [any ValueConvertible] = (key ?? []) + [.integer(Int64(Self.pageSize))]
        return try transaction.query("\(select)\(clause) ORDER BY \(names) LIMIT ?", values) { row in
            var cells: [Value] = []
            for _ in columns { cells.append(row.value()) }
            return cells
        }
    }

    func key(of row: [Value]) -> [Value] {
        table.key.map { name in columns.firstIndex(of: name).map { row[$0] } ?? .null }
    }

    /// The key of the last row there is.
    func lastKey(in transaction: any Transaction) throws -> [Value]? {
        let order = table.key.map { "\($0) DESC" }.joined(separator: ", ")
        return try transaction.first(
            "SELECT \(table.key.joined(separator: ", ")) FROM \(source) ORDER BY \(order) LIMIT 1"
        ) { row in
            var cells: [Value] = []
            for _ in table.key { cells.append(row.value()) }
            return cells
        }
    }

    func forEachPage(in transaction: any Transaction, _ body: ([[Value]]) throws -> Void) throws {
        var key: [Value]?
        while case let rows = try page(after: key, in: transaction), let last = rows.last {
            try body(rows)
            key = self.key(of: last)
        }
    }

    func sum(in transaction: any Transaction) throws -> RowSum {
        var sum = RowSum()
        try forEachPage(in: transaction) { rows in for row in rows { sum.add(RowText(row)) } }
        return sum
    }
}
