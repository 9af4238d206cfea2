package import Monitoring

/// Everything that can be configured. The raw value is the name in the environment; in `lapwing.yml` it is the same in
/// lower case.
package enum ConfigurationKey: String, CaseIterable, Sendable {
    case appEnvironment = "APP_ENV"
    case roles = "ROLES"
    case concurrency = "WORKER_CONCURRENCY"
    case host = "HOST"
    case port = "PORT"
    case dataDirectory = "DATA_DIR"
    case databaseURL = "DATABASE_URL"
    case databasePoolSize = "DATABASE_POOL_SIZE"
    case autoMigrate = "AUTO_MIGRATE"
    case redisURL = "REDIS_URL"
    case redisAuthorityFile = "REDIS_CA_FILE"
    case secretKey = "SECRET_KEY"
    case jwtSecretKey = "JWT_SECRET_KEY"
    case accessTokenLifetime = "JWT_ACCESS_TOKEN_EXPIRES"
    case refreshTokenLifetime = "JWT_REFRESH_TOKEN_EXPIRES"
    case adminPassword = "ADMIN_PASSWORD"
    case corsOrigins = "CORS_ORIGINS"
    case tlsCertificate = "TLS_CERTIFICATE"
    case tlsPrivateKey = "TLS_PRIVATE_KEY"
    case trustedProxies = "TRUSTED_PROXIES"
    case maxConnections = "MAX_CONNECTIONS"
    case devicePollInterval = "DEVICE_POLL_INTERVAL"
    case cameraPollInterval = "CAMERA_POLL_INTERVAL"
    case recheckAttempts = "RECHECK_ATTEMPTS"
    case recheckInterval = "RECHECK_INTERVAL"
    case cameraBusyLimit = "CAMERA_BUSY_LIMIT"
    case cameraVisitsPerHost = "CAMERA_VISITS_PER_HOST"
    case alertRetention = "ALERT_RETENTION_DAYS"
    case auditRetention = "AUDIT_RETENTION_DAYS"
    case dailySummaryAt = "DAILY_SUMMARY_AT"
    case notifySeverities = "NOTIFY_SEVERITIES"
    case notifyManualSeverities = "NOTIFY_MANUAL_SEVERITIES"
    case notifyRecovery = "NOTIFY_RECOVERY"
    case deviceOfflineSeverity = "DEVICE_OFFLINE_SEVERITY"
    case deviceUnstableSeverity = "DEVICE_UNSTABLE_SEVERITY"
    case deviceSNMPSeverity = "DEVICE_SNMP_SEVERITY"
    case cameraOfflineSeverity = "CAMERA_OFFLINE_SEVERITY"
    case cameraUnstableSeverity = "CAMERA_UNSTABLE_SEVERITY"
    case smtpServer = "SMTP_SERVER"
    case smtpPort = "SMTP_PORT"
    case smtpUsername = "SMTP_USERNAME"
    case smtpPassword = "SMTP_PASSWORD"
    case smtpSecurity = "SMTP_SECURITY"
    case smtpHeloName = "SMTP_HELO_NAME"
    case smtpAuthorityFile = "SMTP_CA_FILE"
    case alertEmailFrom = "ALERT_EMAIL_FROM"
    case alertEmailTo = "ALERT_EMAIL_TO"
    case slackWebhookURL = "SLACK_WEBHOOK_URL"
    case notifyAllowPrivate = "NOTIFY_ALLOW_PRIVATE"
    case notifyGroupWait = "NOTIFY_GROUP_WAIT"
    case publicURL = "PUBLIC_URL"
    case timeZone = "TIMEZONE"
    case metricsToken = "METRICS_TOKEN"
    case watchdogAfter = "WATCHDOG_AFTER"
    case logLevel = "LOG_LEVEL"
    case logFile = "LOG_FILE"
    case debug = "FLASK_DEBUG"

    /// Names of the system that Lapwing replaces, in the order they are looked at.
    package var aliases: [String] {
        switch self {
        case .appEnvironment: ["FLASK_ENV"]
        case .redisURL: ["CELERY_BROKER_URL", "CELERY_RESULT_BACKEND"]
        default: []
        }
    }

    package var names: [String] { [rawValue] + aliases }

    /// Not shown in a sentence about a wrong value.
    package var isSecret: Bool {
        switch self {
        case .databaseURL, .redisURL, .secretKey, .jwtSecretKey, .adminPassword, .smtpPassword, .slackWebhookURL,
            .metricsToken:
            true
        default: false
        }
    }

    package static func named(_ name: String) -> ConfigurationKey? {
        let upper = name.uppercased()
        return allCases.first { $0.names.contains(upper) }
    }

    /// The setting that an admin may override through the API, where this is one.
    package var setting: SettingName? { SettingName(rawValue: rawValue.lowercased()) }
}
