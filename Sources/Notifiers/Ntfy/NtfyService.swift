internal import FoundationEssentials
internal import Monitoring

/// A topic of an ntfy server (<https://docs.ntfy.sh/publish/#publish-as-json>).
struct NtfyService: PostService {
    private let server: PostAddress
    private let topic: String
    private let authorization: Post.Header?

    init(_ fields: FieldValues, _ settings: Settings) throws(ReceiverMistake) {
        server = try fields.address(.ntfyServer, of: "ntfy server")
        // JSON that is posted to a topic is shown as text.
        guard server.path.isEmpty, server.query.isEmpty else {
            throw ReceiverMistake(.ntfyServer, "Must be the server alone; the topic goes into topic")
        }
        topic = try fields.required(.ntfyTopic)
        authorization = try Self.authorization(fields)
    }

    func post(_ content: MessageContent, style: MessageStyle) -> Post {
        var post = Post(NtfyMessage(content, style).json(topic: topic), to: server)
        post.headers = authorization.map { [$0] } ?? []
        post.secrets = [Secret(topic)]
        return post
    }

    func trouble(_ answer: PostAnswer, _ shown: String) -> PostTrouble? {
        switch answer.status {
        case 401: .receiver("does not know the user or the token: correct them (\(shown))")
        case 403: .receiver("does not let this user write to the topic: give a token that may (\(shown))")
        // The server's whole room for a message and what is around it.
        case 413: .message("takes only shorter messages (\(shown))")
        default: nil
        }
    }

    private static func authorization(_ fields: FieldValues) throws(ReceiverMistake) -> Post.Header? {
        let (user, password) = (fields[.ntfyUser], fields[.ntfyPassword])
        if let token = fields[.ntfyToken] {
            guard user == nil, password == nil else {
                throw ReceiverMistake(.ntfyToken, "Must not be given together with a user or a password")
            }
            return Post.Header("Authorization", "Bearer \(token)")
        }
        if user == nil, password == nil { return nil }
        guard let user else { throw ReceiverMistake(.ntfyUser, "Must be given with a password") }
        guard let password else { throw ReceiverMistake(.ntfyPassword, "Must be given with a user") }
        return Post.Header("Authorization", "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())")
    }
}
