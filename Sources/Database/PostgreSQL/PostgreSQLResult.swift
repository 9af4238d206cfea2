internal import CPostgreSQL

/// What the server answered to one statement.
final class PostgreSQLResult {
    let pointer: OpaquePointer

    /// - Parameter pointer: is cleared with this.
    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }
    var rows: CInt { PQntuples(pointer) }
    /// `COMMIT`, `UPDATE 3`.
    var command: String { String(cString: PQcmdStatus(pointer)) }
    /// Rows that were inserted, updated or deleted.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    func cells(of row: CInt) -> PostgreSQLCells { PostgreSQLCells(self, row: row) }

    /// `nil` where the statement was carried out.
    var failure: PostgreSQLFailure? {
        switch status {
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_PIPELINE_ABORTED:
            PostgreSQLFailure(
                state: field(Self.state), message: field(Self.message), detail: field(Self.detail),
                table: field(Self.table))
        default: nil
        }
    }

    private func field(_ code: CInt) -> String {
        PQresultErrorField(pointer, code).map { String(cString: $0) } ?? ""
    }

    /// `PG_DIAG_…`, characters that are not imported as numbers.
    private static let state = CInt(UInt8(ascii: "C"))
    private static let message = CInt(UInt8(ascii: "M"))
    private static let detail = CInt(UInt8(ascii: "D"))
    private static let table = CInt(UInt8(ascii: "t"))
}
