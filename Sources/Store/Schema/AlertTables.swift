extension Schema {
    /// What people should know.
    static let alerts = [
        // `not_told` is why nobody is told, where that is so. The subject's kind, name and address stay when it is deleted; its id goes.
        """
        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            subject_kind TEXT,
            subject_id INTEGER,
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
            not_told TEXT,
            CHECK ((subject_kind IS NULL) = (subject_name IS NULL)),
            CHECK ((subject_kind IS NULL) = (subject_address IS NULL)),
            CHECK (subject_id IS NULL OR subject_kind IS NOT NULL),
            CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
        ) STRICT
        """,
        // Each list, and its count, is a walk along one of these; whether it was acknowledged is read on the way.
        "CREATE INDEX alerts_age ON alerts (created_at, id, acknowledged_at)",
        "CREATE INDEX alerts_severity ON alerts (severity, created_at, id, acknowledged_at)",
        "CREATE INDEX alerts_status ON alerts (status, created_at, id, acknowledged_at)",
        "CREATE INDEX alerts_subject ON alerts (subject_kind, subject_id, created_at) WHERE subject_id IS NOT NULL",
        "CREATE INDEX alerts_open ON alerts (severity, acknowledged_at) WHERE acknowledged_at IS NULL",
        "CREATE INDEX alerts_firing ON alerts (subject_kind, subject_id) WHERE status = 'firing'",
    ]
}
