internal import Database

/// Writes rows as a `TableReader` read them.
struct TableWriter {
    let table: ArchivedTable
    let columns: [String]
    /// Places of the columns that are set last, and of the key.
    private let late: [Int]
    private let key: [Int]
    /// What is to be set when all rows are there: the late values and the key.
    private var pending: [[Value]] = []

    init(_ table: ArchivedTable, columns: [String]) {
        self.table = table
        self.columns = columns
        late = table.late.compactMap { columns.firstIndex(of: $0) }
        key = table.key.compactMap { columns.firstIndex(of: $0) }
    }

    mutating func insert(_ rows: [[Value]], in transaction: any Transaction) throws {
        guard !rows.isEmpty else { return }
        guard !late.isEmpty else {
            return try transaction.insert(into: table.name, columns: columns, rows: rows)
        }
        note(rows)
        let early = rows.map { row in
            var row = row
            for index in late { row[index] = .null }
            return row
        }
        try transaction.insert(into: table.name, columns: columns, rows: early)
    }

    /// Has the late columns of rows set by `finish` that were inserted before.
    mutating func note(_ rows: [[Value]]) {
        for row in rows where late.contains(where: { row[$0] != .null }) {
            pending.append(late.map { row[$0] } + key.map { row[$0] })
        }
    }

    /// Sets the late columns of what was noted so far.
    mutating func finish(in transaction: any Transaction) throws {
        guard !pending.isEmpty else { return }
        let changes = late.map { "\(columns[$0]) = ?" }.joined(separator: ", ")
        let row = key.map { "\(columns[$0]) = ?" }.joined(separator: " AND ")
        try transaction.execute("UPDATE \(table.name) SET \(changes) WHERE \(row)", forEach: pending)
        pending = []
    }
}
