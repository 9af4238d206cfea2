internal import Monitoring
internal import Sockets
internal import Web

/// Changes to the settings as a client sends them: `null` takes an override back, an empty text takes away what the
/// configuration gave.
struct SettingsForm: Sendable {
    static let recheckAttempts = 0...10
    static let recheckIntervals = 1...300
    static let cameraBusyLimits = 0...86_400
    static let cameraVisitsPerHost = 1...64

    /// As the store keeps them, by name.
    private(set) var changes: [String: String?] = [:]

    init(_ body: JSONBody) throws(APIError) {
        var body = body
        set(.devicePollInterval, body.pollInterval("device_poll_interval").map(String.init))
        set(.cameraPollInterval, body.pollInterval("camera_poll_interval").map(String.init))
        set(
            .cameraVisitsPerHost,
            body.integer("camera_visits_per_host", in: Self.cameraVisitsPerHost).map(String.init))
        set(.recheckAttempts, body.integer("recheck_attempts", in: Self.recheckAttempts).map(String.init))
        set(.recheckInterval, body.integer("recheck_interval", in: Self.recheckIntervals).map(String.init))
        set(.cameraBusyLimit, body.integer("camera_busy_limit", in: Self.cameraBusyLimits).map(String.init))
        set(.dailySummaryAt, body.timeOfDay("daily_summary_at"))
        set(.notifyRecovery, body.boolean("notify_recovery").map { String($0) })
        set(.notifySeverities, body.severities("notify_severities").map(\.written))
        set(.notifyManualSeverities, body.severities("notify_manual_severities").map(\.written))
        for name in AlertRule.troubles.compactMap(\.severitySetting) {
            set(name, body.choice(name.rawValue, of: Severity.self).map(\.rawValue))
        }
        set(.notifyGroupWait, body.integer("notify_group_wait", in: SettingRules.groupWait).map(String.init))
        set(.publicURL, body.textOrEmpty("public_url", longest: PublicURL.mostOctets, SettingRules.publicURL))
        set(.timeZone, body.textOrEmpty("timezone", longest: SettingRules.longestTimeZone, SettingRules.timeZone))
        set(.smtpServer, body.textOrEmpty("smtp_server", longest: HostAddress.longestText, SettingRules.mailServer))
        set(.smtpPort, body.integer("smtp_port", in: 1...65_535).map(String.init))
        set(.smtpUsername, body.string("smtp_username"))
        set(.smtpPassword, body.secret("smtp_password", length: 0...SettingRules.longestPassword).map { $0.reveal() })
        set(.smtpSecurity, body.choice("smtp_security", of: EmailSettings.Security.self).map(\.rawValue))
        set(
            .smtpHeloName,
            body.textOrEmpty("smtp_helo_name", longest: SettingRules.longestHeloName, SettingRules.heloName))
        set(
            .alertEmailFrom,
            body.textOrEmpty("alert_email_from", longest: SettingRules.longestSender, SettingRules.sender))
        set(.alertEmailTo, body.addresses("alert_email_to"))
        set(.slackWebhookURL, body.textOrEmpty("slack_webhook_url", longest: WebhookURL.longest, SettingRules.webhook))
        try body.validate()
    }

    private mutating func set(_ name: SettingName, _ field: Field<String>) {
        switch field {
        case .absent, .invalid: break
        case .null: changes.updateValue(nil, forKey: name.rawValue)
        case .value(let text): changes.updateValue(text, forKey: name.rawValue)
        }
    }
}

extension JSONBody {
    fileprivate mutating func timeOfDay(_ name: String) -> Field<String> {
        let field = string(name)
        guard let text = field.value else { return field }
        guard Settings.minuteOfDay(text) != nil else {
            reject(name, "Must be a time of day from 00:00 to 23:59")
            return .invalid
        }
        return field
    }

    fileprivate mutating func severities(_ name: String) -> Field<Set<Severity>> {
        let field = strings(name, count: Severity.allCases.count, length: 1...8)
        guard let words = field.value else { return field.map { _ in [] } }
        let severities = words.compactMap(Severity.init)
        guard severities.count == words.count else {
            reject(name, "Must be a list of \(Severity.words)")
            return .invalid
        }
        return .value(Set(severities))
    }

    /// A text that `parse` accepts, or an empty one.
    fileprivate mutating func textOrEmpty(
        _ name: String, longest: Int, _ parse: (String) throws(InvalidValue) -> String
    ) -> Field<String> {
        let given = string(name, length: 0...longest)
        guard let text = given.value, !text.isEmpty else { return given }
        do { return .value(try parse(text)) } catch {
            reject(name, error.sentence)
            return .invalid
        }
    }

    /// A list of addresses, or a text with commas between them; kept as the latter.
    fileprivate mutating func addresses(_ name: String) -> Field<String> {
        let field = if case .value(.string) = value(name) { commaSeparated(name) } else { list(name) }
        guard let addresses = field.value else { return field.map { $0.joined(separator: ",") } }
        do { return .value(try SettingRules.recipients(addresses.joined(separator: ","))) } catch {
            reject(name, error.sentence)
            return .invalid
        }
    }

    private mutating func list(_ name: String) -> Field<[String]> {
        strings(name, count: SettingRules.mostRecipients, length: SettingRules.recipientLength)
    }

    private mutating func commaSeparated(_ name: String) -> Field<[String]> {
        string(name, length: 0...SettingRules.longestRecipients).map { text in
            Mailbox.list(text)
        }
    }
}

extension Schema {
    /// What `JSONBody.timeOfDay` takes.
    static let timeOfDay = Schema.string(
        pattern: "^[\(Pattern.space)]*([01][0-9]|2[0-3]):[0-5][0-9][\(Pattern.space)]*$")
}
