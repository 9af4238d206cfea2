internal import Database

/// Reads a table, whatever its columns are, a page at a time in the order of its key.
struct TableReader {
    let table: ArchivedTable
    let columns: [String]
    private let select: String

    init(_ table: ArchivedTable, in transaction: any Transaction) throws {
        self.table = table
        columns = try transaction.columns(of: table.name)
        select = "SELECT \(columns.joined(separator: ", ")) FROM \(table.name)"
    }

    static let pageSize = 1000

    /// - Parameter key: of the last row of the page before; `nil` for the first page.
    func page(after key: [Value]?, in transaction: any Transaction) throws -> [[Value]] {
        let names = table.key.joined(separator: ", ")
        let places = table.key.map { _ in "?" }.joined(separator: ", ")
        let conditions = [table.filter, key.map { _ in "(\(names)) > (\(places))" }].compactMap { $0 }
        let clause = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
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
        let filter = table.filter.map { " WHERE \($0)" } ?? ""
        let order = table.key.map { "\($0) DESC" }.joined(separator: ", ")
        return try transaction.first(
            "SELECT \(table.key.joined(separator: ", ")) FROM \(table.name)\(filter) ORDER BY \(order) LIMIT 1"
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
