internal import Database

extension Schema {
    /// Cameras that share a host: which stream each is, and what the host said to whom.
    static let recorders = Migration(
        number: 13, name: "recorders",
        statements: [
            // `host_key` is the canonical host of the URL. `stream_key` is a keyed hash of host, port, path and query,
            // since some makers put the password there. Both are NULL until Lapwing has read the URL; two cameras that
            // had one stream before it was unique keep it, the later one without a key.
            "ALTER TABLE cameras ADD COLUMN host_key TEXT",
            "ALTER TABLE cameras ADD COLUMN stream_key TEXT",
            "CREATE UNIQUE INDEX cameras_stream ON cameras (stream_key)",
            "CREATE INDEX cameras_host ON cameras (host_key, next_poll_at)",
            "CREATE INDEX cameras_visited ON cameras (host_key) WHERE claimed_by IS NOT NULL",
            // Many cameras may be at one address. The column stays unique, which SQLite could not change without copying
            // the table: the id follows the key.
            "UPDATE cameras SET address_key = address_key || ' ' || CAST(id AS TEXT)",
            "ALTER TABLE cameras ADD COLUMN timeout INTEGER CHECK (timeout > 0)",
            // What was refused before it may be offered again: somebody changed or saved the credentials.
            "ALTER TABLE cameras ADD COLUMN insists_since INTEGER",
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
            // It is known of logins now, whichever camera offers them.
            "ALTER TABLE check_states DROP COLUMN has_rejected_credentials",
        ])
}
