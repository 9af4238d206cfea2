import Foundation
import Monitoring
import TestServers
import Testing

@testable import Notifiers

@Suite(.timeLimit(.minutes(1))) struct TelegramNotifierTests {
    private let token = "123456789:AAE-t0ken_0123456789abcdef0123456"

    private func notifier(_ server: ServerProcess, _ more: [String: String] = [:]) -> any ReceiverNotifier {
        let fields = ["server": server.url, "token": token, "chat_id": "-1001234567890"]
        return ReceiverKind.telegram.notifier(fields.merging(more) { $1 }, settings: .linking)
    }

    @Test func `an alert is a message in HTML`() async throws {
        try await ServerProcess.answering(200, #"{"ok":true,"result":{}}"#) { server async throws in
            #expect(try await notifier(server).send(.stub()).answer == #"200 {"ok":true,"result":{}}"#)
            let event = try await server.nextPost()
            #expect(event.path == "/bot\(token)/sendMessage")
            #expect(
                event.json
                    == .json(
                        #"""
                        {"chat_id": -1001234567890, "parse_mode": "HTML", "link_preview_options": {"is_disabled": true},
                         "text": "🔴 <b>HIGH: Device core-1 (10.0.0.1) is offline</b>\nDevice core-1 (10.0.0.1) is offline: No answer to 3 pings\n<b>Severity:</b> high\n<b>Device:</b> core-1\n<b>Address:</b> 10.0.0.1\n<b>Time:</b> 2026-01-15 12:00:00 UTC\n<a href=\"https://noc.example.org/#alerts/1\">Open the alert</a>"}
                        """#))
        }
    }

    @Test func `a channel has a name, and a topic a number`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server, ["chat_id": "@noc_alerts", "thread_id": "42"]).sendTest()
            let json = try await server.nextPost().json
            #expect(json?["chat_id"]?.text == "@noc_alerts")
            #expect(json?["message_thread_id"] as? Int == 42)
        }
    }

    @Test func `a server of one's own may stand behind a path`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server, ["server": "\(server.url)/telegram/"]).sendTest()
            #expect(try await server.nextPost().path == "/telegram/bot\(token)/sendMessage")
        }
    }

    @Test func `no text of a device is markup`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server).send(.stub(.alert(.hostile)))
            let text = try #require(try await server.nextPost().json?["text"]?.text)
            #expect(text.contains("&lt;b&gt;x&lt;/b&gt;&amp;&quot;&#39;"))
            let tags = text.matches(of: /<[^>]*>/).map { String($0.output) }
            #expect(Set(tags) == ["<b>", "</b>", "<a href=\"https://noc.example.org/#alerts/1\">", "</a>"])
        }
    }

    /// Counted as Telegram counts: after entities, in UTF-16.
    @Test func `the longest message has 4,096 characters at most, emoji and all`() async throws {
        try await ServerProcess.answering { server async throws in
            for message in [OutgoingMessage.storm(of: 500), .hostileStorm, .stub(.alert(.hostile))] {
                _ = try await notifier(server).send(message)
                let html = try #require(try await server.nextPost().json?["text"]?.text)
                #expect(html.shown.utf16.count <= 4096)
                #expect(html.shown.utf16.count > 1500)
                if message.notices.count > 1 { #expect(html.firstMatch(of: /\nand [0-9]+ more\n/) != nil) }
            }
        }
    }

    /// Telegram counts what it shows, and what it is sent before that.
    @Test func `links that are long leave room for fewer lines`() {
        let path = String(repeating: "a", count: 470)
        let style = MessageStyle(publicURL: PublicURL("https://noc.example.org/\(path)"))
        let alerts = (1...100).map { number in
            Alert(
                id: ID(Int64(number)), subject: nil, severity: .high, message: "down", rule: .manual, createdAt: .noon)
        }
        let html = TelegramMessage(MessageContent(id: "x", .alerts(alerts)), style).html
        #expect(html.utf8.count <= 32_768)
        #expect(html.utf8.count > 30_000)
        #expect(html.contains(" more\n"))
    }

    @Test func `a group names each alert and leads to it, a summary counts, a repeat says so`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server).send(.storm(of: 2))
            let group = try await server.nextPost().json?["text"]?.text
            #expect(
                group?.hasPrefix(
                    """
                    🔴 <b>HIGH: 2 devices offline: sw-1 and sw-2</b>
                    • HIGH: Device sw-1 (10.0.0.1): No answer to 3 pings (2026-01-15 12:00:01 UTC) \
                    <a href="https://noc.example.org/#alerts/1">↗</a>
                    """) == true)
            _ = try await notifier(server).send(.stub(.summary(.stub), mayBeRepeat: true))
            let summary = try await server.nextPost().json?["text"]?.text
            #expect(summary?.contains("• Devices now: 1 offline, 0 unknown, 8 online\n") == true)
            #expect(summary?.hasSuffix("<i>\(MessageContent.repeatNote)</i>") == true)
        }
    }

    @Test(arguments: [
        (
            401, "Unauthorized", "does not know the bot: copy the token from @BotFather again",
            NotifierError.Scope.receiver
        ),
        (404, "Not Found", "does not know the bot: copy the token from @BotFather again", .receiver),
        (
            400, "Bad Request: chat not found",
            "knows no chat -1001234567890 with the bot in it: add the bot, or correct chat_id", .receiver
        ),
        (
            403, "Forbidden: bot was blocked by the user",
            "says that the person stopped the bot: open the chat with the bot and press Start", .receiver
        ),
        (
            403, "Forbidden: bot can't initiate conversation with a user",
            "lets a bot write to no person first: open the chat with the bot and press Start", .receiver
        ),
        (
            403, "Forbidden: bot was kicked from the supergroup chat",
            "does not let the bot write to chat -1001234567890: add the bot to the chat", .receiver
        ),
        (
            400, "Bad Request: message thread not found", "knows no open topic of that number: correct thread_id",
            .receiver
        ),
        (400, "Bad Request: TOPIC_CLOSED", "knows no open topic of that number: correct thread_id", .receiver),
        (
            400, "Bad Request: not enough rights to send text messages to the chat",
            "does not let the bot write to chat -1001234567890: allow it to send messages", .receiver
        ),
        (400, "Bad Request: message is too long", "refused the message", .message),
    ])
    func `what Telegram says is said with what to do`(
        status: Int, description: String, sentence: String, scope: NotifierError.Scope
    ) async throws {
        let answer = #"{"ok":false,"error_code":\#(status),"description":"\#(description)"}"#
        try await ServerProcess.answering(status, answer) { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(
                error
                    == NotifierError(
                        isRetryable: false,
                        description: "The Telegram bot API at 127.0.0.1 \(sentence) (\(status) \(description))",
                        scope: scope))
        }
    }

    @Test func `a group that became a supergroup is told by its number`() async throws {
        let answer = #"""
            {"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",
             "parameters":{"migrate_to_chat_id":-1009876543210}}
            """#
        try await ServerProcess.answering(400, answer) { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(error?.description.contains("became a supergroup: set chat_id to -1009876543210 (") == true)
        }
    }

    @Test func `too many messages: the wait is in the answer`() async throws {
        let answer = #"""
            {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 31",
             "parameters":{"retry_after":31}}
            """#
        try await ServerProcess.answering(429, answer) { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(error?.retryAfter == .seconds(31))
            #expect(error?.scope == .rate)
            #expect(error?.isRetryable == true)
        }
    }

    @Test(arguments: [(502, true), (500, true), (301, false)])
    func `an answer that is not Telegram's is read by its status`(status: Int, isRetryable: Bool) async throws {
        try await ServerProcess.answering(status, "<html>Bad Gateway</html>") { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(error?.isRetryable == isRetryable)
        }
    }

    @Test func `the token is in no error, though it is in the address`() async throws {
        for (status, answer) in [
            (200, "{path} \(token)"), (418, "{path} \(token)"),
            (400, #"{"error_code":400,"description":"no \#(token) at {path}"}"#),
        ] {
            try await ServerProcess.answering(status, answer) { server async throws in
                var said = ""
                do { said = try await notifier(server).sendTest() } catch { said = "\(error)" }
                #expect(said.contains("•••"))
                #expect(!said.contains("t0ken"))
            }
        }
        let fields = ["server": "http://127.0.0.1:1", "token": token, "chat_id": "1"]
        let error = await #expect(throws: NotifierError.self) {
            _ = try await ReceiverKind.telegram.notifier(fields).sendTest()
        }
        #expect(error?.description == "The Telegram bot API at 127.0.0.1 cannot be reached")
    }

    @Test(arguments: [
        (["token": "123:short"], "token"), (["token": "123456789:AAE/../../x0123456789012345"], "token"),
        (["chat_id": "noc"], "chat_id"), (["chat_id": "@no"], "chat_id"), (["chat_id": "1.5"], "chat_id"),
        (["thread_id": "0"], "thread_id"), (["thread_id": "x"], "thread_id"),
        (["server": "https://api.telegram.org/?x=y"], "server"),
    ])
    func `what is none is named`(fields: [String: String], field: String) {
        let all = ["token": token, "chat_id": "-100123"].merging(fields) { $1 }.mapValues { ReceiverValue.plain($0) }
        #expect(ReceiverKind.telegram.mistakes(in: all).map(\.field) == [field])
    }
}

extension String {
    /// HTML as it is shown.
    fileprivate var shown: String {
        let entities = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
        let text = entities.reduce(replacing(/<[^>]*>/, with: "")) { $0.replacing($1.key, with: $1.value) }
        return text.replacing("&amp;", with: "&")
    }
}
