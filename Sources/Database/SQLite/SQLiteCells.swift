internal import GRDBSQLite

/// The row at which a statement stands. The statement outlives it: it is made and dropped inside one query.
final class SQLiteCells: Cells {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) { self.statement = statement }

    func isNull(at column: Int) -> Bool { sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL }
    func integer(at column: Int) -> Int64 { sqlite3_column_int64(statement, CInt(column)) }
    func real(at column: Int) -> Double { sqlite3_column_double(statement, CInt(column)) }

    func value(at column: Int) -> Value {
        switch sqlite3_column_type(statement, CInt(column)) {
        case SQLITE_INTEGER: .integer(integer(at: column))
        case SQLITE_FLOAT: .real(real(at: column))
        case SQLITE_BLOB: .bytes(bytes(at: column))
        case SQLITE_NULL: .null
        default: .text(text(at: column))
        }
    }

    func text(at column: Int) -> String {
        guard let start = sqlite3_column_text(statement, CInt(column)) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(at column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, CInt(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, CInt(column)))))
    }
}
