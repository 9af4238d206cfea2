/// What can be changed while Lapwing runs: the configuration it was started with, overlaid by what an admin set
/// through the API.
package struct Settings: Sendable, Equatable {
    /// Seconds between polls of a device that has no interval of its own; 5 to 86,400.
    package var devicePollInterval = 300
    /// Seconds between checks of a camera that has no interval of its own; 5 to 86,400.
    package var cameraPollInterval = 600
    /// Cameras at one host that are checked at once, by all workers together; 1 to 64. Recorders have few sessions.
    package var cameraVisitsPerHost = 1
    /// How often a failed check is asked again before it is believed; 0 to 10.
    package var recheckAttempts = 2
    /// Seconds between these; 1 to 300.
    package var recheckInterval = 2
    /// Minutes after midnight in `zone`.
    package var dailySummaryAt = 0
    /// Seconds that a camera which says that it is busy keeps its last known state, unless three checks take longer; 0 to
    /// 86,400.
    package var cameraBusyLimit = 300
    /// Whether "back online" is sent where the outage was.
    package var notifiesRecovery = false
    /// Severities of what polls find that people are told of at once. Other alerts wait for the daily summary.
    package var notifiedSeverities: Set<Severity> = [.medium, .high, .critical]
    /// The same of alerts raised by hand.
    package var notifiedManualSeverities: Set<Severity> = [.high, .critical]
    /// Of the kinds of trouble that have another severity than the usual one.
    package var severities: [AlertRule: Severity] = [:]
    /// Seconds that a notice waits for others, to be sent with them in one message; 0 to 60, 0 for none.
    package var notifyGroupWait = 8
    /// What messages link to; `nil` for no links.
    package var publicURL: PublicURL?
    /// Whose local time messages tell beside UTC.
    package var zone = Zone.utc
    package var email = EmailSettings()
    package var slack = SlackSettings()

    package init() {}
}

extension Settings {
    /// Whether what receivers of a kind take from the settings is the same.
    package func sendsAlike(_ other: Settings, by kind: String) -> Bool {
        switch kind {
        case "email": email == other.email
        case "slack": slack == other.slack
        default: true
        }
    }
}

package struct EmailSettings: Sendable, Equatable {
    package enum Security: String, Sendable, CaseIterable, Codable {
        case starttls, tls, none
    }

    /// `nil` where no server is set: email is skipped.
    package var server: String?
    package var port = 587
    package var username: String?
    package var password: Secret?
    package var sender: String?
    package var recipients: [String] = []
    package var security = Security.starttls
    /// A PEM file with the authorities that are trusted instead of the system's.
    package var authorityFile: String?
    /// What Lapwing calls itself in EHLO; `nil` for this machine's full name, or else its address.
    package var heloName: String?
    /// Whether the server was named through the API and not by the operator's environment or file.
    package var isSetThroughAPI = false

    package init() {}
}

extension EmailSettings {
    /// Whether a password that was given for `other`'s server may be sent by these settings: to the same host and port,
    /// and not in the clear where it was encrypted.
    package func keepsSecrets(of other: EmailSettings) -> Bool {
        server?.lowercased() == other.server?.lowercased() && port == other.port
            && (security != .none || other.security == .none)
    }
}

package struct SlackSettings: Sendable, Equatable {
    package var webhook: Secret?
    package var isSetThroughAPI = false

    package init() {}
}
