/// What a webhook answered, and what follows from it.
struct WebhookAnswer: Sendable, Equatable {
    var status: Int
    /// The header `Retry-After`.
    var retryAfter: String?
    /// Its first octets.
    var body: [UInt8]

    /// - Returns: the answer for the record where the message was taken.
    func receipt(from webhook: Webhook) throws(NotifierError) -> String {
        let excerpt = webhook.cleaned(excerpt)
        if status == 200 && isConsent { return "200 \(excerpt)" }
        let shown = excerpt.isEmpty ? "\(status)" : "\(status) \(excerpt)"
        switch status {
        case 200: throw error(webhook, "did not answer as a webhook does (\(shown))", isRetryable: false)
        case 300..<400: throw error(webhook, "answered with a redirect, which is not followed", isRetryable: false)
        case 429: throw error(webhook, "takes no more messages for now (\(shown))", isRetryable: true)
        case 408, 425, 500...: throw error(webhook, "failed (\(shown))", isRetryable: true)
        default: throw error(webhook, "refused the message (\(shown))", isRetryable: false)
        }
    }

    /// `ok`, or what Rocket.Chat says instead.
    private var isConsent: Bool {
        excerpt == "ok" || excerpt.replacing(" ", with: "").hasPrefix("{\"success\":true")
    }

    /// Slack's reason is a word such as `invalid_token`; a page is not worth showing.
    private var excerpt: String {
        let text = String(decoding: body.filter { (32...126).contains($0) }, as: UTF8.self)
        return text.hasPrefix("<") ? "" : String(text.prefix(80))
    }

    private func error(_ webhook: Webhook, _ what: String, isRetryable: Bool) -> NotifierError {
        NotifierError(isRetryable: isRetryable, description: "The \(webhook) \(what)", retryAfter: pause)
    }

    /// In seconds; held to a day.
    private var pause: Duration? {
        retryAfter.flatMap { Int($0) }.map { .seconds(min(max($0, 0), 86_400)) }
    }
}
