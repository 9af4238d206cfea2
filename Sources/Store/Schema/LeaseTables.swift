internal import Database

extension Schema {
    /// Who does what only one may do.
    static let leases = Migration(
        number: 5, name: "leases",
        statements: [
            // `token` grows with every new holder: what an earlier one still writes is refused by it.
            """
            CREATE TABLE leases (
                name TEXT PRIMARY KEY,
                holder TEXT NOT NULL,
                token INTEGER NOT NULL,
                expires_at INTEGER NOT NULL
            ) STRICT
            """,
            // Claims are told apart by random numbers since.
            "DROP TABLE claim_numbers",
        ])
}
