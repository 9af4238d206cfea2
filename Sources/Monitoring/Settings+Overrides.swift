extension Settings {
    /// These settings with the admin's overrides on top, given as the store keeps them: numbers in decimal, `true` or
    /// `false`, `HH:MM`, addresses and severities separated by commas. An empty text takes away what the configuration
    /// gave; a value that does not parse leaves it.
    ///
    /// The configuration's SMTP credentials are for the configuration's server alone: where another is named, or the
    /// connection shall not be encrypted any more, only overridden credentials are sent to it.
    package func overlaid(with overrides: [String: String]) -> Settings {
        var settings = self
        if !sendsConfiguredCredentials(with: overrides) {
            settings.email.username = nil
            settings.email.password = nil
        }
        for name in SettingName.allCases {
            if let text = overrides[name.rawValue] { settings.override(name, with: text) }
        }
        return settings
    }

    /// Whether the configuration's SMTP credentials still go where the configuration sends them.
    package func sendsConfiguredCredentials(with overrides: [String: String]) -> Bool {
        var target = self
        for name in [SettingName.smtpServer, .smtpPort, .smtpSecurity] {
            if let text = overrides[name.rawValue] { target.override(name, with: text) }
        }
        return overrides[SettingName.smtpServer.rawValue] == nil && target.email.keepsSecrets(of: email)
    }

    private mutating func override(_ name: SettingName, with text: String) {
        switch name {
        case .devicePollInterval: devicePollInterval = Int(text) ?? devicePollInterval
        case .cameraPollInterval: cameraPollInterval = Int(text) ?? cameraPollInterval
        case .cameraVisitsPerHost: cameraVisitsPerHost = Int(text) ?? cameraVisitsPerHost
        case .recheckAttempts: recheckAttempts = Int(text) ?? recheckAttempts
        case .recheckInterval: recheckInterval = Int(text) ?? recheckInterval
        case .dailySummaryAt: dailySummaryAt = Self.minuteOfDay(text) ?? dailySummaryAt
        case .cameraBusyLimit: cameraBusyLimit = Int(text) ?? cameraBusyLimit
        case .notifyRecovery: notifiesRecovery = Bool(text) ?? notifiesRecovery
        case .notifySeverities: notifiedSeverities = Set(written: text) ?? notifiedSeverities
        case .notifyManualSeverities: notifiedManualSeverities = Set(written: text) ?? notifiedManualSeverities
        case .deviceOfflineSeverity, .deviceUnstableSeverity, .deviceSNMPSeverity, .cameraOfflineSeverity,
            .cameraUnstableSeverity:
            overrideSeverity(name, with: text)
        case .notifyGroupWait: notifyGroupWait = Int(text) ?? notifyGroupWait
        case .publicURL: publicURL = text.isEmpty ? nil : PublicURL(text) ?? publicURL
        case .timeZone: zone = text.isEmpty ? .utc : Zone(text) ?? zone
        case .smtpServer:
            email.server = text.isEmpty ? nil : text
            email.isSetThroughAPI = true
        case .smtpPort: email.port = Int(text) ?? email.port
        case .smtpUsername: email.username = text.isEmpty ? nil : text
        case .smtpPassword: email.password = text.isEmpty ? nil : Secret(text)
        case .smtpSecurity: email.security = EmailSettings.Security(rawValue: text) ?? email.security
        case .smtpHeloName: email.heloName = text.isEmpty ? nil : text
        case .alertEmailFrom: email.sender = text.isEmpty ? nil : text
        case .alertEmailTo: email.recipients = text.split(separator: ",").map(String.init)
        case .slackWebhookURL:
            slack.webhook = text.isEmpty ? nil : Secret(text)
            slack.isSetThroughAPI = true
        }
    }

    private mutating func overrideSeverity(_ name: SettingName, with text: String) {
        guard let severity = Severity(rawValue: text) else { return }
        for rule in AlertRule.troubles where rule.severitySetting == name { severities[rule] = severity }
    }

    /// Minutes after midnight for `HH:MM` from `00:00` to `23:59`.
    package static func minuteOfDay(_ text: String) -> Int? {
        let digits = Array(text.utf8)
        guard digits.count == 5, digits[2] == UInt8(ascii: ":") else { return nil }
        let numbers = [digits[0], digits[1], digits[3], digits[4]].map { Int($0) - Int(UInt8(ascii: "0")) }
        guard numbers.allSatisfy((0...9).contains) else { return nil }
        let (hour, minute) = (numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3])
        return hour < 24 && minute < 60 ? hour * 60 + minute : nil
    }

    /// `dailySummaryAt` as `HH:MM`.
    package var dailySummaryTime: String { Self.timeOfDay(dailySummaryAt) }

    /// `HH:MM` for minutes after midnight.
    package static func timeOfDay(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
