/// Writes HTML; every text in it is escaped.
struct HTMLText {
    private(set) var html = ""

    /// `<name attributes>…</name>`
    mutating func element(
        _ name: StaticString, with attributes: [(StaticString, String)] = [], _ content: (inout HTMLText) -> Void
    ) {
        html += "<\(name)"
        for (attribute, value) in attributes { html += " \(attribute)=\"\(Self.escape(value))\"" }
        html += ">"
        content(&self)
        html += "</\(name)>\n"
    }

    mutating func element(_ name: StaticString, with attributes: [(StaticString, String)] = [], _ text: String) {
        element(name, with: attributes) { $0.text(text) }
    }

    mutating func text(_ text: String) { html += Self.escape(text) }

    /// Markup of our own.
    mutating func raw(_ markup: StaticString) { html += "\(markup)" }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
