import Monitoring
import Testing

@testable import Notifiers

@Suite struct PostAddressTests {
    private func address(_ url: String) -> PostAddress? { PostAddress(Secret(url), of: "Slack webhook") }

    @Test(arguments: [
        ("https://hooks.slack.com/services/T/B/x", "hooks.slack.com"), ("HTTPS://Hooks.Slack.COM/x", "hooks.slack.com"),
        ("http://10.0.0.1:8065/hooks/x", "10.0.0.1"), ("http://[::1]:8065/hooks/x", "::1"),
    ])
    func `a webhook has a host`(url: String, host: String) throws {
        #expect(try #require(address(url)).host == host)
    }

    @Test(arguments: [
        "", "hooks.slack.com/services/x", "ftp://hooks.slack.com/x", "file:///etc/passwd", "https://", "https:///x",
        "https://user@hooks.slack.com/x", "https://hooks.slack.com:x@10.0.0.1/", "javascript:alert(1)", "gopher://x/y",
    ])
    func `what is no web address of a host is refused`(url: String) {
        #expect(address(url) == nil)
    }

    @Test(arguments: [
        ("", "Must be a URL that starts with https:// or http://"),
        ("ftp://example.org/x", "Must be a URL that starts with https:// or http://"),
        ("example.org/x", "Must be a URL that starts with https:// or http://"),
        ("https://example.org/a b", "Must be a URL without spaces"),
        ("https://user:p4ssw0rd@example.org/", "Must not hold a user or a password"),
        ("https:///x", "Must name a host"),
        ("https://" + String(repeating: "a", count: 2000), "Must have at most 2000 characters"),
    ])
    func `a mistake in an address is named and not quoted`(url: String, sentence: String) {
        #expect(PostAddress.mistake(in: url) == sentence)
    }

    @Test(arguments: ["https://example.org", "HTTP://[2001:db8::1]:8080/a?b=c", "https://xn--bcher-kva.example/x"])
    func `an address without a mistake is one`(url: String) {
        #expect(PostAddress.mistake(in: url) == nil)
        #expect(address(url) != nil)
    }

    @Test func `what a server might echo is left out as it was encoded and as it reads`() throws {
        let url = try #require(address("https://h.example/pa%2Bth-secret/x?sig=que%2Bry-secret&v=1"))
        var post = Post([:], to: url)
        post.headers = [Post.Header("Authorization", "Bearer t0ken-of-header")]
        post.secrets = [Secret("body-secret")]
        let echo = "pa%2Bth-secret pa+th-secret que%2Bry-secret que+ry-secret t0ken-of-header body-secret v=1"
        #expect(post.cleaned(echo) == "••• ••• ••• ••• ••• ••• v=1")
        var dumped = "\(post) \(String(reflecting: post)) "
        dump(post, to: &dumped)
        for secret in ["th-secret", "ry-secret", "t0ken", "body-secret"] { #expect(!dumped.contains(secret)) }
    }

    @Test func `nothing but the host is shown`() throws {
        let webhook = try #require(address("https://hooks.slack.com/services/T0SECRET0/B0SECRET0/c0secret0"))
        var dumped = "\(webhook) \(String(reflecting: webhook)) "
        dump(webhook, to: &dumped)
        #expect(!dumped.lowercased().contains("secret0"))
        #expect(Post([:], to: webhook).cleaned("no T0SECRET0 or c0secret0 here") == "no ••• or ••• here")
    }
}

/// As Slack's webhooks are read, and those that work like them.
@Suite struct PostAnswerTests {
    private func outcome(
        _ status: Int, _ body: String, retryAfter: String? = nil, date: String? = nil,
        of host: String = "hooks.slack.com/services"
    ) throws -> Result<String, NotifierError> {
        let url = Secret("https://\(host)/T0SECRET0/B0SECRET0/c0secret0")
        let slack = try SlackService(FieldValues(["webhook_url": .secret(url)]), Settings())
        let post = try slack.post(.test(), style: MessageStyle())
        let answer = PostAnswer(status: status, retryAfter: retryAfter, date: date, body: Array(body.utf8))
        return Result { () throws(NotifierError) in
            try answer.receipt(
                of: post, trouble: slack.trouble(answer, answer.shown(for: post)), now: 1_000_000_000)
        }
    }

    @Test(arguments: [
        ("hooks.slack.com/services", 200, "ok"), ("hooks.slack.com/services", 200, ""),
        ("hooks.slack.com/triggers", 200, "{\"ok\":true}"), ("hooks.slack.com/workflows", 200, "{}"),
        ("chat.example/hooks", 200, "{ \"success\": true }"), ("chat.example/hooks", 200, "{\"id\": 7, \"ok\": false}"),
        ("chat.example/hooks", 200, ""), ("chat.example/hooks", 202, "queued"), ("chat.example/hooks", 204, ""),
        ("prod.westeurope.logic.azure.com/workflows", 202, ""), ("notslack.com/x", 200, "no"),
    ])
    func `2xx is success`(host: String, status: Int, body: String) throws {
        #expect(try outcome(status, body, of: host) == .success(body.isEmpty ? "\(status)" : "\(status) \(body)"))
    }

    @Test(arguments: [
        ("hooks.slack.com/services", "no_text"), ("hooks.slack.com/triggers", "{\"ok\": false}"),
        ("hooks.slack-gov.com/services", "invalid_payload"), ("slack.com/x", "no"),
    ])
    func `Slack itself may say 200 and mean no`(host: String, body: String) throws {
        guard case .failure(let error) = try outcome(200, body, of: host) else {
            Issue.record("sent")
            return
        }
        #expect(error.description.contains("did not answer as a webhook does (200 \(body))"))
        #expect(!error.isRetryable)
    }

    @Test func `a page that says 200 in Slack's place is not consent`() throws {
        #expect(
            try outcome(200, "<html>Log in to the hotel's network</html>")
                == .failure(
                    NotifierError(
                        isRetryable: false,
                        description: "The Slack webhook at hooks.slack.com did not answer as a webhook does (200)",
                        scope: .receiver)))
    }

    @Test func `too many messages is a wait as long as the server says`() throws {
        #expect(
            try outcome(429, "rate_limited", retryAfter: "30")
                == .failure(
                    NotifierError(
                        isRetryable: true,
                        description:
                            "The Slack webhook at hooks.slack.com takes no more messages for now (429 rate_limited)",
                        retryAfter: .seconds(30), scope: .rate)))
    }

    @Test(arguments: [
        ("-5", 0), ("999999999", 86_400), ("0", 0), (" 12 ", 12), ("1.2", 2), ("99999999999999999999", 86_400),
        ("Sun, 09 Sep 2001 01:47:10 GMT", 30), ("Sunday, 09-Sep-01 01:47:10 GMT", 30), ("Sun Sep  9 01:47:10 2001", 30),
        ("Sun, 09 Sep 2001 01:46:00 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
    ])
    func `no server makes us wait for more than a day`(header: String, seconds: Int) throws {
        guard case .failure(let error) = try outcome(429, "", retryAfter: header) else {
            Issue.record("sent")
            return
        }
        #expect(error.retryAfter == .seconds(seconds))
    }

    @Test func `a moment is as far off as it is by the server's own clock`() throws {
        let (date, moment) = ("Thu, 01 Jan 2026 10:00:00 GMT", "Thu, 01 Jan 2026 10:00:45 GMT")
        guard case .failure(let error) = try outcome(503, "", retryAfter: moment, date: date) else {
            Issue.record("sent")
            return
        }
        #expect(error.retryAfter == .seconds(45))
        #expect(error.scope == .rate)
    }

    @Test(arguments: [
        "", "soon", "1e3", "+5", "5 s", "Wed, 99 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026",
        "Wed, 21 Foo 2026 07:28:00 GMT",
        "Wed, 21 Oct 2026 25:28:00 GMT", ", , , , , ,", String(repeating: "9 ", count: 5000),
    ])
    func `a wait that is neither a number of seconds nor a moment is none`(header: String) throws {
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

    /// Marks above and below in turn, which Unicode puts in order by swapping; in all that is kept of an answer.
    @Test func `an answer of combining marks costs what an answer of letters does`() throws {
        let webhook = try #require(PostAddress(Secret("https://hooks.slack.com/x"), of: "Slack webhook"))
        func read(_ filler: String) -> Duration {
            let text = String(repeating: filler, count: 65_000 / filler.utf8.count)
            let now = "Sun, 06 Nov 1994 08:49:37 GMT"
            return ContinuousClock().measure {
                for (retryAfter, date) in [(text, text), (now, text), (" \(text)1", now), ("1\(text) ", now)] {
                    let answer = PostAnswer(
                        status: 429, retryAfter: retryAfter, date: date, body: Array(text.utf8.prefix(1024)))
                    #expect(throws: NotifierError.self) { try answer.receipt(of: Post([:], to: webhook), now: 0) }
                }
            }
        }
        let letters = read("ab")
        #expect(read("\u{301}\u{316}") < letters * 10 + .milliseconds(500))
    }
}
