internal import Mail
internal import Monitoring

extension OutgoingMessage {
    /// What rules of mail programs sort by.
    var mailHeaders: [MailHeader] {
        let repeats = mayBeRepeat ? [MailHeader("X-Lapwing-Repeat", "possible")] : []
        if summary != nil { return [MailHeader("X-Lapwing-Kind", "summary")] + repeats }
        let alerts = alerts
        let severity = alerts.map(\.severity).max() ?? .info
        return [
            MailHeader("X-Lapwing-Kind", "alert"), MailHeader("X-Lapwing-Severity", severity.rawValue),
            MailHeader("X-Lapwing-Rule", Self.list(alerts.map(\.rule.rawValue))),
            MailHeader("X-Lapwing-Alert", Self.list(alerts.map { "\($0.id)" })),
            MailHeader("X-Lapwing-Subject", Self.list(alerts.compactMap { $0.subject?.name.displayed(limit: 80) })),
        ].filter { !$0.value.isEmpty } + repeats
    }

    /// Each once; servers refuse headers of many lines.
    private static func list(_ words: [String]) -> String {
        var list: [String] = []
        for word in words where !list.contains(word) && list.count < 20 { list.append(word) }
        return list.joined(separator: ", ")
    }
}
