internal import Monitoring

enum GroupSlackMessage {
    /// Slack folds a text that is much longer, and cuts one of some thousand characters.
    private static let mostLines = 10

    static func message(of alerts: [Alert], mayBeRepeat: Bool, style: MessageStyle = MessageStyle()) -> SlackMessage {
        let text = GroupText(alerts, style: style)
        let lines = ShownList(text.lines, most: mostLines)
        let heading = SlackText.escaped("\(text.severity): \(text.headline)")
        let shown = lines.shown.map { "\($0.severity): \($0.text) (\($0.time))" } + (lines.rest.map { [$0] } ?? [])
        return SlackMessage(
            text: heading,
            attachments: [
                SlackMessage.Attachment(
                    fallback: heading, color: text.colour, title: SlackText.escaped(text.headline),
                    title_link: style.publicURL?.alerts, text: SlackText.escaped(shown.joined(separator: "\n")),
                    fields: [], footer: SlackFooter.text(mayBeRepeat: mayBeRepeat),
                    ts: alerts.map(\.createdAt.milliseconds).min().map { $0 / 1000 })
            ])
    }
}
