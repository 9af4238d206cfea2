import Foundation
import Mail
import TestServers
import Testing

/// Against a real mail server, aiosmtpd.
@Suite(.timeLimit(.minutes(1))) struct MailerTests {
    @Test func `the server's final answer is returned and the message arrives as it was`() async throws {
        try await ServerProcess.run("smtp_server.py") { server in
            let message = try MailMessage.stub(text: ".\n..\n.end\nü 設備\n" + String(repeating: "long ", count: 400))
            let receipt = try await Mailer().send(message, through: MailServer(server, security: .none))
            #expect(receipt.description == "250 2.0.0 Ok: queued as TEST1")
            let event = try await server.nextMessage()
            #expect(event.from == "lapwing@example.org")
            #expect(event.to == ["ops@example.org"])
            #expect(try event.content == Data(message.encoded()))
        }
    }

    @Test func `STARTTLS and a login protect the message`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "starttls", "--auth", "watch:se cret✓"]) { server in
            let login = MailLogin(username: "watch", password: "se cret✓")
            let receipt = try await Mailer().send(.stub(), through: MailServer(server, login: login))
            #expect(receipt.answer.hasPrefix("250 "))
            let event = try await server.nextMessage()
            #expect(event.tls == true)
            #expect(event.user == "watch")
        }
    }

    @Test func `TLS from the first octet works too, with AUTH LOGIN`() async throws {
        let arguments = ["--tls", "tls", "--auth", "watch:secret", "--mechanisms", "LOGIN"]
        try await ServerProcess.run("smtp_server.py", arguments) { server in
            let login = MailLogin(username: "watch", password: "secret")
            let receipt = try await Mailer().send(
                .stub(to: ["a@example.org", "b@example.org"]), through: MailServer(server, security: .tls, login: login)
            )
            #expect(receipt.answer.hasPrefix("250 "))
            #expect(try await server.nextMessage().to == ["a@example.org", "b@example.org"])
        }
    }

    @Test func `a server without STARTTLS is not given the message`() async throws {
        try await ServerProcess.run("smtp_server.py") { server in
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server))
            }
            #expect(error == .noSTARTTLS(server: "localhost:\(server.port)"))
        }
    }

    @Test func `a certificate of an unknown authority is not trusted`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "starttls"]) { server in
            var target = try MailServer(server)
            target.authorityFile = nil
            let error = await #expect(throws: MailError.self) { try await Mailer().send(.stub(), through: target) }
            #expect(error?.isDistrust == true)
        }
    }

    @Test func `an authority of our own replaces the system's`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "tls"]) { server in
            var target = try MailServer(server, security: .tls)
            target.authorityFile = "/nowhere/authority.pem"
            let error = await #expect(throws: MailError.self) { try await Mailer().send(.stub(), through: target) }
            #expect(error == .badAuthorityFile("/nowhere/authority.pem"))
        }
    }

    @Test(arguments: [["--names", "other.example"], ["--expired"]])
    func `a certificate for another name or of another time is not trusted`(arguments: [String]) async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "tls"] + arguments) { server in
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server, security: .tls))
            }
            #expect(error?.isDistrust == true)
        }
    }

    @Test func `a wrong password is named as such and never shown`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "starttls", "--auth", "watch:secret"]) { server in
            let login = MailLogin(username: "watch", password: "5ecret-wrong")
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server, login: login))
            }
            #expect(
                error?.description == "The SMTP server localhost:\(server.port) refused the login "
                    + "(535 5.7.8 Authentication credentials invalid)")
        }
    }

    @Test func `a server that echoes the password does not make us show it`() async throws {
        let plain = Data("\0watch\0p4ss".utf8).base64EncodedString()
        let arguments = [
            "--auth", "watch:p4ss", "--fail-first", "-1", "--fail-at", "login", "--answer", "535 no p4ss \(plain) here",
        ]
        try await ServerProcess.run("smtp_server.py", arguments) { server in
            let login = MailLogin(username: "watch", password: "p4ss")
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server, security: .none, login: login))
            }
            #expect(error?.description.contains("(535 no ••• ••• here)") == true)
        }
    }

    @Test(
        arguments: ["connect", "mail", "rcpt", "data"],
        [("451 4.3.0 Try again later", true), ("554 5.7.1 No", false)])
    func `a refusal for now may be tried again, one for good may not`(
        stage: String, answer: (String, Bool)
    ) async throws {
        let arguments = ["--fail-first", "-1", "--fail-at", stage, "--answer", answer.0]
        try await ServerProcess.run("smtp_server.py", arguments) { server in
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server, security: .none))
            }
            #expect(error?.isRetryable == answer.1)
            #expect(error?.description.contains("(\(answer.0))") == true)
        }
    }

    @Test func `one refused recipient does not silence the others`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--refuse-recipient", "gone@example.org"]) { server in
            let message = try MailMessage.stub(to: ["gone@example.org", "ops@example.org"])
            let receipt = try await Mailer().send(message, through: MailServer(server, security: .none))
            #expect(
                receipt.description
                    == "250 2.0.0 Ok: queued as TEST1, but not for gone@example.org: 550 5.1.1 No such mailbox")
            #expect(try await server.nextMessage().to == ["ops@example.org"])
        }
    }

    @Test(arguments: ["connect", "mail", "data"])
    func `a server that falls silent costs no more than the time allowed`(stage: String) async throws {
        try await ServerProcess.run("smtp_server.py", ["--hang", stage]) { server in
            let mailer = Mailer(whole: .milliseconds(700))
            let error = await #expect(throws: MailError.self) {
                try await mailer.send(.stub(), through: MailServer(server, security: .none))
            }
            #expect(error?.isTimeout == true)
            #expect(error?.mayHaveArrived == (stage == "data"))
        }
    }

    @Test func `a server that does not say goodbye does not hold up its answer`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--hang", "quit"]) { server in
            let started = ContinuousClock.now
            _ = try await Mailer().send(.stub(), through: MailServer(server, security: .none))
            #expect(ContinuousClock.now - started < .seconds(10))
        }
    }

    @Test func `an answer that is lost leaves it open whether the message arrived`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--lose-answer", "1"]) { server in
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server, security: .none))
            }
            #expect(error?.mayHaveArrived == true)
            #expect(error?.isRetryable == true)
        }
    }

    @Test(arguments: ["mail", "data"])
    func `a cancelled task ends its transfer`(stage: String) async throws {
        try await ServerProcess.run("smtp_server.py", ["--hang", stage]) { server in
            let target = try MailServer(server, security: .none)
            let sending = Task { try await Mailer().send(.stub(), through: target) }
            while try await server.next(MailEvent.self).event != "silence" {}
            let cancelled = ContinuousClock.now
            sending.cancel()
            let error = await #expect(throws: MailError.self) { try await sending.value }
            #expect(error == .cancelled(mayHaveArrived: stage == "data"))
            #expect(ContinuousClock.now - cancelled < .seconds(10))
        }
    }

    @Test func `a task cancelled before it sends connects to nobody`() async throws {
        let target = try MailServer(host: "localhost", port: 1, security: .none)
        let sending = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Mailer().send(.stub(), through: target)
        }
        await #expect(throws: MailError.cancelled(mayHaveArrived: false)) { try await sending.value }
    }

    @Test func `a port where nobody listens is unreachable`() async throws {
        let target = try MailServer(host: "127.0.0.1", port: 1, security: .none)
        let error = await #expect(throws: MailError.self) { try await Mailer().send(.stub(), through: target) }
        #expect(error?.isUnreachable == true)
    }

    @Test func `a host that takes no connection is given up early`() async throws {
        let backlog = try FullBacklog()
        let target = try MailServer(host: "127.0.0.1", port: backlog.port, security: .none)
        let error = await #expect(throws: MailError.self) {
            try await Mailer(connecting: .milliseconds(300)).send(.stub(), through: target)
        }
        #expect(
            error?.description
                == "The SMTP server 127.0.0.1:\(backlog.port) cannot be reached: no connection in 0.3 seconds")
    }

    @Test func `a server whose first address is dead is reached at the next`() async throws {
        try await ServerProcess.run("smtp_server.py") { server in
            let dead = try FullBacklog(host: 2, port: server.port)
            var target = try MailServer(host: "mail.example", port: server.port, security: .none)
            target.addresses = ["127.0.0.2", "127.0.0.1"]
            let receipt = try await Mailer(connecting: .seconds(6)).send(.stub(), through: target)
            #expect(receipt.answer.hasPrefix("250 "))
            withExtendedLifetime(dead) {}
        }
    }

    @Test func `a name that does not exist is not found`() async throws {
        let target = try MailServer(host: "mail.invalid", port: 25, security: .none)
        await #expect(throws: MailError.nameNotFound(server: "mail.invalid:25")) {
            try await Mailer().send(.stub(), through: target)
        }
    }

    @Test func `the given addresses replace the name's, and the name stays the one trusted`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--tls", "tls", "--names", "mail.example"]) { server in
            var target = try MailServer(
                host: "mail.example", port: server.port, security: .tls, authorityFile: server.ready.authority)
            target.addresses = ["127.0.0.1"]
            let receipt = try await Mailer().send(.stub(), through: target)
            #expect(receipt.answer.hasPrefix("250 "))
        }
    }

    @Test func `twenty messages at once all arrive`() async throws {
        try await ServerProcess.run("smtp_server.py") { server in
            let target = try MailServer(server, security: .none)
            try await withThrowingTaskGroup { group in
                for number in 1...20 {
                    group.addTask { try await Mailer().send(.stub(id: "notice-\(number)"), through: target) }
                }
                try await group.waitForAll()
            }
            var ids: Set<String> = []
            for _ in 1...20 {
                let text = String(decoding: try await server.nextMessage().content, as: UTF8.self)
                ids.insert(String(text.split(separator: "Message-ID: ")[1].prefix { $0 != "\r" }))
            }
            #expect(ids.count == 20)
        }
    }

    @Test func `a full mail server delivers it into a mailbox as it was written`() async throws {
        try await ServerProcess.run("exim_server.py", ["--auth", "watch:secret"]) { server in
            let login = MailLogin(username: "watch", password: "secret")
            let message = try MailMessage.stub(
                to: ["ops@example.org", "gone@example.org"], subject: "Gerät Süd-1 ist nicht erreichbar",
                text: ".\n..\nDas Gerät antwortet nicht.\n", html: "<p>Das Gerät antwortet nicht.</p>\n")
            let receipt = try await Mailer().send(message, through: MailServer(server, login: login))
            #expect(receipt.answer.hasPrefix("250 OK id="))
            #expect(receipt.refused == [.init(recipient: "gone@example.org", answer: "550 No such mailbox")])
            let stored = try await server.nextMessage().content
            let parsed = try #require(try await ParsedMessage.parse([Array(stored)]).first)
            #expect(parsed.defects == [])
            #expect(parsed.header("Envelope-to") == "ops@example.org")
            #expect(parsed.header("Received")?.contains("esmtpsa") == true)
            #expect(parsed.header("Subject") == message.subject)
            #expect(parsed.header("Message-ID") == "<notice-1@example.org>")
            #expect(parsed.parts == [["text/plain", message.text], ["text/html", message.html]])
        }
    }

    @Test(arguments: ["", "mail.example/x", "mail.example:25", "user@mail.example", "mail example", "a\r\nb", "mail?x"])
    func `what is no host name cannot become part of a URL`(host: String) {
        #expect(throws: MailError.self) { try MailServer(host: host, port: 25) }
    }

    @Test func `a login does not print its password`() throws {
        let login = MailLogin(username: "watch", password: "s3cret")
        let server = try MailServer(host: "mail.example", port: 25, login: login)
        var dumped = "\(server) \(String(reflecting: server)) "
        dump(server, to: &dumped)
        #expect(!dumped.contains("s3cret"))
    }
}

extension MailServer {
    init(_ server: ServerProcess, security: Security = .starttls, login: MailLogin? = nil) throws {
        try self.init(
            host: "localhost", port: server.port, security: security, login: login,
            authorityFile: server.ready.authority)
    }
}

extension Mailer {
    init(connecting: Duration = .seconds(10), whole: Duration = .seconds(1800)) {
        var limits = TransferLimits()
        limits.connecting = connecting
        limits.whole = whole
        self.init(limits: limits)
    }
}

extension ServerProcess {
    /// The next message, whatever else happens before it.
    func nextMessage() async throws -> MailEvent {
        while true {
            let event = try await next(MailEvent.self)
            if event.event == "message" { return event }
        }
    }
}

extension MailEvent {
    var content: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: file ?? "")) } }
}

extension MailError {
    var isDistrust: Bool { if case .notTrusted = self { true } else { false } }
    var isTimeout: Bool { if case .timedOut = self { true } else { false } }
    var isUnreachable: Bool { if case .unreachable = self { true } else { false } }
}
