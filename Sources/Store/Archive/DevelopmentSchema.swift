internal import Database

/// What development versions of Lapwing had in their databases, as what the tables hold today. It is read by a copy
/// alone.
enum DevelopmentSchema {
    /// How many migrations the last of them had.
    private static let migrations = 13

    /// Whether the database is of them.
    /// - Throws: `ArchiveError` where it is of one that was not the last.
    static func isThat(of database: any Database) async throws -> Bool {
        let names = try await database.read { transaction in
            guard try transaction.hasTable("migrations") else { return [String]() }
            return try transaction.query("SELECT name FROM migrations ORDER BY number") { $0.text() }
        }
        guard names.first == Schema.predecessor.first else { return false }
        guard names.count == migrations else {
            throw ArchiveError(
                "The database to copy is of an early development version: run “lapwing migrate” of the build that made it, or of a later development version, on it first."
            )
        }
        return true
    }

    /// Statements that select from them what a table of today holds; those that are not here have the same name and
    /// columns.
    static let selects = [
        "revisions": """
        SELECT 'alerts' AS topic, value FROM revisions WHERE subject = 'alerts'
        UNION ALL SELECT 'device.configuration', value FROM revisions WHERE subject = 'devices'
        UNION ALL SELECT 'device.polls', value FROM revisions WHERE subject = 'devices'
        UNION ALL SELECT 'device.status', value FROM revisions WHERE subject = 'devices'
        UNION ALL SELECT 'camera.configuration', value FROM revisions WHERE subject = 'cameras'
        UNION ALL SELECT 'camera.polls', value FROM revisions WHERE subject = 'cameras'
        UNION ALL SELECT 'camera.status', value FROM revisions WHERE subject = 'cameras'
        """,
        "key_checks": "SELECT name, sealed FROM canaries",
        "subjects": both(
            "SELECT 'device' AS kind, id, \(state("uptime")) FROM devices",
            "SELECT 'camera', id, \(state("CAST(NULL AS BIGINT)")) FROM cameras"),
        // The id was made part of the key.
        "cameras": """
        SELECT id, name, name_key, address,
            substr(address_key, 1, length(address_key) - length(CAST(id AS TEXT)) - 1) AS address_key, rtsp_url,
            secret_url, username, password, location, timeout, tags, host_key, stream_key, insists_since,
            last_snapshot, codec, width, height, fps, bitrate, known_addresses, created_at, updated_at
        FROM cameras
        """,
        "subject_tags": both(
            "SELECT tag, 'device' AS kind, subject_id AS id FROM device_tags",
            "SELECT tag, 'camera', subject_id FROM camera_tags"),
        "queue": both(
            "SELECT 'device' AS kind, id, \(queued), poll_allowance AS allowance, claimed_by FROM devices",
            "SELECT 'camera', id, \(queued), \(cameraAllowance), claimed_by FROM cameras"),
        "agent_capabilities":
            "SELECT device_id, gist AS fingerprint, sealed, read_by, updated_at FROM device_knowledge",
        "check_states": """
        SELECT CASE WHEN camera_id IS NULL THEN 'device' ELSE 'camera' END AS kind,
            COALESCE(device_id, camera_id) AS id, name, hard, since, streak, streak_since, instability, is_unstable,
            is_reported, busy_since, outage_checks, longest_outage
        FROM check_states
        """,
        "tasks": """
        SELECT id, kind, CASE WHEN kind = 'device_poll' THEN 'device' ELSE 'camera' END AS subject_kind,
            COALESCE(device_id, camera_id) AS subject_id, state, status_before, result, error, created_at, started_at,
            finished_at
        FROM tasks
        """,
        "alerts": """
        SELECT id, subject_kind, COALESCE(device_id, camera_id) AS subject_id, subject_name, subject_address,
            severity, message, rule, status, count, created_at, resolved_at, acknowledged_at, acknowledged_by,
            CAST(NULL AS TEXT) AS not_told
        FROM alerts
        """,
        "receivers": "\(receiver(1, "email")) UNION ALL \(receiver(2, "slack"))",
        "routes": none(
            [
                "id", "position", "name", "matching", "receivers", "group_wait", "hours", "enabled", "created_at",
                "updated_at",
            ]
        ),
        "maintenance_windows": none(
            ["id", "name", "starts_at", "ends_at", "matching", "comment", "created_by", "created_at", "updated_at"]),
        "notices": """
        SELECT id, alert_id, CASE WHEN channel = 'email' THEN 1 ELSE 2 END AS receiver_id, channel AS receiver, content,
            state, attempts, created_at, next_attempt_at, delivered_at, last_error, claimed_by, claim_expires_at,
            recipients, message_id, follows, CAST(NULL AS BIGINT) AS held_until
        FROM notices
        """,
    ]

    /// A channel as the receiver that it is now.
    private static func receiver(_ id: Int, _ name: String) -> String {
        """
        SELECT \(id) AS id, '\(name)' AS kind, '\(name)' AS name, '\(name)' AS name_key, 1 AS enabled, '{}' AS fields,
            '{}' AS secrets, 0 AS created_at, 0 AS updated_at
        """
    }

    /// Of a table that they did not have.
    private static func none(_ columns: [String]) -> String {
        let values = columns.map { "CAST(NULL AS BIGINT) AS \($0)" }.joined(separator: ", ")
        return "SELECT \(values) WHERE 1 = 0"
    }

    private static func both(_ devices: String, _ cameras: String) -> String { "\(devices) UNION ALL \(cameras)" }

    private static func state(_ uptime: String) -> String {
        """
        enabled, poll_interval, poll_phase, measured_at, last_seen, \(uptime) AS uptime, status, last_error
        """
    }

    private static let queued = """
        CASE WHEN claimed_by IS NULL THEN next_poll_at ELSE claim_expires_at END AS due,
        CASE WHEN claimed_by IS NOT NULL THEN COALESCE(next_poll_at, claim_expires_at) END AS claimed_due
        """

    private static let cameraAllowance = "CASE WHEN timeout > 20 THEN (timeout - 20) * 1000 ELSE 0 END AS allowance"
}
