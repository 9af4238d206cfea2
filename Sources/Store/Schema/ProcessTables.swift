internal import Database

extension Schema {
    /// Who works on this database, and under which key its secrets were sealed.
    static let processes = Migration(
        number: 6, name: "processes",
        statements: [
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
            // A sealed text that everybody knows: it opens under the key of the installation and no other.
            """
            CREATE TABLE canaries (
                name TEXT PRIMARY KEY,
                sealed TEXT NOT NULL
            ) STRICT
            """,
            // What is forgotten by its age is found by it.
            "CREATE INDEX audit_log_age ON audit_log (at)",
            "CREATE INDEX notices_of_no_alert ON notices (created_at) WHERE alert_id IS NULL",
        ])
}
