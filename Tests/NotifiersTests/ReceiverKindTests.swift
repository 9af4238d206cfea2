import Foundation
import Monitoring
import Testing

@testable import Notifiers

@Suite struct ReceiverKindTests {
    private static let kinds = ReceiverKind.all.map(\.name)

    private func kind(_ name: String) throws -> ReceiverKind { try #require(ReceiverKind.named(name)) }

    @Test func `each kind and each of its fields has a name of its own`() {
        #expect(Set(Self.kinds).count == ReceiverKind.all.count)
        for kind in ReceiverKind.all {
            #expect(Set(kind.fields.map(\.name)).count == kind.fields.count)
            #expect(kind.fields.allSatisfy { $0.name.wholeMatch(of: /[a-z][a-z_]*/) != nil })
            #expect((kind.fields.map(\.explanation) + [kind.summary]).allSatisfy { $0.hasSuffix(".") })
        }
        #expect(ReceiverKind.named("pigeon") == nil)
    }

    @Test func `what is given if nothing is may be given`() {
        for field in ReceiverKind.all.flatMap(\.fields) {
            if let fallback = field.fallback { #expect(field.mistake(in: fallback) == nil) }
        }
    }

    @Test(arguments: kinds)
    func `a notifier is that of its receiver`(name: String) throws {
        let receiver = Receiver.stub(name, [:])
        let notifier = try kind(name).make(receiver, settings: { Settings() }, egress: Egress(allowsPrivate: false))
        #expect(notifier.receiver == receiver)
        #expect(notifier.exchangeLimit > .seconds(20))
    }

    @Test(arguments: kinds)
    func `what is required is asked for, by name, and nothing is sent without it`(name: String) async throws {
        let kind = try kind(name)
        #expect(kind.mistakes(in: [:]).map(\.field) == kind.fields.filter(\.isRequired).map(\.name))
        #expect(kind.problem(.stub(name, [:]), Settings()) != nil)
        let notifier = kind.make(.stub(name, [:]), settings: { Settings() }, egress: Egress(allowsPrivate: false))
        let error = await #expect(throws: NotifierError.self) { _ = try await notifier.sendTest() }
        #expect(error?.isRetryable == false)
        #expect(error?.scope == .receiver)
    }

    @Test(arguments: kinds)
    func `a field of no kind is named`(name: String) throws {
        let kind = try kind(name)
        let mistakes = kind.mistakes(in: ["wings": .plain("2")])
        #expect(mistakes.first?.field == "wings")
        #expect(mistakes.first?.sentence.hasPrefix("Is no field of the kind \(name), which has ") == true)
    }

    @Test(arguments: kinds)
    func `no sentence about a field quotes a secret`(name: String) throws {
        let kind = try kind(name)
        let long = String(repeating: "s3cret", count: 2000)
        for field in kind.fields where field.isSecret {
            for text in ["s3cret", "s3cret\r\nX: y", "https://s3cret@s3cret/\u{1}", long] {
                let fields = [field.name: ReceiverValue.secret(Secret(text))]
                #expect(kind.mistakes(in: fields).allSatisfy { !$0.description.contains("s3cret") })
                #expect(kind.problem(.stub(name, fields), Settings())?.contains("s3cret") != true)
            }
        }
    }

    @Test func `text that is long or full of marks is judged in no time`() {
        let marks = String(repeating: "\u{301}\u{316}", count: 100_000)
        let started = ContinuousClock.now
        for kind in ReceiverKind.all {
            for field in kind.fields {
                #expect(field.mistake(in: marks) != nil)
                #expect(field.mistake(in: String(marks.prefix(1)) + "x") != nil || field.form.word == "secret")
            }
        }
        let blanks = "A: x" + String(repeating: " ", count: ReceiverField.longest - 10) + "\u{1}"
        #expect(ReceiverField.webhookHeaders.mistake(in: blanks) != nil)
        #expect(ContinuousClock.now - started < .seconds(2))
    }

    @Test(arguments: [
        ("", "Must name a mail address"), (", ,", "Must name a mail address"), ("noc", "noc"),
        ((1...51).map { "u\($0)@example.org" }.joined(separator: ","), "Must have at most 50 addresses"),
    ])
    func `recipients are mail addresses`(text: String, sentence: String) {
        let mistakes = ReceiverKind.email.mistakes(in: ["to": .plain(text)])
        #expect(mistakes.map(\.field) == ["to"])
        #expect(mistakes[0].sentence.contains(text.isEmpty ? "Must not be empty" : sentence))
    }

    @Test func `a receiver of the settings is set up by them alone`() {
        var settings = Settings()
        #expect(ReceiverKind.email.problem(.stub("email"), settings) == "SMTP_SERVER is not set")
        #expect(ReceiverKind.slack.problem(.stub("slack"), settings) == "SLACK_WEBHOOK_URL is not set")
        settings.email.server = "mail.example"
        settings.email.sender = "lapwing@example.org"
        settings.slack.webhook = Secret("https://hooks.slack.com/services/T/B/x")
        #expect(ReceiverKind.email.problem(.stub("email"), settings) == "ALERT_EMAIL_TO is empty")
        #expect(ReceiverKind.email.problem(.stub("email", ["to": .plain("a@example.org")]), settings) == nil)
        #expect(ReceiverKind.slack.problem(.stub("slack"), settings) == nil)
        #expect(ReceiverKind.slack.problem(.stub("slack", [:]), settings) == "webhook_url: Must not be empty")
    }

    /// Whoever may change a receiver may not learn its secrets by sending them elsewhere.
    @Test func `secrets do not go along to another server`() {
        let old: [String: ReceiverValue] = ["server": .plain("https://a"), "topic": .plain("t"), "token": .plain("x")]
        var new = old
        new["topic"] = .plain("u")
        #expect(ReceiverKind.ntfy.secretsToGiveAnew(from: old, to: new) == [])
        new["server"] = .plain("https://b")
        #expect(ReceiverKind.ntfy.secretsToGiveAnew(from: old, to: new) == ["topic", "token"])
        new["server"] = nil
        #expect(ReceiverKind.ntfy.secretsToGiveAnew(from: old, to: new) == ["topic", "token"])
        let webhook: [String: ReceiverValue] = ["url": .plain("https://a"), "headers": .plain("A: b")]
        #expect(
            ReceiverKind.webhook.secretsToGiveAnew(from: webhook, to: ["url": .plain("https://b")]) == ["headers"])
    }

    // MARK: One folder and one line

    /// Outside its folder a kind stands in the list of all kinds and nowhere else.
    @Test func `a kind is one folder and one line`() throws {
        let notifiers = Documentation.root.appendingPathComponent("Sources/Notifiers")
        let paths = FileManager.default.enumerator(atPath: notifiers.path)?.compactMap { $0 as? String } ?? []
        var files: [String: String] = [:]
        for path in paths where path.hasSuffix(".swift") {
            files[path] = try String(contentsOf: notifiers.appendingPathComponent(path), encoding: .utf8)
        }
        for kind in ReceiverKind.all {
            let declaration = "static let \(kind.name) = ReceiverKind("
            let home = try #require(files.first { $0.value.contains(declaration) }?.key).components(separatedBy: "/")[0]
            let own = files.filter { $0.key.hasPrefix("\(home)/") }.values.joined()
            let names = own.matches(of: /\n(?:struct|enum|class|protocol) ([A-Z]\w+)/).map { String($0.output.1) }
            for (path, text) in files where !path.hasPrefix("\(home)/") {
                for name in names { #expect(!text.contains("\(name)."), "\(path) knows of \(name)") }
            }
            let lines = files.filter { !$0.key.hasPrefix("\(home)/") }.values.flatMap { $0.split(separator: "\n") }
            #expect(lines.count { $0.contains("        .\(kind.name),") } == 1)
        }
    }

    // MARK: Documentation

    @Test(arguments: kinds)
    func `the documentation says of each kind what its declaration says`(name: String) throws {
        let kind = try kind(name)
        let section = try Documentation.section(kind.title)
        #expect(section.contains("\n\(kind.summary)\n"), "\(kind.title): \(kind.summary)")
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        #expect(Array(rows.prefix(kind.fields.count)) == kind.fields.map(\.row))
    }

    @Test func `the README names every kind and leads to its documentation`() throws {
        let readme = try String(contentsOf: Documentation.root.appendingPathComponent("README.md"), encoding: .utf8)
        let line = try #require(readme.split(separator: "\n\n").first { $0.contains("](docs/receivers.md)") })
        for kind in ReceiverKind.all { #expect(line.contains(kind.title)) }
    }

    @Test func `the messages that the documentation shows are sent so`() throws {
        let content = MessageContent(.stub())
        let style = MessageStyle(.linking)
        let webhook = WebhookBody.json(of: content, style: style)
        #expect(
            NSObject.json(String(decoding: webhook.octets, as: UTF8.self))
                == (try Documentation.block("json", in: "Webhook")).flatMap { NSObject.json($0) })
        let email = AlertEmail.content(of: .stub(), mayBeRepeat: false, style: style)
        #expect(try Documentation.block("text", in: "Email") == "Subject: \(email.subject)\n\n\(email.text.dropLast())")
        let slack = AlertSlackMessage.message(of: .stub(), mayBeRepeat: false, style: style)
        #expect(
            NSObject.json(String(decoding: try JSONEncoder().encode(slack), as: UTF8.self))
                == (try Documentation.block("json", in: "Slack")).flatMap { NSObject.json($0) })
        let teams = TeamsMessage(content, style).json
        #expect(
            NSObject.json(String(decoding: teams.octets, as: UTF8.self))
                == (try Documentation.block("json", in: "Microsoft Teams")).flatMap { NSObject.json($0) })
        #expect(try Documentation.block("html", in: "Telegram") == TelegramMessage(content, style).html)
        let ntfy = NSObject.json(
            String(decoding: NtfyMessage(content, style).json(topic: "t").octets, as: UTF8.self))
        let shown = "🔴 \(ntfy?["title"]?.text ?? "")\n\(ntfy?["message"]?.text ?? "")"
        #expect(try Documentation.block("text", in: "ntfy") == shown)
    }
}
