import Monitoring
import Testing

@testable import Notifiers

@Suite struct WebhookTests {
    @Test(arguments: [
        ("https://hooks.slack.com/services/T/B/x", "hooks.slack.com"), ("HTTPS://Hooks.Slack.COM/x", "hooks.slack.com"),
        ("http://10.0.0.1:8065/hooks/x", "10.0.0.1"), ("http://[::1]:8065/hooks/x", "::1"),
    ])
    func `a webhook has a host`(url: String, host: String) throws {
        #expect(try #require(Webhook(Secret(url))).host == host)
    }

    @Test(arguments: [
        "", "hooks.slack.com/services/x", "ftp://hooks.slack.com/x", "file:///etc/passwd", "https://", "https:///x",
        "https://user@hooks.slack.com/x", "https://hooks.slack.com:x@10.0.0.1/", "javascript:alert(1)", "gopher://x/y",
    ])
    func `what is no web address of a host is refused`(url: String) {
        #expect(Webhook(Secret(url)) == nil)
    }

    @Test func `nothing but the host is shown`() throws {
        let webhook = try #require(Webhook(Secret("https://hooks.slack.com/services/T0SECRET0/B0SECRET0/c0secret0")))
        var dumped = "\(webhook) \(String(reflecting: webhook)) "
        dump(webhook, to: &dumped)
        #expect(!dumped.lowercased().contains("secret0"))
        #expect(webhook.cleaned("no T0SECRET0 or c0secret0 here") == "no ••• or ••• here")
    }
}

@Suite struct WebhookAnswerTests {
    private func outcome(_ status: Int, _ body: String, retryAfter: String? = nil) throws
        -> Result<String, NotifierError>
    {
        let webhook = try #require(Webhook(Secret("https://hooks.slack.com/services/T0SECRET0/B0SECRET0/c0secret0")))
        let answer = WebhookAnswer(status: status, retryAfter: retryAfter, body: Array(body.utf8))
        return Result { () throws(NotifierError) in try answer.receipt(from: webhook) }
    }

    @Test(arguments: ["ok", "{\"success\":true}", "{ \"success\": true }"])
    func `consent is success`(body: String) throws {
        #expect(try outcome(200, body) == .success("200 \(body)"))
    }

    @Test func `a page that says 200 is not consent`() throws {
        #expect(
            try outcome(200, "<html>Log in to the hotel's network</html>")
                == .failure(
                    NotifierError(
                        isRetryable: false,
                        description: "The Slack webhook at hooks.slack.com did not answer as a webhook does (200)")))
    }

    @Test func `too many messages is a wait as long as the server says`() throws {
        #expect(
            try outcome(429, "rate_limited", retryAfter: "30")
                == .failure(
                    NotifierError(
                        isRetryable: true,
                        description:
                            "The Slack webhook at hooks.slack.com takes no more messages for now (429 rate_limited)",
                        retryAfter: .seconds(30))))
    }

    @Test(arguments: [("-5", 0), ("999999999", 86_400), ("0", 0)])
    func `no server makes us wait for more than a day`(header: String, seconds: Int) throws {
        guard case .failure(let error) = try outcome(429, "", retryAfter: header) else {
            Issue.record("sent")
            return
        }
        #expect(error.retryAfter == .seconds(seconds))
    }

    @Test(arguments: ["", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"])
    func `a wait that is no number of seconds is none`(header: String) throws {
        guard case .failure(let error) = try outcome(429, "", retryAfter: header) else {
            Issue.record("sent")
            return
        }
        #expect(error.retryAfter == nil)
    }

    @Test(arguments: [
        (400, false), (403, false), (404, false), (410, false), (408, true), (500, true), (502, true), (503, true),
        (301, false), (302, false), (307, false),
    ])
    func `what the server cannot do now may pass later`(status: Int, isRetryable: Bool) throws {
        guard case .failure(let error) = try outcome(status, "invalid_token") else {
            Issue.record("sent")
            return
        }
        #expect(error.isRetryable == isRetryable)
    }

    @Test func `an answer is shown in part, printable and without the secret`() throws {
        let body = "no_service T0SECRET0 \u{1B}[31m\r\n" + String(repeating: "x", count: 5000)
        guard case .failure(let error) = try outcome(404, body) else {
            Issue.record("sent")
            return
        }
        #expect(
            error.description.hasPrefix(
                "The Slack webhook at hooks.slack.com refused the message (404 no_service ••• [31mx"))
        #expect(error.description.count < 160)
    }
}
