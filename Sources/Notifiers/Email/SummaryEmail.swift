internal import Monitoring

enum SummaryEmail {
    private static let mostNames = 25

    static func content(
        of summary: DailySummary, mayBeRepeat: Bool, style: MessageStyle = MessageStyle()
    ) -> EmailContent {
        let text = SummaryText(summary, style: style)
        return EmailContent(
            subject: "[Lapwing] \(text.headline)",
            text: plain(text, mayBeRepeat: mayBeRepeat),
            html: HTML.page(
                heading: text.headline, colour: Severity.info.colour, body: body(text, mayBeRepeat: mayBeRepeat)))
    }

    private static func plain(_ text: SummaryText, mayBeRepeat: Bool) -> String {
        let sections = text.sections.flatMap { section in
            ["", section.title] + section.counts.map { "  \($0.label): \($0.number)" } + names(of: section)
        }
        let open = text.link.map { ["", "Open: \($0)"] } ?? []
        let note = mayBeRepeat ? ["", MessageContent.repeatNote] : []
        return ([text.headline] + sections + open + note).map { $0 + "\n" }.joined()
    }

    private static func body(_ text: SummaryText, mayBeRepeat: Bool) -> String {
        let sections = text.sections.map { section in
            "<h2 style=\"margin:16px 0 4px;font-size:15px\">\(HTML.escaped(section.title))</h2>\n"
                + HTML.table(section.counts.map { ($0.label, "\($0.number)") }) + list(of: section)
        }
        let open = text.link.map { ["<p>\(HTML.link($0, "Open the dashboard"))</p>"] } ?? []
        let note = mayBeRepeat ? ["<p><em>\(HTML.escaped(MessageContent.repeatNote))</em></p>"] : []
        return (sections + open + note).joined(separator: "\n")
    }

    private static func names(of section: SummaryText.Section) -> [String] {
        let offline = section.offline(most: mostNames)
        guard !offline.shown.isEmpty else { return [] }
        return ["  Offline now:"] + (offline.shown + (offline.rest.map { [$0] } ?? [])).map { "    \($0)" }
    }

    private static func list(of section: SummaryText.Section) -> String {
        let offline = section.offline(most: mostNames)
        guard !offline.shown.isEmpty else { return "" }
        let items = (offline.shown + (offline.rest.map { [$0] } ?? [])).map { "<li>\(HTML.escaped($0))</li>" }
        return "\n<p style=\"margin:8px 0 0\">Offline now:</p>\n<ul>\(items.joined(separator: "\n"))</ul>"
    }
}
