internal import Monitoring

/// How much a message weighs with those who get it.
enum Gravity: Sendable, Equatable {
    case trouble(Severity)
    case goodNews
    case summary
    case test

    init(_ alert: Alert) { self = alert.isGoodNews ? .goodNews : .trouble(alert.severity) }

    /// That of the gravest.
    init(_ alerts: [Alert]) {
        let severity = alerts.filter { !$0.isGoodNews }.map(\.severity).max()
        self = severity.map(Gravity.trouble) ?? .goodNews
    }

    /// For a glance at a telephone.
    var emoji: String {
        switch self {
        case .trouble(.critical): "🚨"
        case .trouble(.high): "🔴"
        case .trouble(.medium): "🟠"
        case .trouble(.low): "🔵"
        case .trouble(.info): "ℹ️"
        case .goodNews: "✅"
        case .summary: "📋"
        case .test: "🔔"
        }
    }
}
