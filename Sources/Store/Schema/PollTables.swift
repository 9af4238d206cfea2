extension Schema {
    /// When subjects are asked next, by whom, and what was learned of asking them.
    static let polls = [
        // `due` is when somebody is to look at the row again: its next poll, or the end of its claim; NULL for never.
        // While it is claimed `claimed_due` says when it was due. `allowance` is how many milliseconds longer than
        // others it may take.
        """
        CREATE TABLE queue (
            kind TEXT NOT NULL,
            id INTEGER NOT NULL,
            due INTEGER,
            claimed_due INTEGER,
            allowance INTEGER NOT NULL DEFAULT 0,
            claimed_by TEXT,
            PRIMARY KEY (kind, id),
            FOREIGN KEY (kind, id) REFERENCES subjects (kind, id) ON DELETE CASCADE,
            CHECK ((claimed_by IS NULL) = (claimed_due IS NULL))
        ) STRICT, WITHOUT ROWID /* WITH (fillfactor = 70) */
        """,
        "CREATE INDEX queue_due ON queue (kind, due, id)",
        "CREATE INDEX queue_claimed ON queue (kind) WHERE claimed_by IS NOT NULL",
        """
        CREATE TABLE check_states (
            kind TEXT NOT NULL,
            id INTEGER NOT NULL,
            name TEXT NOT NULL,
            hard TEXT NOT NULL CHECK (hard IN ('unknown', 'up', 'down', 'unreachable')),
            since INTEGER NOT NULL,
            streak INTEGER NOT NULL,
            streak_since INTEGER,
            instability REAL NOT NULL,
            is_unstable INTEGER NOT NULL CHECK (is_unstable IN (0, 1)),
            is_reported INTEGER NOT NULL CHECK (is_reported IN (0, 1)),
            busy_since INTEGER,
            outage_checks INTEGER NOT NULL DEFAULT 0,
            longest_outage INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (kind, id, name),
            FOREIGN KEY (kind, id) REFERENCES subjects (kind, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX check_states_unreachable ON check_states (kind, id) WHERE hard = 'unreachable'",
        // `status_before` is the status as it was when somebody asked: a poll in flight may change it before the one
        // that was asked for. A task outlives its subject.
        """
        CREATE TABLE tasks (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            subject_kind TEXT NOT NULL,
            subject_id INTEGER,
            state TEXT NOT NULL CHECK (state IN ('PENDING', 'STARTED', 'SUCCESS', 'FAILURE', 'RETRY')),
            status_before TEXT,
            result TEXT,
            error TEXT,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            CHECK ((finished_at IS NOT NULL) = (state IN ('SUCCESS', 'FAILURE')))
        ) STRICT
        """,
        "CREATE INDEX tasks_waiting ON tasks (subject_kind, subject_id) WHERE finished_at IS NULL",
        "CREATE INDEX tasks_age ON tasks (created_at)",
        // `sealed` holds keys. `read_by` is the worker that has it already. A row is of the device's present
        // configuration: it goes when its address or its SNMP access changes.
        """
        CREATE TABLE agent_capabilities (
            device_id INTEGER PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
            fingerprint TEXT NOT NULL,
            sealed TEXT NOT NULL,
            read_by TEXT NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        // Visits in a row to which the host did not answer, where that is not none.
        """
        CREATE TABLE camera_hosts (
            host_key TEXT PRIMARY KEY,
            silences INTEGER NOT NULL CHECK (silences > 0)
        ) STRICT
        """,
        // `login_key` is a keyed hash of a place, a user and a password. `answer`, `refused_at` and `refusals` are of
        // the refusals since it was last accepted.
        """
        CREATE TABLE camera_logins (
            login_key TEXT PRIMARY KEY,
            accepted_at INTEGER,
            refused_at INTEGER,
            refusals INTEGER NOT NULL DEFAULT 0,
            answer TEXT,
            retry_at INTEGER,
            camera_id INTEGER NOT NULL,
            camera_name TEXT NOT NULL,
            tried_until INTEGER,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX camera_logins_age ON camera_logins (updated_at)",
    ]
}
