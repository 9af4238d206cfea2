import HTTPTypes
import Monitoring

@testable import HTTPAPI

extension GoldenSession {
    private static let settings = "/api/settings"

    func playSettings() async throws {
        chapter(.settings, "In force")
        try await get(Self.settings, as: .admin)
        chapter(.settings, "Changed")
        try await call(.put, Self.settings, as: .admin, Self.all)
        try await call(.put, Self.settings, as: .admin, #"{"smtp_server": "other.example", "colour": "red"}"#)
        try await call(.put, Self.settings, as: .admin, #"{"alert_email_to": "a@example.org, b@example.org"}"#)
        try await call(.put, Self.settings, as: .admin, Self.nonsense)
        try await get(Self.settings, as: .admin)
        chapter(.settings, "Taken back")
        let nulls = SettingName.allCases.map { "\"\($0.rawValue)\": null" }.joined(separator: ", ")
        try await call(.put, Self.settings, as: .admin, "{\(nulls)}")

        chapter(.settings, "Test messages: sent, refused by the server, not configured")
        let calls = ["\(Self.settings)/test-email", "\(Self.settings)/test-slack"]
        let problems = surroundings.now.problems
        surroundings.change { $0.problems = [:] }
        for path in calls { try await call(.post, path, as: .admin) }
        surroundings.change { $0.trouble = "mail.example:587 refused the connection" }
        for path in calls { try await call(.post, path, as: .admin, "{}") }
        surroundings.change { $0.trouble = nil }
        surroundings.change {
            $0.problems = ["email": "email is not configured", "slack": "slack is not configured"]
        }
        for path in calls { try await call(.post, path, as: .admin) }
        surroundings.change { $0.problems = problems }

        chapter(.settings, "What can be set off")
        try await call(.post, "\(Self.settings)/restart-polling", as: .admin)
        try await call(.post, "\(Self.settings)/clear-cache", as: .admin, "{}")
    }

    private static let all = #"""
        {"device_poll_interval": 120, "camera_poll_interval": 240, "camera_visits_per_host": 2, \#
        "recheck_attempts": 1, "recheck_interval": 5, "camera_busy_limit": 60, "daily_summary_at": "07:30", \#
        "notify_recovery": true, "notify_severities": ["low", "critical"], "notify_manual_severities": [], \#
        "device_offline_severity": "critical", "device_unstable_severity": "low", \#
        "device_snmp_severity": "info", "camera_offline_severity": "high", "camera_unstable_severity": "low", \#
        "notify_group_wait": 30, "public_url": "https://lapwing.example/", \#
        "timezone": "UTC", "smtp_server": "mail.example", "smtp_port": 465, "smtp_username": "lapwing", \#
        "smtp_password": "smtp-5ecret", "smtp_security": "tls", "smtp_helo_name": "192.0.2.1", \#
        "alert_email_from": "Lapwing <lapwing@example.org>", "alert_email_to": ["ops@example.org"], \#
        "slack_webhook_url": "https://hooks.example.com/hook-5ecret"}
        """#

    private static let nonsense = #"""
        {"device_poll_interval": 1, "camera_visits_per_host": 0, "recheck_attempts": 11, "daily_summary_at": "24:00", \#
        "notify_recovery": "yes", "notify_severities": ["bad"], "device_offline_severity": "bad", \#
        "notify_group_wait": 61, "public_url": "x", "timezone": "Mars", "smtp_server": "?", "smtp_port": 0, \#
        "smtp_security": "ssl", "smtp_helo_name": "?", "alert_email_from": "x", "alert_email_to": ["x"], \#
        "slack_webhook_url": "ftp://x"}
        """#
}
