/// Where the truth is kept, from a `DATABASE_URL` as SQLAlchemy writes it.
package enum DatabaseLocation: Sendable, Equatable {
    /// A file; relative to the working directory unless it begins with `/`.
    case sqlite(path: String)

    static let expectation =
        "sqlite:///relative.db or sqlite:////absolute.db (PostgreSQL is not supported by this version)"

    /// `sqlite:///relative.db`, `sqlite:////absolute.db`; `nil` for anything else.
    package init?(url: String) {
        let scheme = "sqlite:///"
        guard url.hasPrefix(scheme), url.count > scheme.count else { return nil }
        self = .sqlite(path: String(url.dropFirst(scheme.count)))
    }
}
