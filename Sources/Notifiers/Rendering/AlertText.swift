internal import Monitoring

/// How an alert is put to people, whatever the channel.
struct AlertText: Sendable {
    /// `Device core-1 (10.0.0.1) is offline`
    let headline: String
    let message: String
    /// `HIGH`
    let severity: String
    /// What else there is to know, in order.
    let facts: [Fact]
    /// Where the alert is shown; `nil` where no public address is set.
    let link: String?

    struct Fact: Sendable, Equatable {
        let label: String
        let value: String
    }

    init(_ alert: Alert, style: MessageStyle = MessageStyle()) {
        headline = Self.headline(of: alert)
        message = alert.message.displayed(limit: 2000)
        severity = alert.severity.rawValue.uppercased()
        facts =
            [Fact(label: "Severity", value: alert.severity.rawValue)] + Self.facts(of: alert.subject)
            + [Fact(label: "Time", value: style.text(alert.createdAt))]
            + (alert.count > 1 ? [Fact(label: "Raised", value: "\(alert.count) times")] : [])
        link = style.publicURL?.link(to: alert.id)
    }

    private static func headline(of alert: Alert) -> String {
        guard let subject = alert.subject.map(name), let state = alert.rule.state else {
            return alert.message.displayed(limit: 120)
        }
        return "\(subject) \(state)"
    }

    private static func name(of subject: AlertSubject) -> String {
        let kind = subject.kind.title
        let (name, address) = (subject.name.displayed(limit: 80), subject.address.displayed(limit: 80))
        return name == address ? "\(kind) \(name)" : "\(kind) \(name) (\(address))"
    }

    private static func facts(of subject: AlertSubject?) -> [Fact] {
        guard let subject else { return [] }
        return [
            Fact(label: subject.kind.title, value: subject.name.displayed(limit: 255)),
            Fact(label: "Address", value: subject.address.displayed(limit: 255)),
        ]
    }
}

extension AlertRule {
    /// What it says of its subject; `nil` where only the message says it.
    var state: String? {
        switch self {
        case .manual: nil
        case .deviceOffline, .cameraOffline: "is offline"
        case .deviceOnline, .cameraOnline: "is back online"
        case .deviceUnstable, .cameraUnstable: "is unstable"
        case .deviceSNMP: "does not answer SNMP"
        }
    }
}

extension Alert {
    var isGoodNews: Bool {
        switch rule {
        case .deviceOnline, .cameraOnline: true
        default: false
        }
    }
}
