import Foundation
import Monitoring
import TestServers
import Testing

@testable import Notifiers

@Suite(.timeLimit(.minutes(1))) struct TeamsNotifierTests {
    private func notifier(_ server: ServerProcess, settings: Settings = .linking) -> any ReceiverNotifier {
        ReceiverKind.teams.notifier(
            ["url": "\(server.url)/workflows/w0rkflow-secret/invoke?sig=s1g-secret"], settings: settings)
    }

    @Test func `an alert is an Adaptive Card in the envelope that workflows read`() async throws {
        try await ServerProcess.answering(202) { server async throws in
            #expect(try await notifier(server).send(.stub()).answer == "202")
            let event = try await server.nextPost()
            #expect(event.path == "/workflows/w0rkflow-secret/invoke?sig=s1g-secret")
            #expect(
                event.json
                    == .json(
                        """
                        {"type": "message", "attachments": [{
                          "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null, "content": {
                            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard",
                            "version": "1.4", "fallbackText": "HIGH: Device core-1 (10.0.0.1) is offline",
                            "msteams": {"width": "Full"},
                            "body": [
                              {"type": "Container", "style": "attention", "bleed": true, "items": [
                                {"type": "RichTextBlock", "spacing": "Default", "inlines": [
                                  {"type": "TextRun", "weight": "Bolder", "size": "Medium",
                                   "text": "🔴 HIGH: Device core-1 (10.0.0.1) is offline"}]}]},
                              {"type": "RichTextBlock", "spacing": "Default", "inlines": [
                                {"type": "TextRun",
                                 "text": "Device core-1 (10.0.0.1) is offline: No answer to 3 pings"}]},
                              {"type": "RichTextBlock", "spacing": "Small", "inlines": [
                                {"type": "TextRun", "weight": "Bolder", "text": "Severity: "},
                                {"type": "TextRun", "text": "high"}]},
                              {"type": "RichTextBlock", "spacing": "Small", "inlines": [
                                {"type": "TextRun", "weight": "Bolder", "text": "Device: "},
                                {"type": "TextRun", "text": "core-1"}]},
                              {"type": "RichTextBlock", "spacing": "Small", "inlines": [
                                {"type": "TextRun", "weight": "Bolder", "text": "Address: "},
                                {"type": "TextRun", "text": "10.0.0.1"}]},
                              {"type": "RichTextBlock", "spacing": "Small", "inlines": [
                                {"type": "TextRun", "weight": "Bolder", "text": "Time: "},
                                {"type": "TextRun", "text": "2026-01-15 12:00:00 UTC"}]}],
                            "actions": [{"type": "Action.OpenUrl", "title": "Open the alert",
                                         "url": "https://noc.example.org/#alerts/1"}]}}]}
                        """))
        }
    }

    @Test func `a group leads to each alert, a summary counts, a repeat says so, a test is one`() async throws {
        try await ServerProcess.answering(202) { server async throws in
            _ = try await notifier(server).send(.storm(of: 3))
            let group = try await server.nextPost()
            let action = #""selectAction":{"type":"Action.OpenUrl","url":"https://noc.example.org/#alerts/2"}"#
            #expect(group.body.contains(action))
            _ = try await notifier(server).send(.stub(.summary(.stub), mayBeRepeat: true))
            let summary = try await server.nextPost()
            #expect(summary.body.contains(#""text":"Devices now: 1 offline, 0 unknown, 8 online""#))
            #expect(summary.body.contains(MessageContent.repeatNote))
            _ = try await notifier(server, settings: Settings()).sendTest()
            let test = try await server.nextPost()
            #expect(test.body.contains(MessageContent.testSentence))
            #expect(!test.body.contains("actions"))
        }
    }

    /// Text blocks are Markdown, text runs are not; dates are read in both.
    @Test func `no text of a device is markup`() async throws {
        try await ServerProcess.answering(202) { server async throws in
            _ = try await notifier(server).send(.stub(.alert(.hostile)))
            let body = try await server.nextPost().body
            #expect(!body.contains("TextBlock\"") || body.contains("RichTextBlock\""))
            #expect(!body.replacing("RichTextBlock", with: "").contains("TextBlock"))
            #expect(!body.contains("{{"))
            #expect(body.contains("[click](https://evil.example)"))
        }
    }

    /// A card is stored as a JSON text in a JSON text; some servers write what is not ASCII as `\uXXXX`.
    @Test func `the largest card has 28 KiB at most, however it is stored`() async throws {
        try await ServerProcess.answering(202) { server async throws in
            for message in [OutgoingMessage.storm(of: 500), .hostileStorm, .stub(.alert(.hostile))] {
                _ = try await notifier(server).send(message)
                let body = try await server.nextPost().body
                #expect(try await Documentation.octetsOfQuotedASCII(body) <= 28 << 10)
                #expect(body.utf8.count > 3000)
                if message.notices.count > 1 { #expect(body.firstMatch(of: /"and [0-9]+ more"/) != nil) }
            }
        }
    }

    @Test(arguments: [(200, ""), (200, "1"), (202, ""), (202, #"{"text":"an exception of a device"}"#)])
    func `2xx is success`(status: Int, answer: String) async throws {
        try await ServerProcess.answering(status, answer) { server async throws in
            #expect(try await notifier(server).sendTest().hasPrefix("\(status)"))
        }
    }

    @Test(arguments: [
        (429, "takes no more messages for now", true, NotifierError.Scope.rate),
        (413, "refused the message", false, .message), (400, "refused the message", false, .message),
        (403, "refused the message", false, .receiver), (500, "failed", true, .receiver),
    ])
    func `a webhook of the old kind says 200 and means no`(
        status: Int, sentence: String, isRetryable: Bool, scope: NotifierError.Scope
    ) async throws {
        let answer =
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error \(status) with "
            + "ContextId tcid=0,server=DB5PEPF00003FC8,cv=AszFFaeXdEGdFrJhai0eUw.1.0.."
        try await ServerProcess.answering(200, answer) { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(error?.description.hasPrefix("The Teams webhook at 127.0.0.1 \(sentence) (200 Webhook") == true)
            #expect(error?.isRetryable == isRetryable)
            #expect(error?.scope == scope)
        }
    }

    @Test(arguments: [
        (401, "", "does not let Lapwing in: copy the workflow's address again", false),
        (403, "", "does not let Lapwing in: copy the workflow's address again", false),
        (404, "", "is gone: turn the workflow on, or make another", false),
        (400, #"{"error":{"code":"WorkflowTriggerIsNotEnabled"}}"#, "is turned off: turn the workflow on", false),
        (400, #"{"error":{"code":"TriggerInputSchemaMismatch"}}"#, "refused the message", false),
        (429, "", "takes no more messages for now", true), (502, "", "failed", true),
    ])
    func `each answer says what to do and holds no secret`(
        status: Int, answer: String, sentence: String, isRetryable: Bool
    ) async throws {
        try await ServerProcess.answering(status, "\(answer) {path}") { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(error?.description.hasPrefix("The Teams webhook at 127.0.0.1 \(sentence) (\(status)") == true)
            #expect(error?.description.contains("-secret") == false)
            #expect(error?.isRetryable == isRetryable)
        }
    }

    @Test func `a page is no consent`() async throws {
        try await ServerProcess.answering(200, "<html>Sign in</html>") { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(error?.description == "The Teams webhook at 127.0.0.1 answered with a page (200)")
        }
    }

    @Test(arguments: [
        ("https://prod-96.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?sv=1.0", false),
        ("https://prod-96.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?sv=1&sig=x", true),
        ("https://default0.1.environment.api.powerplatform.com:443/powerautomate/automations/x?sig=abc", true),
        ("https://example.webhook.office.com/webhookb2/x/IncomingWebhook/y/z", true),
    ])
    func `an address of a workflow must be signed`(url: String, isGood: Bool) {
        let mistakes = ReceiverKind.teams.mistakes(in: ["url": .secret(Secret(url))])
        #expect(mistakes.isEmpty == isGood)
        #expect(mistakes.allSatisfy { $0.sentence.hasPrefix("Must hold sig=") })
    }
}
