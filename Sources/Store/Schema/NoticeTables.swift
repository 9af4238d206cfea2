extension Schema {
    /// What was sent to tell people.
    static let notices = [
        // `message_id` is the same for all notices that are sent in one message; NULL for one that still waits for
        // others. `follows` is the notice that told of what this one tells the end of. `recipients` is JSON: those who
        // are done with.
        """
        CREATE TABLE notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            alert_id INTEGER REFERENCES alerts (id) ON DELETE SET NULL,
            channel TEXT NOT NULL,
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
            CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
            CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX notices_alert ON notices (alert_id) WHERE alert_id IS NOT NULL",
        "CREATE INDEX notices_of_no_alert ON notices (created_at) WHERE alert_id IS NULL",
        "CREATE INDEX notices_due ON notices (next_attempt_at) WHERE next_attempt_at IS NOT NULL",
        "CREATE INDEX notices_claimed ON notices (claimed_by) WHERE claimed_by IS NOT NULL",
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
