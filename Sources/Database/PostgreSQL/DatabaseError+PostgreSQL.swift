/// What the server, or libpq, says of a failure.
struct PostgreSQLFailure {
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html; empty where the failure is not the server's.
    var state: String
    var message: String
    /// `Key (address_key)=(…) already exists.`, in the server's language.
    var detail = ""
    var table = ""
}

extension DatabaseError {
    /// - Parameter place: of the database, without a password.
    init(_ failure: PostgreSQLFailure, place: String) {
        let name = "The PostgreSQL database \(place)"
        switch (failure.state.prefix(2), failure.state) {
        case (_, "23505"): self.init(violatedUniqueness: failure)
        case (_, "23503"):
            self.init(.brokenReference, "The row refers to one that does not exist, or others refer to it.")
        case ("23", _): self.init(.constraint, "The row breaks a rule of the schema (\(failure.state)).")
        case (_, "40001"), (_, "40P01"), (_, "26000"), (_, "0A000"):
            self.init(.conflict, "\(name) is busy: another transaction was in the way (\(failure.state)).")
        case (_, "55P03"), (_, "57014"):
            self.init(.busy, "\(name) did not carry out a statement in time: it is slow or overloaded.")
        case (_, "53100"): self.init(.full, "The disk of \(name.lowercasedFirst) is full.")
        case (_, "53300"):
            self.init(
                .unreachable,
                "\(name) takes no more connections: raise its max_connections, or lower DATABASE_POOL_SIZE.")
        case ("53", _): self.init(.busy, "\(name) lacks resources: \(failure.firstLine)")
        case (_, "25006"):
            self.init(
                .unreachable,
                "\(name) can only be read: it is a standby. Add target_session_attrs=read-write to DATABASE_URL.")
        case ("28", _), ("3D", _):
            self.init(.cannotOpen, "\(name) cannot be opened: \(failure.firstLine)")
        case ("42", "42501"):
            self.init(.notWritable, "\(name) does not let this user do that: \(failure.firstLine)")
        case ("08", _), ("57", _), (_, "25P03"), (_, ""), ("XX", _), ("58", _):
            self.init(.unreachable, "\(name) cannot be reached: \(failure.firstLine)")
        default: self.init(.refused, "\(name) refused a statement (\(failure.state)).")
        }
    }

    private init(violatedUniqueness failure: PostgreSQLFailure) {
        let names = failure.detail.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        let column = "\(failure.table).\(names)"
        self.init(.alreadyExists(column: column), "There is already a row with this \(column).")
    }
}

extension PostgreSQLFailure {
    var firstLine: String {
        let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason was given"
        return line.hasSuffix(".") ? line : line + "."
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
