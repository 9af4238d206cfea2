extension Schema {
    /// What is watched, of every kind; and what people wrote and agents said of it, a table a kind. Ids are counted per
    /// kind: `(kind, id)` names a subject.
    static let subjects = [
        // What every poll writes, and what it is written by. The row is narrow and nothing that a poll changes is in an
        // index but the status, which seldom changes: PostgreSQL then writes the new row beside the old one, and no
        // index. `poll_phase` places its slots among those of the others.
        """
        CREATE TABLE subjects (
            kind TEXT NOT NULL,
            id INTEGER NOT NULL,
            enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
            poll_interval INTEGER CHECK (poll_interval > 0),
            poll_phase INTEGER NOT NULL,
            measured_at INTEGER,
            last_seen INTEGER,
            uptime INTEGER,
            status TEXT NOT NULL DEFAULT 'unknown',
            last_error TEXT,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID /* WITH (fillfactor = 70) */
        """,
        "CREATE INDEX subjects_status ON subjects (kind, status)",
        // `address_key` is the canonical address and the port, made so that its order is the order of addresses.
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
            snmp_timeout REAL CHECK (snmp_timeout > 0),
            snmp_retries INTEGER CHECK (snmp_retries >= 0),
            meta TEXT NOT NULL,
            parent_id INTEGER REFERENCES devices (id) ON DELETE SET NULL,
            tags TEXT NOT NULL,
            model TEXT,
            sys_name TEXT,
            sys_descr TEXT,
            location TEXT,
            known_addresses TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX devices_parent ON devices (parent_id) WHERE parent_id IS NOT NULL",
        // `rtsp_url` shows dots for the secrets of its path and query, which `secret_url` holds then. `host_key` is the
        // canonical host of the URL; `stream_key` is a keyed hash of host, port, path and query, since some makers put
        // the password there. Both are NULL where no key was made of the URL yet; one that has the stream of another
        // has no key. What was refused before `insists_since` may be offered again: somebody changed or saved the
        // credentials.
        """
        CREATE TABLE cameras (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL,
            address TEXT NOT NULL,
            address_key TEXT NOT NULL,
            rtsp_url TEXT NOT NULL,
            secret_url TEXT,
            username TEXT,
            password TEXT,
            location TEXT,
            timeout INTEGER CHECK (timeout > 0),
            tags TEXT NOT NULL,
            host_key TEXT,
            stream_key TEXT UNIQUE,
            insists_since INTEGER,
            last_snapshot TEXT,
            codec TEXT,
            width INTEGER,
            height INTEGER,
            fps REAL,
            bitrate INTEGER,
            known_addresses TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX cameras_host ON cameras (host_key)",
        // The tags of the rows once more, to find rows by.
        """
        CREATE TABLE subject_tags (
            tag TEXT NOT NULL,
            kind TEXT NOT NULL,
            id INTEGER NOT NULL,
            PRIMARY KEY (tag, kind, id),
            FOREIGN KEY (kind, id) REFERENCES subjects (kind, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX subject_tags_subject ON subject_tags (kind, id)",
    ]
}
