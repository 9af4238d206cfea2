import Mail
import TestKit
import Testing

@Suite struct MailMessageTests {
    @Test func `a foreign parser reads back what was put in`() async throws {
        let message = try MailMessage.stub(
            from: "Überwachung <lapwing@example.org>",
            to: ["ops@example.org", "\"Night, watch\" <night@example.org>", "夜勤 <yakin@example.org>"],
            subject: "[Lapwing] HIGH: Gerät Süd-1 (10.0.0.1) ist nicht erreichbar – 設備 🔥",
            text: "Zeile 1\n.\n..zwei Punkte\nFrom here\ntrailing \n\ttab\t\nend=3D\n", html: "<p>ü &amp; 設備</p>\n",
            headers: [MailHeader("X-Lapwing-Repeat", "possible")])
        let parsed = try #require(try await ParsedMessage.parse([message.encoded()]).first)
        #expect(parsed.defects == [])
        #expect(parsed.from == [["Überwachung", "lapwing@example.org"]])
        #expect(
            parsed.to == [
                ["", "ops@example.org"], ["Night, watch", "night@example.org"], ["夜勤", "yakin@example.org"],
            ])
        #expect(parsed.header("Subject") == message.subject)
        #expect(parsed.header("Date") == "Thu, 15 Jan 2026 10:30:00 +0000")
        #expect(parsed.header("Message-ID") == "<notice-1@example.org>")
        #expect(parsed.header("X-Lapwing-Repeat") == "possible")
        #expect(parsed.parts == [["text/plain", message.text], ["text/html", message.html]].map(Self.ended))
    }

    @Test(arguments: [
        "a\r\nBcc: evil@example.org", "a\nBcc: evil@example.org", "a\rBcc: evil@example.org", "a\u{0}b",
        "a\u{2028}Bcc: x", "a\u{85}Bcc: x", "\r\n\r\nbody", "=?UTF-8?B?DQpCY2M6IHg=?=", "a\r\n \r\n b", "",
        String(repeating: "x", count: 5000), String(repeating: "Ü", count: 3000), String(repeating: " ", count: 3000),
        "e" + String(repeating: "\u{301}", count: 2000),
    ])
    func `no subject, name or header value leaves its field`(hostile: String) async throws {
        let message = try MailMessage.stub(subject: hostile, headers: [MailHeader("X-Test", hostile)])
        let parsed = try #require(try await ParsedMessage.parse([message.encoded()]).first)
        #expect(
            parsed.headers.map { $0[0] } == [
                "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                "X-Test",
            ])
        #expect(parsed.header("Subject") == Self.oneLine(hostile))
        #expect(parsed.parts.count == 2)
        Self.expectWireForm(message)
    }

    @Test func `a name that holds line breaks stays in its field`() async throws {
        let message = try MailMessage.stub(from: "a\r\nBcc: evil@example.org <lapwing@example.org>")
        let parsed = try #require(try await ParsedMessage.parse([message.encoded()]).first)
        #expect(parsed.from == [["a Bcc: evil@example.org", "lapwing@example.org"]])
        #expect(parsed.header("Bcc") == nil)
    }

    @Test func `a message ID holds nothing but letters, digits, dots and hyphens`() {
        let id = MessageID(unique: "a>\r\nBcc: b", domain: "exam ple.org\u{0}")
        #expect(id.description == "<a---Bcc--b@exam-ple.org->")
    }

    @Test func `a body that looks like our boundary or like a header stays a body`() async throws {
        let hostile = "--=_lapwing\r\nContent-Type: text/html\r\n\r\n--=_lapwing--\r\n.\r\nQUIT\r\n"
        let message = try MailMessage.stub(text: hostile, html: hostile)
        let parsed = try #require(try await ParsedMessage.parse([message.encoded()]).first)
        #expect(parsed.defects == [])
        #expect(parsed.parts == [["text/plain", hostile], ["text/html", hostile]].map(Self.ended))
    }

    @Test func `fifty recipients are folded and all read back`() async throws {
        let recipients = (1...50).map { "watch-\($0)@example.org" }
        let message = try MailMessage.stub(to: recipients)
        let parsed = try #require(try await ParsedMessage.parse([message.encoded()]).first)
        #expect(parsed.to.map { $0[1] } == recipients)
        Self.expectWireForm(message)
    }

    @Test func `random texts in every place come back from a foreign parser`() async throws {
        var random = Seeded(20_260_115)
        let messages = try (0..<300).map { _ in
            try MailMessage.stub(
                subject: random.text(upTo: 200), text: random.text(upTo: 900), html: random.text(upTo: 900),
                headers: [MailHeader("X-Test", random.text(upTo: 200))])
        }
        let parsed = try await ParsedMessage.parse(messages.map { $0.encoded() })
        for message in messages { Self.expectWireForm(message) }
        let wrong = zip(messages, parsed).enumerated().filter { !Self.agree($1.0, $1.1) }.map(\.offset)
        #expect(wrong == [])
    }

    private static func agree(_ message: MailMessage, _ parsed: ParsedMessage) -> Bool {
        parsed.headers.count == 9 && parsed.defects == [] && parsed.header("Subject") == oneLine(message.subject)
            && parsed.header("X-Test") == oneLine(message.headers[0].value)
            && parsed.parts[0] == ended(["text/plain", printable(message.text)])
            && parsed.parts[1] == ended(["text/html", printable(message.html)])
    }

    /// RFC 5322 §2.1.1 and more: ASCII, CRLF and nothing else at the ends of lines, no line over 998 octets.
    private static func expectWireForm(_ message: MailMessage) {
        let octets = message.encoded()
        #expect(octets.allSatisfy { $0 == 9 || $0 == 10 || $0 == 13 || (32...126).contains($0) })
        #expect(octets.suffix(2) == [13, 10])
        let lines = octets.split(separator: 10, omittingEmptySubsequences: false).dropLast()
        #expect(lines.allSatisfy { $0.last == 13 && $0.dropLast().allSatisfy { $0 != 13 } && $0.count <= 79 })
    }

    /// What a header shows of `text`: white space and control characters are one space.
    private static func oneLine(_ text: String) -> String {
        text.unicodeScalars.split {
            $0.properties.isWhitespace || $0.value < 32 || (0x7F...0x9F).contains($0.value)
        }.map { String(Substring($0)) }.joined(separator: " ")
    }

    /// Lines of a body end alike; control characters are gone.
    private static func printable(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { line in
            String(
                String.UnicodeScalarView(
                    line.unicodeScalars.filter {
                        $0 == "\t" || !($0.value < 32 || (0x7F...0x9F).contains($0.value))
                    }))
        }.joined(separator: "\n")
    }

    /// A part as Python gives it: lines end with "\n", the last one too.
    private static func ended(_ part: [String]) -> [String] {
        let text = part[1].replacing("\r\n", with: "\n")
        return [part[0], text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"]
    }
}

extension Seeded {
    /// Scalars from every corner, line ends, controls and look-alikes of structure among them.
    mutating func text(upTo limit: Int) -> String {
        let pieces = [
            "\r", "\n", "\r\n", "\u{0}", ".", "=", "=?", "?=", " ", "\t", "--=_lapwing", "\"", "<", "é", "设", "🔥",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...limit, using: &self) {
            switch Int.random(in: 0..<4, using: &self) {
            case 0: text += pieces.randomElement(using: &self) ?? ""
            case 1: text.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: 0...255, using: &self)))
            case 2: Unicode.Scalar(UInt32.random(in: 0...0x1_1000, using: &self)).map { text.unicodeScalars.append($0) }
            default: text.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: 97...122, using: &self)))
            }
        }
        return text
    }
}
