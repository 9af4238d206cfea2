internal import Monitoring

enum SummarySlackMessage {
    private static let mostNames = 15

    static func message(
        of summary: DailySummary, mayBeRepeat: Bool, style: MessageStyle = MessageStyle()
    ) -> SlackMessage {
        let text = SummaryText(summary, style: style)
        let heading = SlackText.escaped(text.headline)
        return SlackMessage(
            text: heading,
            attachments: [
                SlackMessage.Attachment(
                    fallback: heading, color: Severity.info.colour, title: heading,
                    title_link: text.link, text: names(in: text),
                    fields: text.sections.map { section in
                        SlackMessage.Field(
                            title: SlackText.escaped(section.title),
                            value: section.counts.map { "\($0.label): \($0.number)" }.joined(separator: "\n"))
                    },
                    footer: SlackFooter.text(mayBeRepeat: mayBeRepeat))
            ])
    }

    /// `Devices now offline: sw-a, sw-b and 37 more`
    private static func names(in text: SummaryText) -> String {
        text.sections.filter { !$0.names.isEmpty }.map { section in
            SlackText.escaped("\(section.title) offline: \(section.offline(most: mostNames).sentence)")
        }.joined(separator: "\n")
    }
}
