package import AsyncHTTPClient
internal import FoundationEssentials
package import Monitoring
internal import NIOCore
internal import NIOHTTP1

/// Sends notices to a Slack incoming webhook, or to one that works like it.
package struct SlackNotifier: ConfiguredNotifier {
    package let channel = Channel.slack
    private let settings: @Sendable () -> Settings
    private let egress: Egress
    private let http: HTTPClient.Configuration

    package init(settings: @escaping @Sendable () -> Settings, egress: Egress) {
        self.init(settings: settings, egress: egress, http: HTTPClient.Configuration())
    }

    /// - Parameter http: how to connect; redirects, times and addresses are decided here.
    package init(settings: @escaping @Sendable () -> Settings, egress: Egress, http: HTTPClient.Configuration) {
        self.settings = settings
        self.egress = egress
        self.http = http
    }

    package static func skipReason(_ settings: Settings) -> String? {
        settings.slack.webhook?.isEmpty ?? true ? "SLACK_WEBHOOK_URL is not set" : nil
    }

    /// With some seconds for the name service.
    package var exchangeLimit: Duration { WebhookClient.deadline + .seconds(30) }

    package func send(_ message: OutgoingMessage) async throws(NotifierError) -> Delivery {
        Delivery(answer: try await post(Self.rendered(message, style: MessageStyle(settings()))))
    }

    package func sendTest() async throws(NotifierError) -> String {
        try await post(SlackMessage(text: "This is a test. Alerts of Lapwing arrive here."))
    }

    private static func rendered(_ message: OutgoingMessage, style: MessageStyle) -> SlackMessage {
        let (alerts, mayBeRepeat) = (message.alerts, message.mayBeRepeat)
        if let summary = message.summary {
            return SummarySlackMessage.message(of: summary, mayBeRepeat: mayBeRepeat, style: style)
        }
        if let alert = alerts.first, alerts.count == 1 {
            return AlertSlackMessage.message(of: alert, mayBeRepeat: mayBeRepeat, style: style)
        }
        return GroupSlackMessage.message(of: alerts, mayBeRepeat: mayBeRepeat, style: style)
    }

    private func post(_ message: SlackMessage) async throws(NotifierError) -> String {
        let slack = settings().slack
        guard let secret = slack.webhook, !secret.isEmpty else {
            throw NotifierError(isRetryable: false, description: "SLACK_WEBHOOK_URL is not set", scope: .receiver)
        }
        guard let webhook = Webhook(secret) else {
            throw NotifierError(
                isRetryable: false, description: "SLACK_WEBHOOK_URL is not the address of a webhook", scope: .receiver)
        }
        let addresses = try await egress.addresses(
            of: webhook.host, named: "\(webhook)", isSetThroughAPI: slack.isSetThroughAPI)
        let answer = try await WebhookClient(http, addresses: addresses).post(message, to: webhook)
        return try answer.receipt(from: webhook, now: Timestamp.now.milliseconds / 1000)
    }
}
