internal import Database

extension Schema {
    /// Who has a notice already, and which receivers take none for now.
    static let deliveries = Migration(
        number: 9, name: "deliveries",
        statements: [
            // JSON: those of its recipients who are done with.
            "ALTER TABLE notices ADD COLUMN recipients TEXT NOT NULL DEFAULT '[]'",
            """
            CREATE TABLE channel_holds (
                channel TEXT PRIMARY KEY,
                until INTEGER NOT NULL,
                refusals INTEGER NOT NULL,
                successes INTEGER NOT NULL,
                spacing INTEGER NOT NULL,
                is_paced INTEGER NOT NULL,
                reason TEXT NOT NULL
            ) STRICT
            """,
        ])
}
