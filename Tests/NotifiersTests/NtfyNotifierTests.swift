import Foundation
import Monitoring
import TestServers
import Testing

@testable import Notifiers

@Suite(.timeLimit(.minutes(1))) struct NtfyNotifierTests {
    private func notifier(_ server: ServerProcess, _ more: [String: String] = [:]) -> any ReceiverNotifier {
        let fields = ["server": server.url, "topic": "alerts-t0pic"]
        return ReceiverKind.ntfy.notifier(fields.merging(more) { $1 }, settings: .linking)
    }

    @Test func `an alert is posted as JSON to the root of the server`() async throws {
        try await ServerProcess.answering(200, #"{"id":"x","topic":"alerts-t0pic"}"#) { server async throws in
            #expect(try await notifier(server).send(.stub()).answer == #"200 {"id":"x","topic":"•••"}"#)
            let event = try await server.nextPost()
            #expect(event.path == "/")
            #expect(event.headers["authorization"] == nil)
            #expect(
                event.json
                    == .json(
                        #"""
                        {"topic": "alerts-t0pic", "title": "HIGH: Device core-1 (10.0.0.1) is offline",
                         "message": "Device core-1 (10.0.0.1) is offline: No answer to 3 pings\nSeverity: high\nDevice: core-1\nAddress: 10.0.0.1\nTime: 2026-01-15 12:00:00 UTC",
                         "priority": 4, "tags": ["red_circle", "high"], "click": "https://noc.example.org/#alerts/1"}
                        """#))
        }
    }

    @Test func `graver is louder, and good news is marked as such`() throws {
        func sent(_ severity: Severity, _ rule: AlertRule = .deviceOffline) -> JSON {
            let content = MessageContent(id: "x", .alerts([.stub(severity: severity, rule: rule)]))
            return NtfyMessage(content, MessageStyle()).json(topic: "t")
        }
        let priorities = Severity.allCases.map { NSObject.json(sent($0).text)?["priority"] as? Int }
        #expect(priorities == [2, 2, 3, 4, 5])
        #expect(NSObject.json(sent(.info, .deviceOnline).text)?["tags"] == .json(#"["white_check_mark"]"#))
        #expect(NSObject.json(sent(.info).text)?["click"] == nil)
    }

    @Test func `a summary and a test are told`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server).send(.stub(.summary(.stub)))
            _ = try await notifier(server).sendTest()
            let (summary, test) = (try await server.nextPost().json, try await server.nextPost().json)
            #expect(
                summary?["message"]?.text == """
                    Alerts on 2026-01-15: 0 critical, 2 high, 0 medium, 0 low, 1 info
                    Devices now: 1 offline, 0 unknown, 8 online
                    Cameras now: 2 offline, 1 unknown, 3 online
                    """)
            #expect(test?["message"]?.text == "This is a test. Alerts of Lapwing arrive here.")
        }
    }

    @Test func `a token or a user with a password is what the server is shown`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server, ["token": "tk_s3cret0"]).sendTest()
            #expect(try await server.nextPost().headers["authorization"] == "Bearer tk_s3cret0")
            _ = try await notifier(server, ["username": "noc", "password": "pä ss:word"]).sendTest()
            #expect(try await server.nextPost().headers["authorization"] == "Basic bm9jOnDDpCBzczp3b3Jk")
        }
    }

    @Test(arguments: [
        (["token": "tk_s3cret0", "username": "noc", "password": "x"], "token"), (["username": "noc"], "password"),
        (["password": "x"], "username"), (["server": "https://ntfy.sh/topic"], "server"),
        (["server": "https://ntfy.sh?x=y"], "server"), (["topic": "a/b"], "topic"), (["topic": ""], "topic"),
        (["token": "tk s3cret0\r\nX: y"], "token"), (["username": "a:b", "password": "x"], "username"),
    ])
    func `what does not go together is named`(fields: [String: String], field: String) {
        let all = ["topic": "t"].merging(fields) { $1 }.mapValues { ReceiverValue.plain($0) }
        #expect(ReceiverKind.ntfy.mistakes(in: all).map(\.field) == [field])
    }

    @Test(arguments: [
        (401, "does not know the user or the token: correct them", false, NotifierError.Scope.receiver),
        (403, "does not let this user write to the topic: give a token that may", false, .receiver),
        (413, "takes only shorter messages", false, .message), (400, "refused the message", false, .message),
        (429, "takes no more messages for now", true, .rate), (500, "failed", true, .receiver),
        (507, "failed", true, .receiver),
    ])
    func `each answer says what to do`(
        status: Int, sentence: String, isRetryable: Bool, scope: NotifierError.Scope
    ) async throws {
        try await ServerProcess.answering(status, "no alerts-t0pic tk_s3cret0") { server async throws in
            let notifier = notifier(server, ["token": "tk_s3cret0"])
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
            #expect(
                error
                    == NotifierError(
                        isRetryable: isRetryable,
                        description: "The ntfy server at 127.0.0.1 \(sentence) (\(status) no ••• •••)", scope: scope))
        }
    }

    /// A message of more than 4,096 octets becomes a file, and a body of more than twice that is refused.
    @Test func `the longest message fits what a server takes`() async throws {
        try await ServerProcess.answering { server async throws in
            for message in [OutgoingMessage.storm(of: 500), .hostileStorm, .stub(.alert(.hostile))] {
                _ = try await notifier(server).send(message)
                let event = try await server.nextPost()
                let text = try #require(event.json?["message"]?.text)
                #expect(text.utf8.count <= 4096)
                #expect(event.body.utf8.count <= 8192)
                if message.notices.count > 1 { #expect(text.firstMatch(of: /\nand [0-9]+ more$/) != nil) }
            }
        }
    }

    @Test func `a repeat says so`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server).send(.stub(mayBeRepeat: true))
            #expect(try await server.nextPost().json?["message"]?.text?.hasSuffix(MessageContent.repeatNote) == true)
        }
    }
}

extension JSON {
    fileprivate var text: String { String(decoding: octets, as: UTF8.self) }
}
