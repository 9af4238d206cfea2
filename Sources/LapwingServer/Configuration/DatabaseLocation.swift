package import Database
internal import Logging

/// Where the truth is kept, from a `DATABASE_URL` as SQLAlchemy writes it.
package enum DatabaseLocation: Sendable, Equatable {
    /// A file; relative to the working directory unless it begins with `/`.
    case sqlite(path: String)
    case postgresql(PostgreSQLURL)

    static let expectation = """
        sqlite:///relative.db, sqlite:////absolute.db or postgresql://user:password@host/database, in which other \
        characters than letters and digits of user and password are percent-encoded and parameters are those of libpq
        """

    /// Whether processes of other machines can use it too.
    package var isShared: Bool {
        switch self {
        case .sqlite: false
        case .postgresql: true
        }
    }

    /// - Returns: `nil` for what is no URL of a database, or of one that goes with the process.
    package init?(url: String) {
        if let server = PostgreSQLURL(url) {
            self = .postgresql(server)
        } else if let path = Self.path(inSQLite: url) {
            self = .sqlite(path: path)
        } else {
            return nil
        }
    }

    /// Of `sqlite:///PATH`, which may name a driver (`sqlite+pysqlite:///PATH`), or for short of `sqlite:PATH`.
    private static func path(inSQLite url: String) -> String? {
        guard let colon = url.firstIndex(of: ":") else { return nil }
        let scheme = url[..<colon]
        guard scheme == "sqlite" || scheme.hasPrefix("sqlite+") else { return nil }
        var path = url[url.index(after: colon)...]
        if path.hasPrefix("///") {
            path = path.dropFirst(3)
        } else if path.hasPrefix("//") {
            return nil
        }
        return path.isEmpty || path == ":memory:" ? nil : String(path)
    }

    /// - Parameter connections: to a server, at most.
    func open(connections: Int, logger: Logger) throws -> any Database {
        switch self {
        case .sqlite(let path): return try SQLiteDatabase(path: path, logger: logger)
        case .postgresql(let url):
            var limits = PostgreSQLLimits()
            limits.connections = connections
            return PostgreSQLDatabase(url, limits: limits, logger: logger)
        }
    }
}
