internal import Monitoring

enum SummaryEmail {
    static func content(of summary: DailySummary, mayBeRepeat: Bool) -> EmailContent {
        let text = SummaryText(summary)
        return EmailContent(
            subject: "[Lapwing] \(text.headline)",
            text: plain(text, mayBeRepeat: mayBeRepeat),
            html: HTML.page(
                heading: text.headline, colour: Severity.info.colour, body: body(text, mayBeRepeat: mayBeRepeat)))
    }

    private static func plain(_ text: SummaryText, mayBeRepeat: Bool) -> String {
        let sections = text.sections.flatMap { section in
            ["", section.title] + section.counts.map { "  \($0.label): \($0.number)" }
        }
        let note = mayBeRepeat ? ["", EmailContent.repeatNote] : []
        return ([text.headline] + sections + note).map { $0 + "\n" }.joined()
    }

    private static func body(_ text: SummaryText, mayBeRepeat: Bool) -> String {
        let sections = text.sections.map { section in
            "<h2 style=\"margin:16px 0 4px;font-size:15px\">\(HTML.escaped(section.title))</h2>\n"
                + HTML.table(section.counts.map { ($0.label, "\($0.number)") })
        }
        let note = mayBeRepeat ? ["<p><em>\(HTML.escaped(EmailContent.repeatNote))</em></p>"] : []
        return (sections + note).joined(separator: "\n")
    }
}
