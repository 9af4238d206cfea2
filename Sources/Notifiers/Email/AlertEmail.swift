internal import Monitoring

enum AlertEmail {
    static func content(of alert: Alert, mayBeRepeat: Bool, style: MessageStyle = MessageStyle()) -> EmailContent {
        let text = AlertText(alert, style: style)
        let heading = "\(text.severity): \(text.headline)"
        return EmailContent(
            subject: "[Lapwing] \(heading)",
            text: plain(heading, text, mayBeRepeat: mayBeRepeat),
            html: HTML.page(heading: heading, colour: alert.colour, body: body(text, mayBeRepeat: mayBeRepeat)))
    }

    private static func plain(_ heading: String, _ text: AlertText, mayBeRepeat: Bool) -> String {
        let width = text.facts.map(\.label.count).max() ?? 0
        let facts = text.facts.map { fact in
            fact.label + ":" + String(repeating: " ", count: width - fact.label.count + 1) + fact.value
        }
        let note = mayBeRepeat ? ["", MessageContent.repeatNote] : []
        let open = text.link.map { ["", "Open: \($0)"] } ?? []
        return ([heading, "", text.message, ""] + facts + open + note).map { $0 + "\n" }.joined()
    }

    private static func body(_ text: AlertText, mayBeRepeat: Bool) -> String {
        let paragraphs = ["<p>\(HTML.escaped(text.message))</p>", HTML.table(text.facts.map { ($0.label, $0.value) })]
        let note = mayBeRepeat ? ["<p><em>\(HTML.escaped(MessageContent.repeatNote))</em></p>"] : []
        let open = text.link.map { ["<p>\(HTML.link($0, "Open the alert"))</p>"] } ?? []
        return (paragraphs + open + note).joined(separator: "\n")
    }
}
