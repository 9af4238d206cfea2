import Foundation
import Monitoring
import Notifiers
import TestServers
import Testing

/// Against a real mail server, aiosmtpd.
@Suite(.timeLimit(.minutes(1))) struct EmailNotifierTests {
    @Test func `an alert arrives at every recipient`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "starttls", "--auth", "watch:secret"]) {
            server async throws in
            let notifier = EmailNotifier(server) { email in
                email.username = "watch"
                email.password = Secret("secret")
                email.recipients = ["Operations <ops@example.org>", "night@example.org"]
            }
            #expect(try await notifier.send(.stub()).answer.hasPrefix("250 "))
            let event = try await server.nextMessage()
            #expect(event.to == ["ops@example.org", "night@example.org"])
            #expect(event.tls == true)
            let message = try event.text
            #expect(message.contains("\r\nSubject: [Lapwing] HIGH: Device core-1 (10.0.0.1) is offline\r\n"))
            #expect(message.contains("\r\nMessage-ID: <1768478400000-x@example.org>\r\n"))
            #expect(!message.contains("X-Lapwing-Repeat"))
        }
    }

    @Test func `a notice sent twice is the same message, and the second says so`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            let notifier = EmailNotifier(server)
            _ = try await notifier.send(.stub())
            _ = try await notifier.send(.stub(mayBeRepeat: true))
            let (first, second) = (try await server.nextMessage().text, try await server.nextMessage().text)
            #expect(first.field("Message-ID") == second.field("Message-ID"))
            #expect(second.field("X-Lapwing-Repeat") == "possible")
        }
    }

    @Test func `an answer that is lost leaves it open whether the notice arrived`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--lose-answer", "1"]) { server async throws in
            let error = await #expect(throws: NotifierError.self) {
                _ = try await EmailNotifier(server).send(.stub())
            }
            #expect(error?.mayHaveArrived == true)
        }
    }

    @Test func `a storm is one message, which names some and counts all`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            var storm = OutgoingMessage.storm(of: 30)
            storm.follows = ["1768478300000-a", "1768478300000-b"]
            _ = try await EmailNotifier(server).send(storm)
            let message = try await server.nextMessage().text
            #expect(message.contains("[Lapwing] HIGH: 30 devices offline: sw-1, sw-2, sw-3 and 27 more"))
            #expect(message.field("X-Lapwing-Severity") == "high")
            #expect(message.field("X-Lapwing-Rule") == "device_offline")
            #expect(message.field("List-Id") == "Lapwing <lapwing.example.org>")
            #expect(message.field("In-Reply-To")?.hasPrefix("<1768478300000-a@example.org>") == true)
            #expect(message.contains("<1768478300000-b@example.org>"))
        }
    }

    @Test func `a sender without a name is called Lapwing, one with a name keeps it`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            _ = try await EmailNotifier(server) { $0.sender = "noc@example.org" }.send(.stub())
            #expect(try await server.nextMessage().text.field("From") == "Lapwing <noc@example.org>")
            _ = try await EmailNotifier(server) { $0.sender = "Night watch <noc@example.org>" }.send(.stub())
            #expect(try await server.nextMessage().text.field("From") == "Night watch <noc@example.org>")
        }
    }

    @Test func `a summary arrives`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            _ = try await EmailNotifier(server).send(.stub(.summary(.stub)))
            #expect(try await server.nextMessage().text.contains("Daily summary of 2026-01-15"))
        }
    }

    @Test func `a test message returns the server's answer`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            #expect(try await EmailNotifier(server).sendTest() == "250 2.0.0 Ok: queued as TEST1")
            #expect(try await server.nextMessage().text.field("Subject") == "[Lapwing] Test message")
        }
    }

    @Test func `a recipient that is no address does not silence the others`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = ["ops at example.org", "ops@example.org"] }
            let answer = try await notifier.sendTest()
            #expect(answer == "250 2.0.0 Ok: queued as TEST1; “ops at example.org” is not an email address")
            #expect(try await server.nextMessage().to == ["ops@example.org"])
        }
    }

    private func message(settled: [NoticeRecipient] = []) -> OutgoingMessage {
        var notice = Notice.stub()
        notice.recipients = settled
        return OutgoingMessage(id: "1768478400000-x", notices: [notice])
    }

    private static func delivered(_ name: String) -> NoticeRecipient {
        NoticeRecipient(address: "\(name)@example.org", state: .delivered, answer: "250 2.0.0 Ok: queued as TEST1")
    }

    private static let four = ["a", "b", "c", "d"].map { "\($0)@example.org" }

    @Test func `each recipient is told once: those who have it are not asked again`() async throws {
        let arguments = ["--recipient", "b@example.org=451 4.3.0 Later", "--recipient", "b@example.org=250 Ok"]
        try await ServerProcess.run("smtp_server.py", arguments) { server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = ["a@example.org", "b@example.org"] }
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.send(message()) }
            #expect(error?.recipients == [Self.delivered("a")])
            #expect(error?.isRetryable == true)
            #expect(error?.mayHaveArrived == false)
            #expect(error?.scope == .message)
            let delivery = try await notifier.send(message(settled: error?.recipients ?? []))
            #expect(delivery.recipients.map(\.address) == ["b@example.org"])
            #expect(try await server.nextMessage().to == ["a@example.org"])
            #expect(try await server.nextMessage().to == ["b@example.org"])
        }
    }

    @Test func `a server that takes two at a time gets all four in two messages`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--recipients-at-most", "2"]) { server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = Self.four }
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.send(message()) }
            _ = try await notifier.send(message(settled: error?.recipients ?? []))
            #expect(try await server.nextMessage().to == ["a@example.org", "b@example.org"])
            #expect(try await server.nextMessage().to == ["c@example.org", "d@example.org"])
        }
    }

    @Test func `a test message goes to all of them at once`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--recipients-at-most", "3"]) { server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = Self.four }
            let answer = try await notifier.sendTest()
            #expect(answer.contains("queued as TEST1; not yet d@example.org"))
            #expect(answer.hasSuffix("250 2.0.0 Ok: queued as TEST2"))
            #expect(try await server.nextMessage().to == ["a@example.org", "b@example.org", "c@example.org"])
            #expect(try await server.nextMessage().to == ["d@example.org"])
        }
    }

    @Test func `a test message that some cannot have yet says who`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--recipient", "b@example.org=451 4.3.0 Later"]) {
            server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = ["a@example.org", "b@example.org"] }
            let answer = try await notifier.sendTest()
            #expect(
                answer.contains("a@example.org: 250 2.0.0 Ok: queued as TEST1; not yet b@example.org: 451 4.3.0 Later"))
        }
    }

    @Test func `one who refuses for good is done with where others have it`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--refuse-recipient", "b@example.org"]) { server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = ["a@example.org", "b@example.org"] }
            let first = try await notifier.send(message())
            #expect(first.recipients.map(\.state) == [.delivered, .refused])
            let again = try await notifier.send(message(settled: [Self.delivered("a")]))
            #expect(again.recipients.map(\.state) == [.refused])
            let nobody = try await notifier.send(message(settled: first.recipients))
            #expect(nobody.recipients.isEmpty)
        }
    }

    @Test func `where all refuse for good, all are tried again, but not soon`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--refuse-recipient", "b@example.org"]) { server async throws in
            let notifier = EmailNotifier(server) { $0.recipients = ["b@example.org"] }
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.send(message()) }
            #expect(error?.isRetryable == false)
            #expect(error?.scope == .receiver)
            let again = await #expect(throws: NotifierError.self) {
                _ = try await notifier.send(message(settled: error?.recipients ?? []))
            }
            #expect(again?.description == error?.description)
        }
    }

    @Test func `one mailbox written twice is one recipient`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            let notifier = EmailNotifier(server) {
                $0.recipients = ["Ops <ops@example.org>", "ops@example.org", "OPS@Example.org"]
            }
            _ = try await notifier.send(message())
            #expect(try await server.nextMessage().to == ["ops@example.org"])
        }
    }

    @Test(arguments: [
        (
            ["--fail-first", "1", "--fail-at", "connect", "--answer", "421 Too many connections"],
            NotifierError.Scope.rate
        ),
        (["--fail-first", "1", "--fail-at", "mail", "--answer", "550 5.7.1 Not you"], .receiver),
        (["--fail-first", "1", "--fail-at", "data", "--answer", "554 5.7.1 Spam"], .message),
        (["--fail-first", "1", "--fail-at", "data", "--answer", "452 4.3.1 Disk full"], .rate),
    ])
    func `what a server refuses says whether the next message has a chance`(
        arguments: [String], scope: NotifierError.Scope
    ) async throws {
        try await ServerProcess.run("smtp_server.py", arguments) { server async throws in
            let error = await #expect(throws: NotifierError.self) {
                _ = try await EmailNotifier(server).send(message())
            }
            #expect(error?.scope == scope)
        }
    }

    @Test func `settings are read at each message`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--fail-first", "1"]) { server async throws in
            let notifier = EmailNotifier(server)
            let error = await #expect(throws: NotifierError.self) {
                _ = try await notifier.send(.stub())
            }
            #expect(error?.isRetryable == true)
            #expect(error?.description.contains("451 4.3.0 Try again later") == true)
            #expect(try await notifier.send(.stub()).answer.hasPrefix("250 "))
        }
    }

    @Test func `a wrong password is not tried again soon and never shown`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--auth", "watch:secret"]) { server async throws in
            let notifier = EmailNotifier(server) { email in
                email.username = "watch"
                email.password = Secret("wr0ng-pass")
            }
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
            #expect(error?.isRetryable == false)
            #expect(error?.description.contains("refused the login (535 ") == true)
            #expect(error?.description.contains("wr0ng-pass") == false)
        }
    }

    @Test func `a server named through the API may not be in the own network`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            let notifier = EmailNotifier(server) { $0.isSetThroughAPI = true }
            let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
            #expect(
                error?.description
                    == "The SMTP server localhost:\(server.port) is at a loopback address, which settings made through the "
                    + "API may not name unless NOTIFY_ALLOW_PRIVATE is on")
        }
    }

    @Test func `a receiver of its own has recipients of its own and the settings' server`() async throws {
        try await ServerProcess.run("smtp_server.py") { server async throws in
            _ = try await EmailNotifier(server, to: "Night <night@example.org>, day@example.org").send(.stub())
            #expect(try await server.nextMessage().to == ["night@example.org", "day@example.org"])
        }
    }

    @Test func `without settings nothing is sent`() async {
        let notifier = EmailNotifier(
            receiver: .stub("email"), settings: { Settings() }, egress: Egress(allowsPrivate: true))
        let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
        #expect(error?.description == "SMTP_SERVER is not set")
    }
}

extension EmailNotifier {
    fileprivate init(
        _ server: ServerProcess, to recipients: String? = nil, _ change: (inout EmailSettings) -> Void = { _ in }
    ) {
        var settings = Settings()
        settings.email.server = "localhost"
        settings.email.port = server.port
        settings.email.sender = "Lapwing <lapwing@example.org>"
        settings.email.recipients = ["ops@example.org"]
        settings.email.security = server.ready.authority == nil ? .none : .starttls
        settings.email.authorityFile = server.ready.authority
        change(&settings.email)
        self.init(
            receiver: .stub("email", recipients.map { ["to": .plain($0)] }),
            settings: { [settings] in settings }, egress: Egress(allowsPrivate: false))
    }
}

extension ServerProcess {
    fileprivate func nextMessage() async throws -> MailEvent {
        while true {
            let event = try await next(MailEvent.self)
            if event.event == "message", event.accepted == true { return event }
        }
    }
}

extension MailEvent {
    fileprivate var text: String { get throws { try String(contentsOfFile: file ?? "", encoding: .utf8) } }
}

extension String {
    /// A header field of one line.
    fileprivate func field(_ name: String) -> String? {
        components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
}
