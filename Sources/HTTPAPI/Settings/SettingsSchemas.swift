internal import Monitoring

extension SettingsOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema(
            "Settings", .object(settings + severityNames.map { .required($0, severity, "Of an alert of this kind") })),
        NamedSchema("SettingsChange", .object(form + severityNames.map { .optional($0, .nullable(severity)) })),
        NamedSchema("TestMessage", answer: ("msg", .text), ("answer", .text)),
    ]

    private static let severity = Schema.choice(Severity.self)
    private static let severities = Schema.array(severity, atMost: Severity.allCases.count)
    private static let severityNames = AlertRule.troubles.compactMap { $0.severitySetting?.rawValue }

    private static let settings: [Schema.Property] = [
        .required("device_poll_interval", .pollInterval, "Seconds"),
        .required("camera_poll_interval", .pollInterval, "Seconds"),
        .required(
            "camera_visits_per_host", .integer(in: SettingsForm.cameraVisitsPerHost),
            "Cameras at one host that are checked at once"),
        .required(
            "recheck_attempts", .integer(in: SettingsForm.recheckAttempts),
            "How often a failed check is asked again before it is believed"),
        .required("recheck_interval", .integer(in: SettingsForm.recheckIntervals), "Seconds between these"),
        .required(
            "camera_busy_limit", .integer(in: SettingsForm.cameraBusyLimits),
            "Seconds that a busy camera keeps its last known state, unless three checks take longer"),
        .required("notify_severities", severities, "Severities of found trouble that are sent at once"),
        .required("notify_manual_severities", severities, "The same of alerts raised by hand"),
        .required("daily_summary_at", .text, "HH:MM, by the clocks of `timezone`"),
        .required("notify_recovery", .boolean(), "Whether “back online” is sent, too"),
        .required(
            "notify_group_wait", .integer(in: SettingRules.groupWait),
            "Seconds that a notice waits for others, to be sent with them in one message; 0 sends each alone at once"),
        .required("public_url", .nullable(.text), "Where people reach the dashboard; messages link to it"),
        .required("timezone", .text, "Whose local time messages tell beside UTC, such as Europe/Berlin"),
        .required("smtp_server", .nullable(.text)),
        .required("smtp_port", .port),
        .required("smtp_username", .nullable(.text)),
        .required("smtp_password_set", .boolean()),
        .required("smtp_security", .choice(EmailSettings.Security.self)),
        .required(
            "smtp_helo_name", .nullable(.text),
            "What Lapwing calls itself at EHLO; `null` for the machine's full name, or else its address"),
        .required("alert_email_from", .nullable(.text)),
        .required("alert_email_to", .array(.text)),
        .required("slack_webhook_url_set", .boolean()),
        .required(
            "sources",
            .object(SettingName.allCases.map { .required($0.rawValue, .choice(SettingsInForce.Source.self)) }),
            "Where each comes from"),
    ]

    private static let form: [Schema.Property] = [
        .optional("device_poll_interval", .nullable(.pollInterval), "Seconds"),
        .optional("camera_poll_interval", .nullable(.pollInterval), "Seconds"),
        .optional("camera_visits_per_host", .nullable(.integer(in: SettingsForm.cameraVisitsPerHost))),
        .optional("recheck_attempts", .nullable(.integer(in: SettingsForm.recheckAttempts))),
        .optional("recheck_interval", .nullable(.integer(in: SettingsForm.recheckIntervals)), "Seconds"),
        .optional("camera_busy_limit", .nullable(.integer(in: SettingsForm.cameraBusyLimits)), "Seconds"),
        .optional("notify_severities", .nullable(severities), "Empty to send nothing at once"),
        .optional("notify_manual_severities", .nullable(severities), "Empty to send nothing at once"),
        .optional(
            "daily_summary_at", .nullable(.timeOfDay),
            "HH:MM, by the clocks of `timezone`; a new time holds from its next occurrence on"),
        .optional("notify_recovery", .nullable(.boolean())),
        .optional("notify_group_wait", .nullable(.integer(in: SettingRules.groupWait)), "Seconds; 0 for none"),
        .optional(
            "public_url", .nullable(.publicURL), "http or https, with a path at most"),
        .optional("timezone", .nullable(.timeZone), "A name of the IANA database; empty for UTC"),
        .optional("smtp_server", .nullable(.hostOrEmpty)),
        .optional("smtp_port", .nullable(.port)),
        .optional("smtp_username", .nullable(.line(0...255))),
        .optional("smtp_password", .nullable(.secret(0...SettingRules.longestPassword)), "Never told"),
        .optional("smtp_security", .nullable(.choice(EmailSettings.Security.self))),
        .optional(
            "smtp_helo_name", .nullable(.heloName),
            "A host name, or an address such as `[192.0.2.1]`"),
        .optional("alert_email_from", .nullable(.sender)),
        .optional(
            "alert_email_to", .nullable(.recipients), "A list, or a text with commas between them"),
        .optional("slack_webhook_url", .nullable(.webhook), "Never told"),
    ]
}
