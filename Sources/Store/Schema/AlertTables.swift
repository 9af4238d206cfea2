internal import Database

extension Schema {
    /// What people should know, and what was sent to tell them.
    static let alerts = Migration(
        number: 3, name: "alerts",
        statements: [
            // The subject's kind, name and address stay when the device or camera is deleted.
            """
            CREATE TABLE alerts (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                device_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
                camera_id INTEGER REFERENCES cameras (id) ON DELETE SET NULL,
                subject_kind TEXT CHECK (subject_kind IN ('device', 'camera')),
                subject_name TEXT,
                subject_address TEXT,
                severity TEXT NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
                message TEXT NOT NULL,
                rule TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('firing', 'resolved')),
                count INTEGER NOT NULL DEFAULT 1 CHECK (count >= 1),
                created_at INTEGER NOT NULL,
                resolved_at INTEGER,
                acknowledged_at INTEGER,
                acknowledged_by TEXT,
                CHECK ((subject_kind IS NULL) = (subject_name IS NULL)),
                CHECK ((subject_kind IS NULL) = (subject_address IS NULL)),
                CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
            ) STRICT
            """,
            // Each list, and its count, is a walk along one of these; whether it was acknowledged is read on the way.
            "CREATE INDEX alerts_age ON alerts (created_at, id, acknowledged_at)",
            "CREATE INDEX alerts_severity ON alerts (severity, created_at, id, acknowledged_at)",
            "CREATE INDEX alerts_status ON alerts (status, created_at, id, acknowledged_at)",
            "CREATE INDEX alerts_device ON alerts (device_id, created_at) WHERE device_id IS NOT NULL",
            "CREATE INDEX alerts_camera ON alerts (camera_id, created_at) WHERE camera_id IS NOT NULL",
            "CREATE INDEX alerts_open ON alerts (severity, acknowledged_at) WHERE acknowledged_at IS NULL",
            "CREATE INDEX alerts_firing ON alerts (device_id, camera_id) WHERE status = 'firing'",
            """
            CREATE TABLE notices (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                alert_id INTEGER REFERENCES alerts (id) ON DELETE SET NULL,
                channel TEXT NOT NULL CHECK (channel IN ('email', 'slack')),
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
                CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
                CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
            ) STRICT
            """,
            "CREATE INDEX notices_alert ON notices (alert_id) WHERE alert_id IS NOT NULL",
            "CREATE INDEX notices_due ON notices (next_attempt_at) WHERE next_attempt_at IS NOT NULL",
            "CREATE INDEX notices_claimed ON notices (claimed_by) WHERE claimed_by IS NOT NULL",
            """
            CREATE TABLE notice_attempts (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
                at INTEGER NOT NULL,
                succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
                answer TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX notice_attempts_notice ON notice_attempts (notice_id)",
            "CREATE TABLE daily_summaries (day TEXT PRIMARY KEY, written_at INTEGER NOT NULL) STRICT",
        ])
}
