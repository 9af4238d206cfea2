internal import Monitoring

/// A Slack incoming webhook, or one that works like it.
struct SlackService: PostService {
    let isSetThroughAPI: Bool
    private let webhook: PostAddress

    init(_ fields: FieldValues, _ settings: Settings) throws(ReceiverMistake) {
        isSetThroughAPI = !fields.areOfSettings || settings.slack.isSetThroughAPI
        webhook =
            fields.areOfSettings
            ? try Self.webhook(of: settings) : try fields.address(.slackWebhook, of: "Slack webhook")
    }

    func post(_ content: MessageContent, style: MessageStyle) throws(NotifierError) -> Post {
        try Post(encoding: Self.message(content, style), to: webhook)
    }

    /// Slack's own webhooks say `ok`, and its workflows an answer in JSON. What else takes messages says it by the status
    /// alone.
    func trouble(_ answer: PostAnswer, _ shown: String) -> PostTrouble? {
        guard (200..<300).contains(answer.status), isSlack, isDenial(answer) else { return nil }
        return .receiver("did not answer as a webhook does (\(shown))")
    }

    private static func webhook(of settings: Settings) throws(ReceiverMistake) -> PostAddress {
        guard let secret = settings.slack.webhook, !secret.isEmpty else {
            throw ReceiverMistake(nil, "SLACK_WEBHOOK_URL is not set")
        }
        guard let webhook = PostAddress(secret, of: "Slack webhook") else {
            throw ReceiverMistake(nil, "SLACK_WEBHOOK_URL is not the address of a webhook")
        }
        return webhook
    }

    private static func message(_ content: MessageContent, _ style: MessageStyle) -> SlackMessage {
        let mayBeRepeat = content.mayBeRepeat
        return switch content.subject {
        case .alerts(let alerts) where alerts.count == 1:
            AlertSlackMessage.message(of: alerts[0], mayBeRepeat: mayBeRepeat, style: style)
        case .alerts(let alerts): GroupSlackMessage.message(of: alerts, mayBeRepeat: mayBeRepeat, style: style)
        case .summary(let summary): SummarySlackMessage.message(of: summary, mayBeRepeat: mayBeRepeat, style: style)
        case .test: SlackMessage(text: MessageContent.testSentence)
        }
    }

    private func isDenial(_ answer: PostAnswer) -> Bool {
        let text = answer.text.replacing(" ", with: "").lowercased()
        if answer.isPage || text.isEmpty { return answer.isPage }
        if text == "ok" || text.contains("\"ok\":true") { return false }
        return !isWorkflow || text.contains("\"ok\":false")
    }

    /// Whether it is Slack itself, whose webhooks say `ok` and nothing else to a message they took.
    private var isSlack: Bool {
        ["slack.com", "slack-gov.com"].contains { webhook.host == $0 || webhook.host.hasSuffix(".\($0)") }
    }

    /// Slack's workflows and triggers answer in JSON of their own.
    private var isWorkflow: Bool { webhook.path.hasPrefix("/workflows/") || webhook.path.hasPrefix("/triggers/") }
}
