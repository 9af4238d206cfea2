internal import Monitoring

/// How alerts that became known together are put to people, whatever the channel.
struct GroupText: Sendable {
    /// `30 devices offline: sw-a, sw-b, sw-c and 27 more`
    let headline: String
    /// The gravest, `HIGH`.
    let severity: String
    let colour: String
    /// The gravest first, good news last.
    let lines: [Line]

    struct Line: Sendable, Equatable {
        let severity: String
        /// `2026-01-15 12:00:00 UTC`
        let time: String
        let text: String
        let link: String?
    }

    init(_ alerts: [Alert], style: MessageStyle = MessageStyle()) {
        let alerts = alerts.sorted { $0.rank < $1.rank }
        let gravest = alerts.first
        headline = Self.headline(of: alerts)
        severity = (gravest?.severity ?? .info).rawValue.uppercased()
        colour = gravest?.colour ?? Severity.info.colour
        lines = alerts.map { alert in
            Line(
                severity: alert.severity.rawValue.uppercased(), time: style.text(alert.createdAt),
                text: alert.message.displayed(limit: 240), link: style.publicURL?.link(to: alert.id))
        }
    }

    /// What happened to how many, in the order of the alerts; names only of the first kind.
    private static func headline(of alerts: [Alert]) -> String {
        var kinds: [Kind] = []
        for alert in alerts {
            let state = alert.rule.state ?? ""
            if let place = kinds.firstIndex(where: { $0.state == state }) {
                kinds[place].alerts.append(alert)
            } else {
                kinds.append(Kind(state: state, alerts: [alert]))
            }
        }
        guard let first = kinds.first else { return "No alerts" }
        let names = ShownList(first.names, most: 3).sentence
        return (["\(first.count): \(names)"] + kinds.dropFirst().map(\.count)).joined(separator: "; ")
    }

    /// Alerts that say the same of their subjects.
    private struct Kind {
        let state: String
        var alerts: [Alert]

        var names: [String] {
            alerts.map { ($0.subject?.name ?? $0.message).displayed(limit: 40) }
        }

        /// Such as `12 devices offline`.
        var count: String {
            if state.isEmpty { return Count(alerts.count, "alert").text }
            let counts = SubjectKind.allCases.map { kind in
                Count(alerts.count { ($0.subject?.kind ?? .device) == kind }, kind.rawValue)
            }.filter { $0.number > 0 }
            return "\(counts.map(\.text).joined(separator: " and ")) \(state.said(of: alerts.count))"
        }
    }
}

/// `1 device`, `3 devices`.
struct Count: Sendable, Equatable {
    let number: Int
    let noun: String

    init(_ number: Int, _ noun: String) {
        self.number = number
        self.noun = noun
    }

    var text: String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension Alert {
    /// The gravest first, good news last; then as they were raised.
    fileprivate var rank: (Int, Int, Int64, Int64) {
        let gravity = Severity.allCases.firstIndex(of: severity) ?? 0
        return (isGoodNews ? 1 : 0, -gravity, createdAt.milliseconds, id.rawValue)
    }
}

extension String {
    /// What is said of one (`is offline`, `does not answer SNMP`) as it is said after a number.
    fileprivate func said(of number: Int) -> String {
        if hasPrefix("is ") { return String(dropFirst(3)) }
        return number > 1 && hasPrefix("does ") ? "do " + dropFirst(5) : self
    }
}
