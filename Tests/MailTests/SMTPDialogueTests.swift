import Testing

@testable import Mail

@Suite struct SMTPDialogueTests {
    @Test func `the answer to the message is the last word`() {
        let dialogue = SMTPDialogue(
            """
            S: 220 mail.example ESMTP
            C: EHLO watcher
            S: 250-mail.example
            S: 250-SIZE 1000
            S: 250 AUTH PLAIN
            C: AUTH PLAIN AHVzZXIAc2VjcmV0
            S: 235 2.7.0 Ok
            C: MAIL FROM:<lapwing@example.org>
            S: 250 2.1.0 Ok
            C: RCPT TO:<ops@example.org>
            S: 250 2.1.5 Ok
            C: DATA
            S: 354 End with a dot
            S: 250 2.0.0 Ok: queued as 1A2B3C
            """)
        #expect(dialogue.step == .content)
        #expect(dialogue.reply?.text == "250 2.0.0 Ok: queued as 1A2B3C")
        #expect(dialogue.refusal == nil)
    }

    /// Marks above and below in turn, which Unicode puts in order by swapping; as long as libcurl takes a line.
    @Test func `a line of combining marks costs what a line of letters does`() {
        func hear(_ filler: String) -> Duration {
            let text = String(repeating: filler, count: 65_000 / filler.utf8.count)
            return ContinuousClock().measure {
                var dialogue = SMTPDialogue()
                for line in [text, "250-AUTH \(text)", "250-\(text) \(text)", "250 \(text)", "\(text): \(text)"] {
                    dialogue.received(line.utf8)
                    dialogue.sent("RCPT TO:<\(text)>".utf8)
                    dialogue.sent("\(text) \(text)".utf8)
                }
                #expect(dialogue.reply?.isRefusal != true)
            }
        }
        let letters = hear("ab")
        #expect(hear("\u{301}\u{316}") < letters * 10 + .milliseconds(500))
    }

    @Test func `a goodbye changes nothing of what was said`() {
        let dialogue = SMTPDialogue("C: MAIL FROM:<a@b.example>\nS: 550 5.7.1 Not you\nC: QUIT\nS: 221 Bye")
        #expect(dialogue.lastWord?.step == .sender)
        #expect(dialogue.lastWord?.reply.text == "550 5.7.1 Not you")
    }

    @Test func `a refusal that was got over is not the reason of what came later`() {
        let dialogue = SMTPDialogue(
            "C: EHLO a\nS: 502 No\nC: HELO a\nS: 250 Hi\nC: MAIL FROM:<a@b>\nS: 250 Ok\nC: RCPT TO:<c@d>")
        #expect(dialogue.lastWord == nil)
    }

    @Test func `the logins that are offered are known, in both spellings`() {
        let dialogue = SMTPDialogue("C: EHLO a\nS: 250-mail\nS: 250-AUTH XOAUTH2 gssapi\nS: 250 SIZE 1")
        #expect(dialogue.logins == ["XOAUTH2", "GSSAPI"])
        #expect(SMTPDialogue("C: EHLO a\nS: 250-mail\nS: 250 AUTH=NTLM").logins == ["NTLM"])
        #expect(SMTPDialogue("C: EHLO a\nS: 250-AUTH PLAIN\nS: 250 x\nC: EHLO a\nS: 250 mail").logins.isEmpty)
    }

    @Test func `while the answer to the message is missing, it may have arrived`() {
        let dialogue = SMTPDialogue("C: DATA\nS: 354 Go on")
        #expect(dialogue.step == .content)
        #expect(dialogue.reply == nil)
    }

    @Test func `a reply of several lines is one`() {
        let dialogue = SMTPDialogue(
            "C: RCPT TO:<ops@example.org>\nS: 550-5.7.1 Not from here.\nS: 550-See\nS: 550 https://mail.example/why")
        #expect(dialogue.refusal?.reply.text == "550 5.7.1 Not from here. See https://mail.example/why")
        #expect(dialogue.refusal?.step == .recipient("ops@example.org"))
    }

    @Test func `each refused recipient is remembered with its answer`() {
        let dialogue = SMTPDialogue(
            """
            C: RCPT TO:<gone@example.org>
            S: 550 5.1.1 No such user
            C: RCPT TO:<ops@example.org>
            S: 250 Ok
            C: RCPT TO:<full@example.org> NOTIFY=NEVER
            S: 452 4.2.2 Mailbox full
            """)
        #expect(dialogue.refusedRecipients.map(\.address) == ["gone@example.org", "full@example.org"])
        #expect(dialogue.refusedRecipients.map(\.reply.isTransient) == [false, true])
    }

    @Test func `a login in several rounds is refused as a login`() {
        let dialogue = SMTPDialogue(
            "C: AUTH LOGIN\nS: 334 VXNlcg==\nC: dXNlcg==\nS: 334 UGFzcw==\nC: c2VjcmV0\nS: 535 5.7.8 Wrong")
        #expect(dialogue.refusal?.step == .login)
    }

    @Test func `nothing of a login is kept`() {
        let dialogue = SMTPDialogue("C: AUTH PLAIN AHVzZXIAc2VjcmV0\nS: 334 go on\nC: AHVzZXIAc2VjcmV0")
        #expect(!"\(dialogue)".contains("AHVzZXIAc2VjcmV0"))
    }

    @Test func `a hostile server fills neither memory nor the log`() {
        var dialogue = SMTPDialogue()
        for _ in 0..<10_000 { dialogue.received(("250-" + String(repeating: "\u{1B}[31mü", count: 100)).utf8) }
        dialogue.received("250 end".utf8)
        #expect((dialogue.reply?.text.utf8.count ?? 0) <= SMTPDialogue.Reply.limit)
        #expect(dialogue.reply?.text.utf8.allSatisfy { (32...126).contains($0) } == true)
    }

    @Test(arguments: ["", " ", "25", "250", "250-", "-", "abc", "\r\n", "99999999999 x", "\u{0}"])
    func `a line that is no reply does no harm`(line: String) {
        var dialogue = SMTPDialogue()
        dialogue.received(line.utf8)
        dialogue.sent(line.utf8)
        #expect(dialogue.refusedRecipients.isEmpty)
    }
}

extension SMTPDialogue {
    /// Reads a transcript: `C:` is what we said, `S:` what the server said.
    init(_ transcript: String) {
        self.init()
        for line in transcript.split(separator: "\n") {
            let text = String(line.dropFirst(3)) + "\r\n"
            if line.hasPrefix("C:") { sent(text.utf8) } else { received(text.utf8) }
        }
    }
}
