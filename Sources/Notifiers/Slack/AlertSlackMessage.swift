internal import Monitoring

enum AlertSlackMessage {
    static func message(of alert: Alert, mayBeRepeat: Bool, style: MessageStyle = MessageStyle()) -> SlackMessage {
        let text = AlertText(alert, style: style)
        let heading = SlackText.escaped("\(text.severity): \(text.headline)")
        return SlackMessage(
            text: heading,
            attachments: [
                SlackMessage.Attachment(
                    fallback: heading, color: alert.colour, title: SlackText.escaped(text.headline),
                    title_link: text.link, text: SlackText.escaped(text.message),
                    fields: text.facts.map {
                        SlackMessage.Field(title: $0.label, value: SlackText.escaped($0.value))
                    },
                    footer: SlackFooter.text(mayBeRepeat: mayBeRepeat), ts: alert.createdAt.milliseconds / 1000)
            ])
    }
}

enum SlackFooter {
    static func text(mayBeRepeat: Bool) -> String { mayBeRepeat ? "Lapwing, possibly a repeat" : "Lapwing" }
}
