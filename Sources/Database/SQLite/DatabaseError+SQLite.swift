internal import GRDB
internal import GRDBSQLite

extension DatabaseError {
    /// - Parameters:
    ///   - code: an extended result code, https://www.sqlite.org/rescode.html
    ///   - message: what SQLite says of it; only constraint failures are read from it.
    init(sqlite code: CInt, message: String, path: String) {
        switch code & 0xFF {
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            self.init(
                .notWritable,
                "The database \(path) cannot be written: check the permissions of the file and of its directory.")
        case SQLITE_FULL:
            self.init(.full, "The disk that holds the database \(path) is full.")
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            self.init(.corrupt, "The database \(path) is damaged or no SQLite database: restore it from a backup.")
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(.busy, "The database \(path) is locked by another process.")
        case SQLITE_CANTOPEN:
            self.init(
                .cannotOpen, "The database \(path) cannot be opened: check that its directory exists and is readable.")
        case SQLITE_IOERR:
            self.init(
                .unreachable,
                "Reading or writing the database \(path) failed (SQLite error \(code)): check the disk.")
        case SQLITE_CONSTRAINT:
            self.init(constraint: code, message: message)
        default:
            self.init(.refused, "The database \(path) refused a statement (SQLite error \(code)).")
        }
    }

    init(_ error: GRDB.DatabaseError, path: String) {
        self.init(sqlite: error.extendedResultCode.rawValue, message: error.message ?? "", path: path)
    }

    private init(constraint code: CInt, message: String) {
        switch code {
        case Self.uniqueViolation, Self.primaryKeyViolation:
            let column = message.split(separator: " ").last.map(String.init) ?? ""
            self.init(.alreadyExists(column: column), "There is already a row with this \(column).")
        case Self.foreignKeyViolation:
            self.init(.brokenReference, "The row refers to one that does not exist.")
        default:
            self.init(.constraint, "The row breaks a rule of the schema (SQLite error \(code)).")
        }
    }

    /// Macros that are not imported: `SQLITE_CONSTRAINT | (n << 8)`.
    private static let foreignKeyViolation: CInt = 787
    private static let primaryKeyViolation: CInt = 1555
    private static let uniqueViolation: CInt = 2067
}
