import Monitoring

@testable import HTTPAPI

extension ReceiverKinds {
    /// Email, chat, and a kind with a secret that goes where its URL says. Nothing keeps them from sending.
    static let stub = ReceiverKinds(
        [
            Kind(
                name: "email", title: "Email", summary: "Sends email.",
                fields: [Field(name: "to", title: "To", type: "addresses", isRequired: true)],
                mistakes: { $0["to"] == nil ? [Mistake(field: "to", sentence: "Must not be empty")] : [] }),
            Kind(
                name: "slack", title: "Slack", summary: "Posts to a chat.",
                fields: [Field(name: "webhook_url", title: "Webhook", type: "url", isSecret: true)]),
            Kind(
                name: "webhook", title: "Webhook", summary: "Posts JSON.",
                fields: [
                    Field(name: "url", title: "URL", type: "url", isRequired: true),
                    Field(name: "secret", title: "Secret", type: "secret", isSecret: true),
                    Field(name: "retries", title: "Retries", type: "integer", fallback: "3", range: 0...9),
                    Field(name: "quiet", title: "Quiet", type: "boolean"),
                    Field(name: "headers", title: "Headers", type: "list"),
                ],
                mistakes: { fields in
                    let url = fields["url"]?.reveal() ?? ""
                    return url.hasPrefix("https://")
                        ? [] : [Mistake(field: "url", sentence: "Must begin with https://")]
                },
                secretsToGiveAnew: { $0["url"] != $1["url"] && $0["secret"] != nil ? ["secret"] : [] }),
        ], problem: { _, _ in nil })
}
