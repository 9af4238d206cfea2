extension ReceiverKind {
    package static let telegram = ReceiverKind(
        "telegram", title: "Telegram", summary: "Sends to a person, a group or a channel of Telegram by a bot.",
        fields: [.telegramToken, .telegramChat, .telegramThread, .telegramServer], posts: TelegramService.self)
}

extension ReceiverField {
    static let telegramToken = ReceiverField(
        "token", "Bot token",
        .secret(
            pattern: "^[1-9][0-9]{2,19}:[-_A-Za-z0-9]{20,60}$",
            expectation: "Must be a token as @BotFather gives it, such as 123456789:AAE…"), isRequired: true,
        "As @BotFather gives it.")

    static let telegramChat = ReceiverField(
        "chat_id", "Chat",
        .text(
            pattern: "^(?:-?[1-9][0-9]{0,18}|@[A-Za-z][A-Za-z0-9_]{3,31})$",
            expectation: "Must be a number such as -1001234567890, or the @name of a public channel"), isRequired: true,
        "The number of the chat, or the @name of a public channel.")

    static let telegramThread = ReceiverField(
        "thread_id", "Topic", .integer(1...2_147_483_647), "The number of a topic in a group that has topics.")

    static let telegramServer = ReceiverField(
        "server", "Server", .url, isDestination: true, fallback: "https://api.telegram.org",
        "Another server of the Bot API, if you run one.")
}
