/// Rows of values that a statement reads as a table: `{given}` in its text stands for it, and `given` names it.
///
/// A server gets all rows in one statement; an engine in this process runs the statement for each of them. So the
/// statement does to each row what it would do to it alone, and no two rows are of the same row of the database.
package struct GivenRows: Sendable {
    package enum Kind: Sendable { case integer, real, text }

    /// They hold no bytes.
    let columns: [(name: String, kind: Kind)]
    let rows: [[Value]]

    package init(_ columns: KeyValuePairs<String, Kind>, _ rows: [[any ValueConvertible]]) {
        self.init(columns.map { ($0.key, $0.value) }, rows)
    }

    package init(_ columns: [(name: String, kind: Kind)], _ rows: [[any ValueConvertible]]) {
        self.columns = columns
        self.rows = rows.map { $0.map(\.databaseValue) }
    }

    package var isEmpty: Bool { rows.isEmpty }

    static let place = "{given}"
}
