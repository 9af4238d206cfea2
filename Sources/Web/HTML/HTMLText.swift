/// Writes HTML; every text in it is escaped.
package struct HTMLText {
    package private(set) var html = ""

    package init() {}

    /// `<name attributes>…</name>`
    package mutating func element(
        _ name: StaticString, with attributes: [(StaticString, String)] = [], _ content: (inout HTMLText) -> Void
    ) {
        html += "<\(name)"
        for (attribute, value) in attributes { html += " \(attribute)=\"\(Self.escape(value))\"" }
        html += ">"
        content(&self)
        html += "</\(name)>\n"
    }

    package mutating func element(_ name: StaticString, with attributes: [(StaticString, String)] = [], _ text: String)
    {
        element(name, with: attributes) { $0.text(text) }
    }

    package mutating func text(_ text: String) { html += Self.escape(text) }

    /// Markup of our own.
    package mutating func raw(_ markup: StaticString) { html += "\(markup)" }

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
