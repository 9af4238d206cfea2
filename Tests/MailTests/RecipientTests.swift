import Mail
import TestServers
import Testing

/// What becomes of each of several recipients, against a real mail server.
@Suite(.timeLimit(.minutes(1))) struct RecipientTests {
    private func send(
        to names: [String], _ arguments: [String],
        _ check: (Result<MailReceipt, MailError>, ServerProcess) async throws -> Void
    ) async throws {
        try await ServerProcess.run("smtp_server.py", arguments) { server in
            let message = try MailMessage.stub(to: names.map { "\($0)@example.org" })
            let target = try MailServer(server, security: .none)
            let result: Result<MailReceipt, MailError>
            do throws(MailError) { result = .success(try await Mailer().send(message, through: target)) } catch {
                result = .failure(error)
            }
            try await check(result, server)
        }
    }

    @Test func `a recipient that is refused for now is told apart from one that is refused for good`() async throws {
        let arguments = [
            "--recipient", "b@example.org=451 4.3.0 Later", "--recipient", "c@example.org=550 5.1.1 Nobody",
        ]
        try await send(to: ["a", "b", "c", "d"], arguments) { result, server in
            let receipt = try result.get()
            #expect(receipt.taken == ["a@example.org", "d@example.org"])
            #expect(receipt.deferred == [.init(recipient: "b@example.org", answer: "451 4.3.0 Later")])
            #expect(receipt.refused == [.init(recipient: "c@example.org", answer: "550 5.1.1 Nobody")])
            #expect(try await server.nextMessage().to == ["a@example.org", "d@example.org"])
        }
    }

    @Test func `those who were one too many are tried again`() async throws {
        try await send(to: ["a", "b", "c", "d"], ["--recipients-at-most", "2"]) { result, _ in
            let receipt = try result.get()
            #expect(receipt.taken == ["a@example.org", "b@example.org"])
            #expect(receipt.deferred.map(\.recipient) == ["c@example.org", "d@example.org"])
        }
    }

    @Test(arguments: [("552 Too many recipients", true), ("552 5.2.2 Mailbox full", false), ("550 5.1.1 No", false)])
    func `552 after others were taken is one too many, unless it says that the mailbox is full`(
        answer: String, isDeferred: Bool
    ) async throws {
        try await send(to: ["a", "b"], ["--recipient", "b@example.org=\(answer)"]) { result, _ in
            let receipt = try result.get()
            #expect(receipt.deferred.map(\.recipient) == (isDeferred ? ["b@example.org"] : []))
            #expect(receipt.refused.map(\.recipient) == (isDeferred ? [] : ["b@example.org"]))
        }
    }

    @Test(arguments: [("451 4.3.0 Later", true), ("554 5.7.1 Spam", false)])
    func `a message that is refused after all was taken for nobody`(answer: String, isRetryable: Bool) async throws {
        let arguments = [
            "--fail-first", "1", "--fail-at", "data", "--answer", answer, "--recipient",
            "b@example.org=550 5.1.1 Nobody",
        ]
        try await send(to: ["a", "b"], arguments) { result, _ in
            guard case .failure(let error) = result else {
                Issue.record("taken")
                return
            }
            #expect(error.isRetryable == isRetryable)
            #expect(error.refusedRecipients.map(\.recipient) == ["b@example.org"])
            #expect(error.description.contains("refused the message (\(answer))"))
        }
    }

    @Test(arguments: [
        ("550 5.1.1 a", "550 5.1.1 b", false), ("451 4.3.0 a", "550 5.1.1 b", true),
        ("451 4.3.0 a", "450 4.2.1 b", true),
    ])
    func `where every recipient is refused, each answer is told`(first: String, second: String, isRetryable: Bool)
        async throws
    {
        let arguments = ["--recipient", "a@example.org=\(first)", "--recipient", "b@example.org=\(second)"]
        try await send(to: ["a", "b"], arguments) { result, _ in
            guard case .failure(let error) = result else {
                Issue.record("taken")
                return
            }
            #expect(error.isRetryable == isRetryable)
            #expect(error.description.contains(first) && error.description.contains(second))
        }
    }

    @Test func `a server that ends the session among the recipients has taken it for nobody`() async throws {
        let arguments = ["--recipient", "b@example.org=421 4.7.0 Closing"]
        try await send(to: ["a", "b", "c"], arguments) { result, _ in
            guard case .failure(let error) = result else {
                Issue.record("taken")
                return
            }
            #expect(error.isRetryable && !error.mayHaveArrived)
            #expect(error.scope == .rate)
            #expect(error.description.contains("(421 4.7.0 Closing)"))
            #expect(error.refusedRecipients.isEmpty)
        }
    }
}
