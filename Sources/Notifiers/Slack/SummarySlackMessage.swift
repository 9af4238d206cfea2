internal import Monitoring

enum SummarySlackMessage {
    static func message(of summary: DailySummary, mayBeRepeat: Bool) -> SlackMessage {
        let text = SummaryText(summary)
        let heading = SlackText.escaped(text.headline)
        return SlackMessage(
            text: heading,
            attachments: [
                SlackMessage.Attachment(
                    fallback: heading, color: Severity.info.colour, title: heading, text: "",
                    fields: text.sections.map { section in
                        SlackMessage.Field(
                            title: SlackText.escaped(section.title),
                            value: section.counts.map { "\($0.label): \($0.number)" }.joined(separator: "\n"))
                    },
                    footer: SlackFooter.text(mayBeRepeat: mayBeRepeat))
            ])
    }
}
