extension Schema {
    /// Who may do what, and what was set and done by them.
    static let accounts = [
        // Ids are never given twice (AUTOINCREMENT): a token names its user by id.
        // The keys are the names in lower case.
        """
        CREATE TABLE users (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            username TEXT NOT NULL,
            username_key TEXT NOT NULL UNIQUE,
            email TEXT NOT NULL,
            email_key TEXT NOT NULL UNIQUE,
            password_hash TEXT NOT NULL,
            is_initial_password INTEGER NOT NULL DEFAULT 0 CHECK (is_initial_password IN (0, 1)),
            role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
            token_version INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        // One row a family: the one token of it that was not spent yet. Families of a user that changed are deleted.
        """
        CREATE TABLE refresh_tokens (
            family TEXT PRIMARY KEY,
            token TEXT NOT NULL,
            user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id)",
        "CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at)",
        """
        CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            is_secret INTEGER NOT NULL CHECK (is_secret IN (0, 1)),
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE audit_log (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
            username TEXT NOT NULL,
            address TEXT NOT NULL,
            action TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX audit_log_user ON audit_log (user_id)",
        // What is forgotten by its age is found by it.
        "CREATE INDEX audit_log_age ON audit_log (at)",
        // Numbers that grow; a topic that has no row yet is at 0.
        """
        CREATE TABLE revisions (
            topic TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT /* WITH (fillfactor = 50) */
        """,
        // A sealed text that everybody knows: it opens under the key of the installation and no other.
        """
        CREATE TABLE key_checks (
            name TEXT PRIMARY KEY,
            sealed TEXT NOT NULL
        ) STRICT
        """,
    ]
}
