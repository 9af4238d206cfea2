internal import Monitoring

enum GroupEmail {
    private static let mostLines = 100

    static func content(of alerts: [Alert], mayBeRepeat: Bool, style: MessageStyle = MessageStyle()) -> EmailContent {
        let text = GroupText(alerts, style: style)
        let heading = "\(text.severity): \(text.headline)"
        let lines = ShownList(text.lines, most: mostLines)
        let link = style.publicURL?.alerts
        return EmailContent(
            subject: "[Lapwing] \(heading)", text: plain(heading, lines, link, mayBeRepeat: mayBeRepeat),
            html: HTML.page(
                heading: heading, colour: text.colour, body: body(lines, link, mayBeRepeat: mayBeRepeat)))
    }

    private static func plain(
        _ heading: String, _ lines: ShownList<GroupText.Line>, _ link: String?, mayBeRepeat: Bool
    ) -> String {
        let alerts = lines.shown.flatMap { line in
            ["\(line.severity): \(line.text)", "  \(line.time)\(line.link.map { "  \($0)" } ?? "")"]
        }
        let rest = lines.rest.map { [$0] } ?? []
        let open = link.map { ["", "All alerts: \($0)"] } ?? []
        let note = mayBeRepeat ? ["", MessageContent.repeatNote] : []
        return ([heading, ""] + alerts + rest + open + note).map { $0 + "\n" }.joined()
    }

    private static func body(_ lines: ShownList<GroupText.Line>, _ link: String?, mayBeRepeat: Bool) -> String {
        let items = lines.shown.map { line in
            let text = HTML.escaped(line.text)
            let time = line.link.map { HTML.link($0, line.time) } ?? HTML.escaped(line.time)
            return "<li><strong>\(HTML.escaped(line.severity))</strong> \(text)<br><small>\(time)</small></li>"
        }
        let list = "<ul style=\"padding-left:20px\">\n\(items.joined(separator: "\n"))\n</ul>"
        let rest = lines.rest.map { ["<p>\(HTML.escaped($0))</p>"] } ?? []
        let open = link.map { ["<p>\(HTML.link($0, "All alerts"))</p>"] } ?? []
        let note = mayBeRepeat ? ["<p><em>\(HTML.escaped(MessageContent.repeatNote))</em></p>"] : []
        return ([list] + rest + open + note).joined(separator: "\n")
    }
}
