internal import Monitoring

/// A message as an Adaptive Card (<https://adaptivecards.io/explorer/>). All that comes from outside is in text runs:
/// those alone are never read as Markdown.
struct TeamsMessage: Sendable {
    /// Teams takes 28 KiB of a card as it stores it, quoted once more and in ASCII, and says nothing of one that is over.
    private static let mostOctets = 27_000

    let json: JSON

    init(_ content: MessageContent, _ style: MessageStyle) {
        let text = MessageText(content, style: style, measure: .utf16)
        let most = text.mostLines {
            Self.storedOctets(of: Self.message(text, lines: $0)) <= Self.mostOctets
        }
        json = Self.message(text, lines: most)
    }

    static func storedOctets(of json: JSON) -> Int {
        String(decoding: json.octets, as: UTF8.self).unicodeScalars.reduce(0) { sum, scalar in
            switch scalar {
            case "\"", "\\": sum + 2
            default: sum + (scalar.isASCII ? 1 : scalar.value > 0xFFFF ? 12 : 6)
            }
        }
    }

    private static func message(_ text: MessageText, lines: Int) -> JSON {
        [
            "type": "message",
            "attachments": [
                [
                    "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": .null,
                    "content": card(text, lines: lines),
                ]
            ],
        ]
    }

    /// Workflows show no card of a later version.
    private static func card(_ text: MessageText, lines: Int) -> JSON {
        var members: [String: JSON] = [
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
            "fallbackText": .string(plain(text.heading)), "msteams": ["width": "Full"],
            "body": .array([heading(text)] + paragraphs(text, lines: lines)),
        ]
        members["actions"] = text.link.map { [action($0.address, title: $0.title)] }
        return .object(members)
    }

    private static func heading(_ text: MessageText) -> JSON {
        [
            "type": "Container", "style": .string(text.gravity.cardStyle), "bleed": true,
            "items": [
                paragraph([run("\(text.gravity.emoji) \(text.heading)", ["weight": "Bolder", "size": "Medium"])])
            ],
        ]
    }

    private static func paragraphs(_ text: MessageText, lines most: Int) -> [JSON] {
        let lines = text.lines(most: most)
        let message = text.message.map { [paragraph([run($0)])] } ?? []
        let facts = text.facts.map { fact in
            paragraph([run("\(fact.label): ", ["weight": "Bolder"]), run(fact.value)], spacing: "Small")
        }
        let shown = lines.shown.map { line in
            paragraph([run(line.text, line.link.map { ["selectAction": action($0)] } ?? [:])], spacing: "Small")
        }
        let end = [lines.rest, text.note].compactMap(\.self).map { paragraph([run($0, ["isSubtle": true])]) }
        return message + facts + shown + end
    }

    private static func paragraph(_ runs: [JSON], spacing: JSON = "Default") -> JSON {
        ["type": "RichTextBlock", "inlines": .array(runs), "spacing": spacing]
    }

    private static func run(_ text: String, _ style: [String: JSON] = [:]) -> JSON {
        .object(style.merging(["type": "TextRun", "text": .string(plain(text))]) { $1 })
    }

    private static func action(_ address: String, title: String? = nil) -> JSON {
        var members: [String: JSON] = ["type": "Action.OpenUrl", "url": .string(address)]
        members["title"] = title.map(JSON.string)
        return .object(members)
    }

    /// Cards read `{{DATE(…)}}` in any text.
    private static func plain(_ text: String) -> String { text.replacing("{{", with: "{\u{2060}{") }
}

extension Gravity {
    /// The colours that cards have.
    fileprivate var cardStyle: String {
        switch self {
        case .trouble(.critical), .trouble(.high): "attention"
        case .trouble(.medium): "warning"
        case .trouble(.low), .test: "accent"
        case .trouble(.info), .summary: "emphasis"
        case .goodNews: "good"
        }
    }
}
