import AsyncHTTPClient
import Foundation
import Monitoring
import NIOSSL
import Sockets
import TestServers
import Testing

@testable import Notifiers

/// Against a web server that takes what Slack takes.
@Suite(.timeLimit(.minutes(1))) struct SlackNotifierTests {
    private struct Body: Decodable, Sendable {
        struct Attachment: Decodable, Sendable {
            var color: String
            var footer: String
        }

        var text: String
        var attachments: [Attachment]
    }

    @Test func `an alert is posted as JSON`() async throws {
        try await ServerProcess.run("webhook_server.py") { server async throws in
            let answer = try await slack(server).send(.stub(mayBeRepeat: true)).answer
            #expect(answer == "200 ok")
            let event = try await server.next(WebhookEvent<Body>.self)
            #expect(event.method == "POST")
            #expect(event.path == "/services/T0SECRET0/B0SECRET0/c0secret0")
            #expect(event.contentType == "application/json; charset=utf-8")
            #expect(event.accepted)
            #expect(event.body.text == "HIGH: Device core-1 (10.0.0.1) is offline")
            #expect(event.body.attachments.map(\.footer) == ["Lapwing, possibly a repeat"])
        }
    }

    @Test func `a summary and a test message are taken`() async throws {
        try await ServerProcess.run("webhook_server.py") { server async throws in
            let notifier = slack(server)
            #expect(try await notifier.send(.stub(.summary(.stub))).answer == "200 ok")
            #expect(try await notifier.sendTest() == "200 ok")
        }
    }

    @Test func `too many messages: the wait is the server's`() async throws {
        let arguments = ["--fail-first", "1", "--status", "429", "--retry-after", "7", "--answer", "rate_limited"]
        try await ServerProcess.run("webhook_server.py", arguments) { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await slack(server).sendTest() }
            #expect(error?.retryAfter == .seconds(7))
            #expect(error?.isRetryable == true)
        }
    }

    @Test(arguments: [
        (200, "{\"result\":\"accepted\"}"), (200, ""), (200, "1"), (202, "queued"), (204, ""),
        (201, "<html>done</html>"),
    ])
    func `whatever says 2xx has taken the message`(status: Int, body: String) async throws {
        let arguments = ["--ok-status", "\(status)", "--ok-answer", body]
        try await ServerProcess.run("webhook_server.py", arguments) { server async throws in
            let answer = try await slack(server).send(.stub(receiver: 2), mayBeRepeat: false)
            #expect(answer.hasPrefix("\(status)"))
        }
    }

    @Test func `an answer whose body comes drop by drop is an answer`() async throws {
        try await ServerProcess.run("webhook_server.py", ["--drip"]) { server async throws in
            let started = ContinuousClock.now
            let answer = try await slack(server).sendTest()
            #expect(answer.hasPrefix("200 o"))
            #expect(ContinuousClock.now - started < .seconds(15))
        }
    }

    @Test(arguments: [[], ["--by-date"]])
    func `a webhook that counts messages says when it takes the next`(arguments: [String]) async throws {
        let limit = ["--at-most", "1", "--window", "9"]
        try await ServerProcess.run("webhook_server.py", limit + arguments) { server async throws in
            _ = try await slack(server).sendTest()
            let error = await #expect(throws: NotifierError.self) { _ = try await slack(server).sendTest() }
            #expect(error?.scope == .rate)
            #expect((.seconds(5) ... .seconds(10)).contains(error?.retryAfter ?? .zero))
        }
    }

    @Test func `a redirect is not followed`() async throws {
        try await ServerProcess.run("webhook_server.py") { target in
            let arguments = [
                "--fail-first", "1", "--status", "307", "--location", "http://127.0.0.1:\(target.port)/elsewhere",
            ]
            try await ServerProcess.run("webhook_server.py", arguments) { server async throws in
                let error = await #expect(throws: NotifierError.self) { _ = try await slack(server).sendTest() }
                #expect(
                    error?.description
                        == "The Slack webhook at 127.0.0.1 answered with a redirect, which is not followed")
            }
            _ = try await slack(target).sendTest()
            #expect(try await target.next(WebhookEvent<Body>.self).path.hasPrefix("/services/"))
        }
    }

    @Test func `a webhook named through the API may not be in the own network`() async throws {
        try await ServerProcess.run("webhook_server.py") { server async throws in
            let notifier = slack(server, isSetThroughAPI: true)
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
            #expect(error?.description.hasPrefix("The Slack webhook at 127.0.0.1 is at a loopback address") == true)
        }
    }

    @Test func `it connects to the addresses that were checked and trusts the name that was meant`() async throws {
        try await ServerProcess.run("webhook_server.py", ["--tls", "tls", "--names", "hooks.example"]) {
            server async throws in
            let authority = try #require(server.ready.authority)
            var http = HTTPClient.Configuration()
            http.tlsConfiguration = .makeClientConfiguration()
            http.tlsConfiguration?.trustRoots = .file(authority)
            let webhook = try #require(
                PostAddress(Secret("https://hooks.example:\(server.port)/services/x"), of: "Slack webhook"))
            // Nobody listens at the first.
            let addresses = try [#require(IPAddress("127.0.0.2")), #require(IPAddress("127.0.0.1"))]
            let client = PostClient(http, addresses: addresses)
            let answer = try await client.send(Post(["text": "x"], to: webhook))
            #expect(answer.status == 200)
            #expect(try await server.next(WebhookEvent<JSONText>.self).host == "hooks.example:\(server.port)")
        }
    }

    @Test func `a certificate that is not trusted ends it`() async throws {
        try await ServerProcess.run("webhook_server.py", ["--tls", "tls"]) { server async throws in
            let webhook = "https://localhost:\(server.port)/services/T0SECRET0/B0SECRET0/c0secret0"
            let error = await #expect(throws: NotifierError.self) { _ = try await slack(webhook).sendTest() }
            #expect(error?.description == "No secure connection to the Slack webhook at localhost")
        }
    }

    @Test func `nobody listening is unreachable and shows no secret`() async throws {
        let notifier = slack("http://127.0.0.1:1/services/T0SECRET0/B0SECRET0/c0secret0")
        let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
        #expect(
            error
                == NotifierError(
                    isRetryable: true, description: "The Slack webhook at 127.0.0.1 cannot be reached", scope: .receiver
                ))
    }

    @Test func `a cancelled task ends its post`() async throws {
        try await ServerProcess.run("webhook_server.py", ["--hang"]) { server async throws in
            let notifier = slack(server)
            let sending = Task { try await notifier.sendTest() }
            _ = try await server.next(WebhookEvent<Body>.self)
            let cancelled = ContinuousClock.now
            sending.cancel()
            let error = await #expect(throws: NotifierError.self) { _ = try await sending.value }
            #expect(error?.description == "Sending was cancelled")
            #expect(error?.mayHaveArrived == true)
            #expect(ContinuousClock.now - cancelled < .seconds(10))
        }
    }

    @Test func `what is no webhook is not asked`() async {
        let error = await #expect(throws: NotifierError.self) {
            _ = try await slack("https://user:pass@hooks.example/s3cret").sendTest()
        }
        #expect(error?.description == "SLACK_WEBHOOK_URL is not the address of a webhook")
    }

    @Test func `a receiver of its own posts to its own webhook, which the settings do not change`() async throws {
        try await ServerProcess.run("webhook_server.py") { server async throws in
            let webhook = Secret("http://127.0.0.1:\(server.port)/services/own")
            var settings = Settings()
            settings.slack.webhook = Secret("http://127.0.0.1:1/services/other")
            let notifier = ReceiverKind.slack.make(
                .stub("slack", ["webhook_url": .secret(webhook)]), settings: { [settings] in settings },
                egress: Egress(allowsPrivate: true))
            #expect(try await notifier.sendTest() == "200 ok")
            #expect(try await server.next(WebhookEvent<JSONText>.self).path == "/services/own")
        }
    }

    @Test func `the webhook of a receiver was given through the API and may not be in the own network`() async throws {
        let notifier = ReceiverKind.slack.make(
            .stub("slack", ["webhook_url": .secret(Secret("http://127.0.0.1:1/services/own"))]),
            settings: { Settings() }, egress: Egress(allowsPrivate: false))
        let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
        #expect(error?.description.hasPrefix("The Slack webhook at 127.0.0.1 is at a loopback address") == true)
    }

    /// Any message.
    private struct JSONText: Decodable, Sendable {
        var text: String
    }
}

/// The receiver that takes its webhook from the settings.
private func slack(_ server: ServerProcess, isSetThroughAPI: Bool = false) -> any ReceiverNotifier {
    slack(
        "http://127.0.0.1:\(server.port)/services/T0SECRET0/B0SECRET0/c0secret0", isSetThroughAPI: isSetThroughAPI)
}

private func slack(_ webhook: String, isSetThroughAPI: Bool = false) -> any ReceiverNotifier {
    var settings = Settings()
    settings.slack.webhook = Secret(webhook)
    settings.slack.isSetThroughAPI = isSetThroughAPI
    return ReceiverKind.slack.make(
        .stub("slack"), settings: { [settings] in settings }, egress: Egress(allowsPrivate: false))
}
