extension ReceiverKind {
    package static let slack = ReceiverKind(
        "slack", title: "Slack",
        summary: "Posts to a channel of Slack, or of a chat that takes Slack's messages, such as Mattermost.",
        fields: [.slackWebhook], posts: SlackService.self)
}

extension ReceiverField {
    static let slackWebhook = ReceiverField(
        "webhook_url", "Webhook URL", .url, isRequired: true, isSecret: true, isDestination: true,
        "The incoming webhook of the channel, such as `https://hooks.slack.com/services/…`.")
}
