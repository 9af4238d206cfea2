import Mail
import TestServers
import Testing

/// How long a mail server may take, and what it may want to hear.
@Suite(.timeLimit(.minutes(1))) struct PatienceTests {
    @Test(arguments: ["connect", "data"])
    func `a server that takes its time gets it, and one copy`(stage: String) async throws {
        try await ServerProcess.run("smtp_server.py", ["--slow", stage]) { server in
            let receipt = try await Mailer().send(.stub(), through: MailServer(server, security: .none))
            #expect(receipt.answer == "250 2.0.0 Ok: queued as TEST1")
        }
    }

    @Test func `the limits are those of RFC 5321`() {
        let limits = TransferLimits()
        #expect(limits.command == .seconds(300))
        #expect(limits.data == .seconds(120))
        #expect(limits.content == .seconds(600))
        #expect(limits.whole < .seconds(3600))
    }

    @Test func `a greeting without end has one`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--drip"]) { server in
            var limits = TransferLimits()
            limits.command = .milliseconds(700)
            let mailer = Mailer(limits: limits)
            let error = await #expect(throws: MailError.self) {
                try await mailer.send(.stub(), through: MailServer(server, security: .none))
            }
            #expect(
                error?.description
                    == "The SMTP server localhost:\(server.port) did not greet within 0.7 seconds")
            #expect(error?.mayHaveArrived == false)
        }
    }

    @Test func `a server that does not say whether it took the message is named so`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--hang", "data"]) { server in
            var limits = TransferLimits()
            limits.content = .milliseconds(700)
            let mailer = Mailer(limits: limits)
            let error = await #expect(throws: MailError.self) {
                try await mailer.send(.stub(), through: MailServer(server, security: .none))
            }
            #expect(error?.mayHaveArrived == true)
            #expect(error?.description.contains("did not say whether it took the message within 0.7 seconds") == true)
        }
    }

    @Test(arguments: [nil, "watch.example.org", "[192.0.2.7]", "[IPv6:2001:db8::7]"])
    func `a server that wants a full name hears one, or an address`(name: String?) async throws {
        try await ServerProcess.run("smtp_server.py", ["--full-names"]) { server in
            var target = try MailServer(server, security: .none)
            target.heloName = name
            _ = try await Mailer().send(.stub(), through: target)
            let said = try #require(try await server.nextMessage().helo)
            if let name {
                #expect(said == name)
            } else {
                #expect(said.contains(".") || said.hasPrefix("[IPv6:"))
            }
        }
    }

    @Test(arguments: ["XOAUTH2", "GSSAPI NTLM", "CRAM-MD5"])
    func `a server that offers only logins of others is named so, and not asked again soon`(offer: String) async throws
    {
        try await ServerProcess.run("smtp_server.py", ["--auth", "watch:secret", "--offer", offer]) { server in
            let login = MailLogin(username: "watch", password: "secret")
            let error = await #expect(throws: MailError.self) {
                try await Mailer().send(.stub(), through: MailServer(server, security: .none, login: login))
            }
            let names = offer.split(separator: " ").joined(separator: ", ")
            #expect(
                error?.description
                    == "The SMTP server localhost:\(server.port) offers no login that Lapwing speaks (\(names))")
            #expect(error?.isRetryable == false)
        }
    }

    @Test func `one that offers a login of ours beside others is logged in at`() async throws {
        try await ServerProcess.run("smtp_server.py", ["--auth", "watch:secret", "--offer", "XOAUTH2 PLAIN"]) {
            server in
            let login = MailLogin(username: "watch", password: "secret")
            _ = try await Mailer().send(.stub(), through: MailServer(server, security: .none, login: login))
            #expect(try await server.nextMessage().user == "watch")
        }
    }
}
