internal import FoundationEssentials
internal import Monitoring

/// Why Telegram did not take a message (<https://core.telegram.org/bots/api#making-requests>).
struct TelegramAnswer: Sendable, Decodable {
    private struct Parameters: Decodable {
        /// The number of the supergroup that the group became.
        var migrate_to_chat_id: Int64?
        /// In seconds.
        var retry_after: Int64?
    }

    private let error_code: Int
    /// For people, in English. It may change, and is shown beside what we make of it.
    private let description: String?
    private let parameters: Parameters?

    /// - Returns: `nil` for a message that was taken, and for what is no answer of Telegram.
    init?(_ body: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(Self.self, from: Data(body)) else { return nil }
        self = answer
    }

    func trouble(chat: String) -> PostTrouble? {
        switch error_code {
        case 429: .rate("takes no more messages for now \(said)", retryAfter: pause)
        case 401, 404: .receiver("does not know the bot: copy the token from @BotFather again \(said)")
        case 403: .receiver("\(refusal(chat)) \(said)")
        case 400: mistake(chat).map { .receiver("\($0) \(said)") } ?? .message("refused the message \(said)")
        default: nil
        }
    }

    /// Why the bot may not write.
    private func refusal(_ chat: String) -> String {
        if says("blocked") { return "says that the person stopped the bot: open the chat with the bot and press Start" }
        if says("initiate") { return "lets a bot write to no person first: open the chat with the bot and press Start" }
        return "does not let the bot write to chat \(chat): add the bot to the chat"
    }

    /// What is wrong with the receiver and not with this message.
    private func mistake(_ chat: String) -> String? {
        if let id = parameters?.migrate_to_chat_id {
            return "says that the group became a supergroup: set chat_id to \(id)"
        }
        if says("chat not found") { return "knows no chat \(chat) with the bot in it: add the bot, or correct chat_id" }
        if says("thread") || says("topic") { return "knows no open topic of that number: correct thread_id" }
        let isBarred = says("not enough rights") || says("have no rights") || says("administrator rights")
        return isBarred ? "does not let the bot write to chat \(chat): allow it to send messages" : nil
    }

    private func says(_ words: String) -> Bool { description?.lowercased().contains(words) ?? false }

    private var said: String { "(\(error_code) \((description ?? "").displayed(limit: 120)))" }

    private var pause: Duration? { parameters?.retry_after.map { .seconds(min(max($0, 0), 86_400)) } }
}
