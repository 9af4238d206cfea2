internal import Monitoring

/// A chat, written to by a bot (<https://core.telegram.org/bots/api#sendmessage>).
struct TelegramService: PostService {
    private let address: PostAddress
    private let token: Secret
    private let chat: String
    private let thread: Int64?

    init(_ fields: FieldValues, _ settings: Settings) throws(ReceiverMistake) {
        let server = try fields.address(.telegramServer, of: Self.name)
        guard server.query.isEmpty else { throw ReceiverMistake(.telegramServer, "Must not hold a query") }
        let token = try fields.required(.telegramToken)
        guard let address = server.appending("/bot\(token)/sendMessage"), token.utf8.allSatisfy(\.isTokenText) else {
            throw ReceiverMistake(.telegramToken, "Must be a token as @BotFather gives it")
        }
        self.address = address
        self.token = Secret(token)
        chat = try fields.required(.telegramChat)
        thread = fields[.telegramThread].flatMap(Int64.init)
    }

    func post(_ content: MessageContent, style: MessageStyle) -> Post {
        var members: [String: JSON] = [
            "chat_id": Int64(chat).map(JSON.number) ?? .string(chat), "parse_mode": "HTML",
            "text": .string(TelegramMessage(content, style).html), "link_preview_options": ["is_disabled": true],
        ]
        members["message_thread_id"] = thread.map(JSON.number)
        var post = Post(.object(members), to: address)
        post.secrets = [token]
        return post
    }

    func trouble(_ answer: PostAnswer, _ shown: String) -> PostTrouble? {
        TelegramAnswer(answer.body)?.trouble(chat: chat)
    }

    private static let name = "Telegram bot API"
}

extension UInt8 {
    fileprivate var isTokenText: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
