internal import Monitoring

enum GroupSlackMessage {
    private static let mostLines = 100
    /// Slack folds a longer text, and cuts one that is much longer.
    private static let mostCharacters = 7500

    static func message(of alerts: [Alert], mayBeRepeat: Bool, style: MessageStyle = MessageStyle()) -> SlackMessage {
        let text = GroupText(alerts, style: style)
        let lines = ShownList(
            text.lines.map { "\($0.severity): \($0.text) (\($0.time))" }, most: mostLines, characters: mostCharacters)
        let heading = SlackText.escaped("\(text.severity): \(text.headline)")
        let shown = lines.shown + (lines.rest.map { [$0] } ?? [])
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
