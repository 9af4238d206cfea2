extension Settings {
    /// How much it matters when `rule` finds something.
    package func severity(of rule: AlertRule) -> Severity { severities[rule] ?? rule.usualSeverity }

    /// Whether people are told of a new alert at once.
    package func isNotifiedAtOnce(_ severity: Severity, of rule: AlertRule) -> Bool {
        (rule == .manual ? notifiedManualSeverities : notifiedSeverities).contains(severity)
    }
}

extension AlertRule {
    /// The kinds of trouble whose severity is a setting.
    package static let troubles = allCases.filter { $0.severitySetting != nil }

    package var severitySetting: SettingName? { SettingName(rawValue: "\(rawValue)_severity") }

    /// What clients of the replaced system expect, and know from it.
    package var usualSeverity: Severity {
        switch self {
        case .deviceOffline: .high
        case .deviceSNMP, .deviceUnstable, .cameraOffline, .cameraUnstable: .medium
        case .deviceOnline, .cameraOnline, .manual: .info
        }
    }
}
