/// What `smtp_server.py` reports.
package struct MailEvent: Decodable, Sendable {
    /// `connection`, `login`, `recipient` or `message`.
    package var event: String
    package var from: String?
    package var to: [String]?
    /// What the client called itself.
    package var helo: String?
    package var tls: Bool?
    /// Whom the client logged in as.
    package var user: String?
    package var mechanism: String?
    /// The message as it came.
    package var file: String?
    package var accepted: Bool?
}

/// What `webhook_server.py` reports, with the body that was posted.
package struct WebhookEvent<Body: Decodable & Sendable>: Decodable, Sendable {
    package var method: String
    package var path: String
    package var host: String?
    package var body: Body
    package var accepted: Bool

    package enum CodingKeys: String, CodingKey {
        case method, path, host, body, accepted
        case contentType = "content_type"
    }

    package var contentType: String?
}
