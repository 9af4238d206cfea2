internal import Database

extension Schema {
    /// Which notices go out together, and when the next summary does.
    static let messages = Migration(
        number: 10, name: "messages",
        statements: [
            // The same for all notices that are sent in one message; NULL for one that still waits for others.
            "ALTER TABLE notices ADD COLUMN message_id TEXT",
            // The notice that told of what this one tells the end of.
            "ALTER TABLE notices ADD COLUMN follows INTEGER",
            """
            CREATE TABLE summary_plan (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                schedule TEXT NOT NULL,
                next_at INTEGER NOT NULL,
                covered_until INTEGER
            ) STRICT
            """,
        ])
}
