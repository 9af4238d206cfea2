internal import Monitoring
internal import Store
internal import Web

/// The settings as they are now, and where each comes from.
struct SettingsInForce: Sendable {
    enum Source: String, CaseIterable, Sendable {
        case `default`, configuration, api
    }

    let settings: Settings
    private let overridden: Set<String>
    private let configured: Set<SettingName>
    private let sendsConfiguredCredentials: Bool

    /// - Parameter overrides: What admins set through the API, by name.
    init(_ configuration: APIConfiguration, overrides: [String: String]) {
        settings = configuration.settings.overlaid(with: overrides)
        overridden = Set(overrides.keys)
        configured = configuration.configuredSettings
        sendsConfiguredCredentials = configuration.settings.sendsConfiguredCredentials(with: overrides)
    }

    func source(of name: SettingName) -> Source {
        if overridden.contains(name.rawValue) { return .api }
        // The configured credentials are not offered to another server than the configured one.
        let isCredential = name == .smtpUsername || name == .smtpPassword
        if isCredential && !sendsConfiguredCredentials { return .default }
        return configured.contains(name) ? .configuration : .default
    }
}

extension APIDependencies {
    /// As they are stored now.
    func settingsInForce() async throws -> SettingsInForce {
        SettingsInForce(configuration, overrides: try await store.settingOverrides())
    }
}

extension JSONWriter {
    mutating func settings(_ current: SettingsInForce) {
        let settings = current.settings
        object { writer in
            writer.field("device_poll_interval", settings.devicePollInterval)
            writer.field("camera_poll_interval", settings.cameraPollInterval)
            writer.field("camera_visits_per_host", settings.cameraVisitsPerHost)
            writer.field("recheck_attempts", settings.recheckAttempts)
            writer.field("recheck_interval", settings.recheckInterval)
            writer.field("camera_busy_limit", settings.cameraBusyLimit)
            writer.field("daily_summary_at", settings.dailySummaryTime)
            writer.field("notify_recovery", settings.notifiesRecovery)
            writer.field("notify_severities", settings.notifiedSeverities.gravestFirst.map(\.rawValue))
            writer.field("notify_manual_severities", settings.notifiedManualSeverities.gravestFirst.map(\.rawValue))
            for rule in AlertRule.troubles {
                guard let name = rule.severitySetting else { continue }
                writer.field(named: name.rawValue) { $0.string(settings.severity(of: rule).rawValue) }
            }
            writer.field("notify_group_wait", settings.notifyGroupWait)
            writer.field("public_url", settings.publicURL?.text)
            writer.field("timezone", settings.zone.name)
            writer.field("smtp_server", settings.email.server)
            writer.field("smtp_port", settings.email.port)
            writer.field("smtp_username", settings.email.username)
            writer.field("smtp_password_set", settings.email.password != nil)
            writer.field("smtp_security", settings.email.security.rawValue)
            writer.field("smtp_helo_name", settings.email.heloName)
            writer.field("alert_email_from", settings.email.sender)
            writer.field("alert_email_to", settings.email.recipients)
            writer.field("slack_webhook_url_set", settings.slack.webhook != nil)
            writer.field("sources") { writer in
                for name in SettingName.allCases {
                    writer.field(named: name.rawValue) { $0.string(current.source(of: name).rawValue) }
                }
            }
        }
    }
}
