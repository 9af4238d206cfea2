extension Schema {
    /// Who works on this database, and who does what only one may do.
    static let cluster = [
        // One row a process that polls and sends. `state` is `running`, or says what does not.
        """
        CREATE TABLE workers (
            name TEXT PRIMARY KEY,
            host TEXT NOT NULL,
            roles TEXT NOT NULL,
            version TEXT NOT NULL,
            state TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL
        ) STRICT
        """,
        // `token` grows with every new holder: what an earlier one still writes is refused by it.
        """
        CREATE TABLE leases (
            name TEXT PRIMARY KEY,
            holder TEXT NOT NULL,
            token INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT
        """,
    ]
}
