internal import Monitoring

/// A message as ntfy shows it.
struct NtfyMessage: Sendable {
    /// A server takes 4,096 octets of a message and twice that with all that is around it; what is over becomes a file.
    private static let mostOctets = 3500

    private let text: MessageText
    private let body: String

    init(_ content: MessageContent, _ style: MessageStyle) {
        let text = MessageText(content, style: style, measure: .json)
        let most = text.mostLines {
            TextMeasure.json.size(of: Self.body(text, lines: $0)) <= Self.mostOctets
        }
        self.text = text
        body = Self.body(text, lines: most)
    }

    func json(topic: String) -> JSON {
        var members: [String: JSON] = [
            "topic": .string(topic), "title": .string(text.heading), "message": .string(body),
            "priority": .number(text.gravity.ntfyPriority), "tags": .array(text.gravity.ntfyTags.map(JSON.string)),
        ]
        members["click"] = text.link.map { .string($0.address) }
        return .object(members)
    }

    private static func body(_ text: MessageText, lines most: Int) -> String {
        let lines = text.lines(most: most)
        let facts = text.facts.map { "\($0.label): \($0.value)" }
        let parts = [text.message].compactMap(\.self) + facts + lines.shown.map(\.text)
        return (parts + [lines.rest, text.note].compactMap(\.self)).joined(separator: "\n")
    }
}

extension Gravity {
    /// 5 rings until it is seen, 1 makes no sound at all.
    fileprivate var ntfyPriority: Int64 {
        switch self {
        case .trouble(.critical): 5
        case .trouble(.high): 4
        case .trouble(.medium), .goodNews, .test: 3
        case .trouble(.low), .trouble(.info), .summary: 2
        }
    }

    /// One that is shown as an emoji, and the severity to filter by.
    fileprivate var ntfyTags: [String] {
        switch self {
        case .trouble(let severity): [Self.ntfyEmoji(severity), severity.rawValue]
        case .goodNews: ["white_check_mark"]
        case .summary: ["clipboard"]
        case .test: ["bell"]
        }
    }

    private static func ntfyEmoji(_ severity: Severity) -> String {
        switch severity {
        case .critical: "rotating_light"
        case .high: "red_circle"
        case .medium: "orange_circle"
        case .low: "large_blue_circle"
        case .info: "information_source"
        }
    }
}
