internal import Monitoring

/// A program that takes Lapwing's own messages.
struct WebhookService: PostService {
    private let address: PostAddress
    private let secret: Secret?
    private let headers: [Post.Header]
    private let method: Post.Method

    init(_ fields: FieldValues, _ settings: Settings) throws(ReceiverMistake) {
        address = try fields.address(.webhookURL, of: "webhook")
        secret = fields[.webhookSecret].map { Secret($0) }
        headers = try Self.headers(fields.lines(.webhookHeaders))
        method = fields[.webhookMethod].flatMap(Post.Method.init) ?? .post
    }

    func post(_ content: MessageContent, style: MessageStyle) -> Post {
        var post = Post(WebhookBody.json(of: content, style: style), to: address)
        post.method = method
        post.headers = headers + [Post.Header("Idempotency-Key", content.id)]
        if let secret {
            let signature = WebhookSignature(of: post.body, at: Timestamp.now.milliseconds / 1000, secret)
            post.headers.append(Post.Header("Lapwing-Signature", signature.header))
            post.secrets = [secret]
        }
        return post
    }

    private static func headers(_ lines: [String]) throws(ReceiverMistake) -> [Post.Header] {
        var headers: [Post.Header] = []
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, !reserved.contains(parts[0].lowercased()) else {
                throw ReceiverMistake(.webhookHeaders, "Must not set \(parts.first ?? "a header"), which Lapwing sets")
            }
            headers.append(Post.Header(parts[0], parts[1].withoutBlanksAround))
        }
        return headers
    }

    /// What Lapwing says itself, and what is between two machines alone (RFC 9110 §7.6.1).
    private static let reserved: Set<String> = [
        "connection", "content-encoding", "content-length", "content-type", "expect", "host", "idempotency-key",
        "keep-alive", "lapwing-signature", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    ]
}

extension String {
    fileprivate var withoutBlanksAround: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
