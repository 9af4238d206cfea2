import Foundation
import Monitoring
import TestServers
import Testing

@testable import Notifiers

@Suite(.timeLimit(.minutes(1))) struct WebhookNotifierTests {
    private let secret = "0123456789abcdef-secret"

    private func notifier(_ server: ServerProcess, _ more: [String: String] = [:]) -> any ReceiverNotifier {
        let fields = ["url": "\(server.url)/hooks/p4th-secret?key=qu3ry-secret"]
        return ReceiverKind.webhook.notifier(fields.merging(more) { $1 }, settings: .linking)
    }

    @Test func `an alert is JSON of the documented shape`() async throws {
        try await ServerProcess.answering { server async throws in
            #expect(try await notifier(server).send(.stub()).answer == "200")
            let event = try await server.nextPost()
            #expect(event.method == "POST")
            #expect(event.path == "/hooks/p4th-secret?key=qu3ry-secret")
            #expect(event.headers["content-type"] == "application/json; charset=utf-8")
            #expect(event.headers["idempotency-key"] == "1768478400000-x")
            #expect(event.headers["lapwing-signature"] == nil)
            #expect(
                event.json
                    == .json(
                        """
                        {"type": "alerts", "version": 1, "id": "1768478400000-x", "repeat": false,
                         "title": "HIGH: Device core-1 (10.0.0.1) is offline", "summary": null,
                         "alerts": [{"id": 1, "rule": "device_offline", "severity": "high", "status": "firing",
                            "message": "Device core-1 (10.0.0.1) is offline: No answer to 3 pings", "count": 1,
                            "subject": {"kind": "device", "id": 7, "name": "core-1", "address": "10.0.0.1"},
                            "created_at": "2026-01-15T12:00:00Z", "resolved_at": null,
                            "url": "https://noc.example.org/#alerts/1"}]}
                        """))
        }
    }

    @Test func `a resolved alert without a subject has the same shape`() async throws {
        try await ServerProcess.answering { server async throws in
            var alert = Alert.stub(subject: nil, rule: .manual)
            alert.status = .resolved
            alert.resolvedAt = .noon + .seconds(90)
            _ = try await ReceiverKind.webhook.notifier(["url": server.url]).send(.stub(.alert(alert)))
            let sent = try await server.nextPost().json?["alerts"]?[0]
            #expect(sent?["status"] == .json(#"["resolved"]"#)?[0])
            #expect(sent?["resolved_at"]?.text == "2026-01-15T12:01:30Z")
            #expect(sent?["subject"] == NSNull())
            #expect(sent?["url"] == NSNull())
        }
    }

    @Test func `a summary is JSON of the documented shape`() async throws {
        try await ServerProcess.answering { server async throws in
            var summary = DailySummary.stub
            summary.period = .noon ..< .noon + .seconds(86_400)
            summary.offlineDevices = ["sw-1"]
            _ = try await notifier(server).send(.stub(.summary(summary)))
            let json = try await server.nextPost().json
            #expect(json?["type"]?.text == "summary")
            #expect(json?["alerts"] == .json("[]"))
            #expect(
                json?["summary"]
                    == .json(
                        """
                        {"day": "2026-01-15", "from": "2026-01-15T12:00:00Z", "to": "2026-01-16T12:00:00Z",
                         "alerts": {"info": 1, "low": 0, "medium": 0, "high": 2, "critical": 0},
                         "devices": {"online": 8, "offline": 1, "unknown": 0},
                         "cameras": {"online": 3, "offline": 2, "unknown": 1},
                         "offline_devices": ["sw-1"], "offline_cameras": []}
                        """))
        }
    }

    @Test func `a test has an id of its own each time`() async throws {
        try await ServerProcess.answering { server async throws in
            var ids: [String?] = []
            for _ in 1...2 {
                #expect(try await notifier(server).sendTest() == "200")
                let json = try await server.nextPost().json
                #expect(json?["type"]?.text == "test")
                ids.append(json?["id"]?.text)
            }
            #expect(Set(ids).count == 2)
        }
    }

    @Test func `a group of 500 is told whole`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server).send(.storm(of: 500))
            let alerts = try await server.nextPost().json?["alerts"] as? NSArray
            #expect(alerts?.count == 500)
        }
    }

    @Test func `a repeat is the same message and says so`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server).send(.stub())
            _ = try await notifier(server).send(.stub(mayBeRepeat: true))
            let (first, second) = (try await server.nextPost(), try await server.nextPost())
            #expect(first.headers["idempotency-key"] == second.headers["idempotency-key"])
            #expect(first.json?["id"] == second.json?["id"])
            #expect(first.json?["repeat"] == false as NSNumber)
            #expect(second.json?["repeat"] == true as NSNumber)
        }
    }

    @Test func `whoever knows the secret can check a message as the documentation says`() async throws {
        try await ServerProcess.answering { server async throws in
            _ = try await notifier(server, ["secret": secret]).send(.stub(.alert(.stub(message: hostileName))))
            let event = try await server.nextPost()
            let header = try #require(event.headers["lapwing-signature"])
            #expect(try await Documentation.check(header, event.body, secret) == "True")
            #expect(try await Documentation.check(header, event.body + " ", secret) == "False")
            #expect(try await Documentation.check(header, event.body, secret + "x") == "False")
            let old = header.replacing(/t=[0-9]+/, with: "t=1768478400")
            #expect(try await Documentation.check(old, event.body, secret) == "False")
        }
    }

    /// By another implementation: `printf 't.body' | openssl dgst -sha256 -hmac key`.
    @Test func `the signature is HMAC-SHA256 in hexadecimal of time, dot and body`() {
        let signature = WebhookSignature(of: Array("{}".utf8), at: 1_768_478_400, Secret("key"))
        #expect(
            signature.header
                == "t=1768478400,v1=f8749c3b1c93ce2eff1df22e9d44444b30cc97cd85274bf4361fec04cefd24a3")
    }

    @Test func `headers and method are those of the receiver`() async throws {
        try await ServerProcess.answering { server async throws in
            let headers = "Authorization: Bearer h3ader-secret\n\nX-Team:  noc \n"
            _ = try await notifier(server, ["headers": headers, "method": "PUT"]).sendTest()
            let event = try await server.nextPost()
            #expect(event.method == "PUT")
            #expect(event.headers["authorization"] == "Bearer h3ader-secret")
            #expect(event.headers["x-team"] == "noc")
        }
    }

    @Test(arguments: [
        "Host: evil.example", "content-length: 0", "Transfer-Encoding: chunked", "Lapwing-Signature: x", "no header",
        "X: a\u{1}b", "X Y: z", "X: ä", ": x",
    ])
    func `a header that would change the request is refused`(line: String) {
        let mistakes = ReceiverKind.webhook.mistakes(in: [
            "url": .plain("https://example.org"), "headers": .secret(Secret(line)),
        ])
        #expect(mistakes.map(\.field) == ["headers"])
    }

    @Test(arguments: [200, 201, 202, 204])
    func `whatever says 2xx has taken the message`(status: Int) async throws {
        try await ServerProcess.answering(status, "thanks") { server async throws in
            #expect(try await notifier(server).sendTest() == (status == 204 ? "204" : "\(status) thanks"))
        }
    }

    @Test(arguments: [429, 503])
    func `a program that asks for a pause is given it`(status: Int) async throws {
        try await ServerProcess.answering(status, "busy", headers: ["Retry-After: 17"]) { server async throws in
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
            #expect(
                error
                    == NotifierError(
                        isRetryable: true,
                        description: "The webhook at 127.0.0.1 takes no more messages for now (\(status) busy)",
                        retryAfter: .seconds(17), scope: .rate))
        }
    }

    @Test func `no secret is in an error, whatever the server echoes`() async throws {
        try await ServerProcess.answering(404, "{path} {headers}") { server async throws in
            let more = ["headers": "Authorization: Bearer h3ader-secret", "secret": secret]
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server, more).sendTest() }
            let sentence = try #require(error?.description)
            #expect(sentence.hasPrefix("The webhook at 127.0.0.1 refused the message (404 /hooks/•••?key=•••"))
            #expect(!sentence.contains("-secret"))
        }
    }

    @Test func `an address in the own network is not asked unless it may be`() async throws {
        let notifier = ReceiverKind.webhook.notifier(["url": "http://127.0.0.1:1/x"], allowsPrivate: false)
        let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
        #expect(error?.description.hasPrefix("The webhook at 127.0.0.1 is at a loopback address") == true)
        #expect(error?.isRetryable == false)
    }

    @Test func `a redirect is not followed, so that no header leads elsewhere`() async throws {
        try await ServerProcess.answering { target async throws in
            try await ServerProcess.answering(307, headers: ["Location: \(target.url)/elsewhere"]) {
                server async throws in
                let error = await #expect(throws: NotifierError.self) { _ = try await notifier(server).sendTest() }
                #expect(
                    error?.description == "The webhook at 127.0.0.1 answered with a redirect, which is not followed")
            }
            _ = try await notifier(target).sendTest()
            #expect(try await target.nextPost().path.hasPrefix("/hooks/"))
        }
    }
}
