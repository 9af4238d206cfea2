/// HTML that shows text as text.
enum HTML {
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }

    /// A whole page under a coloured heading. `body` is HTML, the rest is text.
    static func page(heading: String, colour: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width"><title>\(escaped(heading))</title></head>
        <body style="margin:0;padding:16px;font-family:system-ui,sans-serif;font-size:15px;line-height:1.5">
        <h1 style="margin:0 0 12px;padding:10px 14px;border-radius:6px;font-size:17px;color:#fff;background:\(colour)">\
        \(escaped(heading))</h1>
        \(body)
        <p style="color:#5f6368;font-size:13px">Lapwing</p>
        </body></html>

        """
    }

    /// Both are text.
    static func link(_ address: String, _ text: String) -> String {
        "<a href=\"\(escaped(address))\">\(escaped(text))</a>"
    }

    /// Two columns, label and value, both text.
    static func table(_ rows: [(label: String, value: String)]) -> String {
        let cells = rows.map { row in
            "<tr><th style=\"text-align:left;padding:2px 16px 2px 0;font-weight:600\">\(escaped(row.label))</th>"
                + "<td style=\"padding:2px 0\">\(escaped(row.value))</td></tr>"
        }
        return "<table style=\"border-collapse:collapse\">\n\(cells.joined(separator: "\n"))\n</table>"
    }
}
