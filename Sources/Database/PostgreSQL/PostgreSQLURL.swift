internal import CPostgreSQL

/// Where a PostgreSQL server is and how to log in, as libpq reads it:
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING. Several hosts and all of libpq's
/// parameters (`sslmode`, `sslrootcert`, `target_session_attrs`, …) are allowed.
package struct PostgreSQLURL: Sendable, Equatable {
    /// Holds the password: for libpq alone.
    let text: String
    /// The servers and the database, without user and password: for sentences.
    package let place: String

    /// - Parameter text: `postgresql://…` or `postgres://…`; a driver as SQLAlchemy names it
    ///   (`postgresql+psycopg2://…`) is passed over.
    /// - Returns: `nil` where it is none, or its user part is not percent-encoded: libpq's errors would show parts of it.
    package init?(_ text: String) {
        guard let end = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<end.lowerBound].prefix { $0 != "+" }.lowercased()
        guard ["postgresql", "postgres"].contains(scheme) else { return nil }
        let rest = text[end.upperBound...]
        let address = rest.prefix { $0 != "?" }
        guard Self.isEncoded(rest) else { return nil }
        let place = address.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        self.place = place.isEmpty || place == "/" ? "on this machine" : String(place)
        self.text = "postgresql://\(rest)" + Self.defaults(beside: rest)
        guard Self.isReadable(self.text) else { return nil }
    }

    /// A space, an `@` too many or after the first slash, or a `?` before it, is of a user or a password as it was typed.
    private static func isEncoded(_ rest: Substring) -> Bool {
        let (address, authority) = (rest.prefix { $0 != "?" }, rest.prefix { $0 != "/" })
        let user = authority.contains("@") ? authority.prefix { $0 != "@" } : ""
        return address.count { $0 == "@" } <= 1 && !address.contains(" ") && !user.contains("?")
            && address.contains("@") == authority.contains("@")
    }

    private static func isReadable(_ text: String) -> Bool {
        let options = PQconninfoParse(text, nil)
        PQconninfoFree(options)
        return options != nil
    }

    /// What makes a dead server known within seconds, where the URL says nothing of it. GSSAPI is left out unless it is
    /// asked for: its library aborts a process that exits while another thread connects.
    private static func defaults(beside text: Substring) -> String {
        let wanted = [
            "connect_timeout": "5", "application_name": "lapwing", "keepalives_idle": "10", "keepalives_interval": "5",
            "keepalives_count": "3", "tcp_user_timeout": "15000", "client_encoding": "UTF8",
            "gssencmode": "disable",
        ]
        let missing = wanted.filter { !text.contains("\($0.key)=") }.sorted { $0.key < $1.key }
        let parameters = missing.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
        return parameters.isEmpty ? "" : (text.contains("?") ? "&" : "?") + parameters
    }
}
