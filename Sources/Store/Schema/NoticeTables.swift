extension Schema {
    /// Who is told, and what was sent to tell them.
    static let notices = [
        // Kinds and fields are those that the program knows; `fields` is JSON, and `secrets` JSON of sealed texts. Name
        // keys are in lower case. Two are there from the start: email and the chat of the settings.
        """
        CREATE TABLE receivers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
            fields TEXT NOT NULL,
            secrets TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        INSERT INTO receivers (kind, name, name_key, enabled, fields, secrets, created_at, updated_at) VALUES
            ('email', 'email', 'email', 1, '{}', '{}', 0, 0), ('slack', 'slack', 'slack', 1, '{}', '{}', 0, 0)
        """,
        // Positions are 1, 2, 3, … `matching` and `hours` are JSON, `receivers` a JSON list of ids.
        """
        CREATE TABLE routes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            matching TEXT NOT NULL,
            receivers TEXT NOT NULL,
            group_wait INTEGER CHECK (group_wait >= 0),
            hours TEXT,
            enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE maintenance_windows (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            matching TEXT NOT NULL,
            comment TEXT,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            CHECK (ends_at > starts_at)
        ) STRICT
        """,
        "CREATE INDEX maintenance_windows_end ON maintenance_windows (ends_at)",
        // `message_id` is the same for all notices that are sent in one message; NULL for one that still waits for
        // others. `receiver` is the name that it had then. `held_until` is the end of the maintenance for which the notice
        // waits. `follows` is the notice that told of what this one tells the end of. `recipients` is JSON: those who
        // are done with.
        """
        CREATE TABLE notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            alert_id INTEGER REFERENCES alerts (id) ON DELETE SET NULL,
            receiver_id INTEGER REFERENCES receivers (id) ON DELETE SET NULL,
            receiver TEXT NOT NULL,
            content TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('pending', 'delivered', 'skipped', 'cancelled', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            next_attempt_at INTEGER,
            delivered_at INTEGER,
            last_error TEXT,
            claimed_by TEXT,
            claim_expires_at INTEGER,
            recipients TEXT NOT NULL DEFAULT '[]',
            message_id TEXT,
            follows INTEGER,
            held_until INTEGER,
            CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
            CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX notices_alert ON notices (alert_id) WHERE alert_id IS NOT NULL",
        "CREATE INDEX notices_of_no_alert ON notices (created_at) WHERE alert_id IS NULL",
        "CREATE INDEX notices_due ON notices (next_attempt_at) WHERE next_attempt_at IS NOT NULL",
        "CREATE INDEX notices_claimed ON notices (claimed_by) WHERE claimed_by IS NOT NULL",
        "CREATE INDEX notices_receiver ON notices (receiver_id) WHERE receiver_id IS NOT NULL",
        "CREATE INDEX notices_held ON notices (held_until) WHERE held_until IS NOT NULL AND next_attempt_at IS NOT NULL",
        // `may_have_arrived` is 1 for an attempt that failed and may have reached people all the same.
        """
        CREATE TABLE notice_attempts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
            answer TEXT NOT NULL,
            may_have_arrived INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        "CREATE INDEX notice_attempts_notice ON notice_attempts (notice_id)",
        // Receivers that take nothing for now.
        """
        CREATE TABLE receiver_holds (
            receiver_id INTEGER PRIMARY KEY REFERENCES receivers (id) ON DELETE CASCADE,
            until INTEGER NOT NULL,
            refusals INTEGER NOT NULL,
            successes INTEGER NOT NULL,
            spacing INTEGER NOT NULL,
            is_paced INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT
        """,
        "CREATE TABLE daily_summaries (day TEXT PRIMARY KEY, written_at INTEGER NOT NULL) STRICT",
        """
        CREATE TABLE summary_plan (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            schedule TEXT NOT NULL,
            next_at INTEGER NOT NULL,
            covered_until INTEGER
        ) STRICT
        """,
    ]
}
