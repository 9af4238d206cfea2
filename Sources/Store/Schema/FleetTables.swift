internal import Database

extension Schema {
    /// What is watched, when it is asked next, and what the last answers were.
    static let fleet = Migration(
        number: 2, name: "fleet",
        statements: [
            // `address_key` is the canonical address, made so that its order is the order of addresses.
            // `poll_phase` places the device's slots among those of the others.
            """
            CREATE TABLE devices (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL,
                address TEXT NOT NULL,
                address_key TEXT NOT NULL UNIQUE,
                vendor TEXT,
                device_type TEXT,
                snmp_version TEXT NOT NULL CHECK (snmp_version IN ('1', '2c', '3', 'none')),
                snmp_port INTEGER NOT NULL CHECK (snmp_port BETWEEN 0 AND 65535),
                snmp_community TEXT NOT NULL,
                v3_username TEXT,
                v3_auth_protocol TEXT,
                v3_auth_password TEXT,
                v3_priv_protocol TEXT,
                v3_priv_password TEXT,
                v3_context TEXT,
                meta TEXT NOT NULL,
                poll_interval INTEGER CHECK (poll_interval > 0),
                parent_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
                tags TEXT NOT NULL,
                enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
                status TEXT NOT NULL DEFAULT 'unknown' CHECK (status IN ('online', 'offline', 'unknown')),
                last_seen INTEGER,
                last_error TEXT,
                model TEXT,
                sys_name TEXT,
                sys_descr TEXT,
                location TEXT,
                uptime INTEGER,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                measured_at INTEGER,
                poll_phase INTEGER NOT NULL DEFAULT 0,
                next_poll_at INTEGER,
                claimed_by TEXT,
                claim_expires_at INTEGER,
                CHECK ((claimed_by IS NULL) = (claim_expires_at IS NULL))
            ) STRICT
            """,
            "CREATE INDEX devices_parent ON devices (parent_id) WHERE parent_id IS NOT NULL",
            "CREATE INDEX devices_status ON devices (status)",
            "CREATE INDEX devices_due ON devices (next_poll_at) WHERE next_poll_at IS NOT NULL",
            "CREATE INDEX devices_claimed ON devices (claimed_by) WHERE claimed_by IS NOT NULL",
            """
            CREATE TABLE cameras (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL,
                address TEXT NOT NULL,
                address_key TEXT NOT NULL UNIQUE,
                rtsp_url TEXT NOT NULL,
                username TEXT,
                password TEXT,
                location TEXT,
                poll_interval INTEGER CHECK (poll_interval > 0),
                tags TEXT NOT NULL,
                enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
                status TEXT NOT NULL DEFAULT 'unknown' CHECK (status IN ('online', 'offline', 'unknown')),
                last_seen INTEGER,
                last_error TEXT,
                last_snapshot TEXT,
                codec TEXT,
                width INTEGER,
                height INTEGER,
                fps REAL,
                bitrate INTEGER,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                measured_at INTEGER,
                poll_phase INTEGER NOT NULL DEFAULT 0,
                next_poll_at INTEGER,
                claimed_by TEXT,
                claim_expires_at INTEGER,
                CHECK ((claimed_by IS NULL) = (claim_expires_at IS NULL))
            ) STRICT
            """,
            "CREATE INDEX cameras_status ON cameras (status)",
            "CREATE INDEX cameras_due ON cameras (next_poll_at) WHERE next_poll_at IS NOT NULL",
            "CREATE INDEX cameras_claimed ON cameras (claimed_by) WHERE claimed_by IS NOT NULL",
            // The tags of the rows once more, to find rows by.
            """
            CREATE TABLE device_tags (
                tag TEXT NOT NULL,
                subject_id INTEGER NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
                PRIMARY KEY (tag, subject_id)
            ) STRICT
            """,
            "CREATE INDEX device_tags_subject ON device_tags (subject_id)",
            """
            CREATE TABLE camera_tags (
                tag TEXT NOT NULL,
                subject_id INTEGER NOT NULL REFERENCES cameras (id) ON DELETE CASCADE,
                PRIMARY KEY (tag, subject_id)
            ) STRICT
            """,
            "CREATE INDEX camera_tags_subject ON camera_tags (subject_id)",
            // The last number that told one batch of claims from another.
            "CREATE TABLE claim_numbers (value INTEGER NOT NULL) STRICT",
            "INSERT INTO claim_numbers (value) VALUES (0)",
            """
            CREATE TABLE check_states (
                device_id INTEGER REFERENCES devices (id) ON DELETE CASCADE,
                camera_id INTEGER REFERENCES cameras (id) ON DELETE CASCADE,
                name TEXT NOT NULL CHECK (name IN ('reachability', 'snmp', 'stream')),
                hard TEXT NOT NULL CHECK (hard IN ('unknown', 'up', 'down', 'unreachable')),
                since INTEGER NOT NULL,
                streak INTEGER NOT NULL,
                streak_since INTEGER,
                instability REAL NOT NULL,
                is_unstable INTEGER NOT NULL CHECK (is_unstable IN (0, 1)),
                is_reported INTEGER NOT NULL CHECK (is_reported IN (0, 1)),
                has_rejected_credentials INTEGER NOT NULL CHECK (has_rejected_credentials IN (0, 1)),
                CHECK ((device_id IS NULL) <> (camera_id IS NULL)),
                UNIQUE (device_id, name),
                UNIQUE (camera_id, name)
            ) STRICT
            """,
            "CREATE INDEX check_states_unreachable ON check_states (device_id) WHERE hard = 'unreachable'",
            """
            CREATE TABLE tasks (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('device_poll', 'camera_test')),
                device_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
                camera_id INTEGER REFERENCES cameras (id) ON DELETE SET NULL,
                state TEXT NOT NULL CHECK (state IN ('PENDING', 'STARTED', 'SUCCESS', 'FAILURE', 'RETRY')),
                result TEXT,
                error TEXT,
                created_at INTEGER NOT NULL,
                started_at INTEGER,
                finished_at INTEGER,
                CHECK ((finished_at IS NOT NULL) = (state IN ('SUCCESS', 'FAILURE')))
            ) STRICT
            """,
            "CREATE INDEX tasks_device ON tasks (device_id)",
            "CREATE INDEX tasks_camera ON tasks (camera_id)",
            "CREATE INDEX tasks_age ON tasks (created_at)",
        ])
}
