internal import Monitoring

/// A message as Telegram shows it, in the HTML that it reads (<https://core.telegram.org/bots/api#html-style>).
struct TelegramMessage: Sendable {
    /// Units of UTF-16, with entities and without tags.
    private static let mostUnits = 4096
    /// With tags, before Telegram reads them.
    private static let mostOctets = 32_768

    let html: String

    init(_ content: MessageContent, _ style: MessageStyle) {
        let text = MessageText(content, style: style, measure: .utf16)
        let most = text.mostLines { lines in
            let pieces = Self.pieces(text, lines: lines)
            return pieces.shownUnits <= Self.mostUnits && pieces.html.utf8.count <= Self.mostOctets
        }
        html = Self.pieces(text, lines: most).html
    }

    private static func pieces(_ text: MessageText, lines most: Int) -> [[Piece]] {
        let lines = text.lines(most: most)
        let heading: [[Piece]] = [[.plain("\(text.gravity.emoji) "), .bold(text.heading)]]
        let message: [[Piece]] = text.message.map { [[.plain($0)]] } ?? []
        let facts: [[Piece]] = text.facts.map { [.bold("\($0.label):"), .plain(" \($0.value)")] }
        let shown: [[Piece]] = lines.shown.map { line in
            [.plain("• \(line.text)")] + (line.link.map { [.plain(" "), .link("↗", $0)] } ?? [])
        }
        let end: [[Piece]] =
            (lines.rest.map { [[.plain($0)]] } ?? []) + (text.link.map { [[.link($0.title, $0.address)]] } ?? [])
            + (text.note.map { [[.italic($0)]] } ?? [])
        return heading + message + facts + shown + end
    }

    /// Part of a line.
    fileprivate enum Piece: Sendable {
        case plain(String), bold(String), italic(String)
        case link(String, String)

        var shown: String {
            switch self {
            case .plain(let text), .bold(let text), .italic(let text), .link(let text, _): text
            }
        }

        var html: String {
            let text = HTML.escaped(shown)
            return switch self {
            case .plain: text
            case .bold: "<b>\(text)</b>"
            case .italic: "<i>\(text)</i>"
            case .link(_, let address): "<a href=\"\(HTML.escaped(address))\">\(text)</a>"
            }
        }
    }
}

extension [[TelegramMessage.Piece]] {
    fileprivate var html: String { map { $0.map(\.html).joined() }.joined(separator: "\n") }

    /// With the ends of lines.
    fileprivate var shownUnits: Int { reduce(0) { $0 + $1.reduce(1) { $0 + $1.shown.utf16.count } } }
}
