/// The settings an admin can override through the API, by the name they have there and in the store.
package enum SettingName: String, Sendable, CaseIterable, Hashable {
    case devicePollInterval = "device_poll_interval"
    case cameraPollInterval = "camera_poll_interval"
    case cameraVisitsPerHost = "camera_visits_per_host"
    case recheckAttempts = "recheck_attempts"
    case recheckInterval = "recheck_interval"
    case cameraBusyLimit = "camera_busy_limit"
    case dailySummaryAt = "daily_summary_at"
    case notifyRecovery = "notify_recovery"
    case notifySeverities = "notify_severities"
    case notifyManualSeverities = "notify_manual_severities"
    case deviceOfflineSeverity = "device_offline_severity"
    case deviceUnstableSeverity = "device_unstable_severity"
    case deviceSNMPSeverity = "device_snmp_severity"
    case cameraOfflineSeverity = "camera_offline_severity"
    case cameraUnstableSeverity = "camera_unstable_severity"
    case notifyGroupWait = "notify_group_wait"
    case publicURL = "public_url"
    case timeZone = "timezone"
    case smtpServer = "smtp_server"
    case smtpPort = "smtp_port"
    case smtpUsername = "smtp_username"
    case smtpPassword = "smtp_password"
    case smtpSecurity = "smtp_security"
    case smtpHeloName = "smtp_helo_name"
    case alertEmailFrom = "alert_email_from"
    case alertEmailTo = "alert_email_to"
    case slackWebhookURL = "slack_webhook_url"

    /// Whether its value is stored encrypted and never shown.
    package var isSecret: Bool { self == .smtpPassword || self == .slackWebhookURL }

    /// The names of the secret ones, as the store wants them.
    package static let secret = Set(allCases.filter(\.isSecret).map(\.rawValue))
}
