/// What a webhook answered, and what follows from it.
struct WebhookAnswer: Sendable, Equatable {
    var status: Int
    /// The headers `Retry-After` and `Date`.
    var retryAfter: String?
    var date: String?
    /// Its first octets.
    var body: [UInt8]

    /// - Parameter now: seconds since 1970.
    /// - Returns: the answer for the record where the message was taken.
    func receipt(from webhook: Webhook, now: Int64) throws(NotifierError) -> String {
        let excerpt = webhook.cleaned(excerpt)
        let shown = excerpt.isEmpty ? "\(status)" : "\(status) \(excerpt)"
        let pause = RetryAfter.seconds(retryAfter, date: date, now: now).map { Duration.seconds($0) }
        func error(_ what: String, isRetryable: Bool, scope: NotifierError.Scope) -> NotifierError {
            NotifierError(
                isRetryable: isRetryable, description: "The \(webhook) \(what)", retryAfter: pause, scope: scope)
        }
        switch status {
        case 200..<300:
            guard isDenied(by: webhook) else { return shown }
            throw error("did not answer as a webhook does (\(shown))", isRetryable: false, scope: .receiver)
        case 300..<400:
            throw error("answered with a redirect, which is not followed", isRetryable: false, scope: .receiver)
        case 429: throw error("takes no more messages for now (\(shown))", isRetryable: true, scope: .rate)
        case 503 where pause != nil:
            throw error("takes no more messages for now (\(shown))", isRetryable: true, scope: .rate)
        case 408, 425, 500...: throw error("failed (\(shown))", isRetryable: true, scope: .receiver)
        case 400, 413, 415, 422: throw error("refused the message (\(shown))", isRetryable: false, scope: .message)
        default: throw error("refused the message (\(shown))", isRetryable: false, scope: .receiver)
        }
    }

    /// Slack's own webhooks say `ok`, and its workflows an answer in JSON. What else takes messages says it by the status
    /// alone.
    private func isDenied(by webhook: Webhook) -> Bool {
        guard webhook.isSlack else { return false }
        let text = excerpt.replacing(" ", with: "").lowercased()
        if text.isEmpty { return isPage }
        if text == "ok" || text.contains("\"ok\":true") { return false }
        return !webhook.isWorkflow || text.contains("\"ok\":false")
    }

    private var isPage: Bool { body.first { $0 > 32 } == UInt8(ascii: "<") }

    /// Slack's reason is a word such as `invalid_token`; a page is not worth showing.
    private var excerpt: String {
        let text = String(decoding: body.filter { (32...126).contains($0) }, as: UTF8.self)
        return isPage ? "" : String(text.prefix(80))
    }
}
