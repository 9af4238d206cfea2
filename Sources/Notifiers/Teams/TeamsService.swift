internal import Monitoring

/// A workflow of Microsoft Teams that posts what it gets, or an incoming webhook of the kind before it.
struct TeamsService: PostService {
    private let webhook: PostAddress

    init(_ fields: FieldValues, _ settings: Settings) throws(ReceiverMistake) {
        webhook = try fields.address(.teamsWebhook, of: "Teams webhook")
        let isUnsigned = !webhook.query.split(separator: "&").contains { $0.hasPrefix("sig=") }
        if isWorkflow, isUnsigned {
            throw ReceiverMistake(
                .teamsWebhook,
                "Must hold sig=…: let anyone trigger the workflow, save it, and copy the whole address")
        }
    }

    func post(_ content: MessageContent, style: MessageStyle) -> Post {
        Post(TeamsMessage(content, style).json, to: webhook)
    }

    /// Before workflows, a webhook said `1` to a message that it took, and 200 with the reason to one that it did not.
    func trouble(_ answer: PostAnswer, _ shown: String) -> PostTrouble? {
        let text = answer.text.lowercased()
        switch answer.status {
        case 200..<300:
            guard text.hasPrefix("webhook message delivery failed") || text.hasPrefix("system.") else {
                return answer.isPage ? .receiver("answered with a page (\(shown))") : nil
            }
            return Self.trouble(behind200: text, shown)
        case 401, 403: return .receiver("does not let Lapwing in: copy the workflow's address again (\(shown))")
        case 404, 410: return .receiver("is gone: turn the workflow on, or make another (\(shown))")
        case 400 where text.contains("isnotenabled"): return .receiver("is turned off: turn the workflow on (\(shown))")
        default: return nil
        }
    }

    private static func trouble(behind200 text: String, _ shown: String) -> PostTrouble {
        let status = text.firstRange(of: "http error ").flatMap { Int(text[$0.upperBound...].prefix(3)) }
        return switch status {
        case 429: .rate("takes no more messages for now (\(shown))")
        case 413, 400: .message("refused the message (\(shown))")
        case .some(400..<500): .receiver("refused the message (\(shown))")
        default: .passing("failed (\(shown))")
        }
    }

    /// Where Microsoft runs workflows; each address is signed.
    private var isWorkflow: Bool {
        [".logic.azure.com", ".api.powerplatform.com"].contains { webhook.host.hasSuffix($0) }
    }
}
