import Mail
import Testing

@Suite struct MailAddressTests {
    @Test(arguments: [
        ("ops@example.org", nil, "ops@example.org"),
        ("  ops@example.org ", nil, "ops@example.org"),
        ("Lapwing <lapwing@example.org>", "Lapwing", "lapwing@example.org"),
        ("\"Watch, night\" <night@example.org>", "Watch, night", "night@example.org"),
        ("\"a \\\"b\\\" c\" <q@example.org>", "a \"b\" c", "q@example.org"),
        ("<bare@example.org>", nil, "bare@example.org"),
        ("Störung <s@example.org>", "Störung", "s@example.org"),
        ("root@localhost", nil, "root@localhost"),
        ("o'brien+tag/x=1@sub.example.org", nil, "o'brien+tag/x=1@sub.example.org"),
        ("ops@bücher.example", nil, "ops@xn--bcher-kva.example"),
        ("ops@[192.0.2.1]", nil, "ops@[192.0.2.1]"),
        ("ops@[IPv6:2001:db8::1]", nil, "ops@[IPv6:2001:db8::1]"),
    ])
    func `a mailbox is read with or without a name`(text: String, name: String?, address: String) throws {
        let parsed = try MailAddress(text)
        #expect(parsed.name == name)
        #expect(parsed.address == address)
    }

    @Test(arguments: [
        "", "@", "ops", "ops@", "@example.org", "ops@@example.org", "ops@example..org", "ops@-example.org",
        ".ops@example.org", "ops.@example.org", "o ps@example.org", "ops@exam ple.org",
        "ops@example.org, b@example.org",
        "ops@example.org\r\nBcc: all@example.org", "ops@example.org\u{0}", "ops@example.org>\r\nRCPT TO:<b@example.org",
        "ops@bü cher.example", "grüße@example.org", "ops@[1.2.3.4", "ops@[]", "ops@[a\r\nb]", "<ops@example.org",
        "a <b <c@example.org>> <d@ example.org>",
    ])
    func `what is not one mailbox is refused`(text: String) {
        #expect(throws: MailError.self) { try MailAddress(text) }
    }

    @Test func `the longest address has 64 octets before the at sign and 254 in all`() throws {
        let domain = Array(repeating: String(repeating: "d", count: 46), count: 4).joined(separator: ".")
        let local = String(repeating: "l", count: 64)
        #expect(throws: Never.self) { try MailAddress("\(local)@\(domain)") }
        #expect(throws: MailError.self) { try MailAddress("\(local)l@\(domain)") }
        #expect(throws: MailError.self) { try MailAddress("\(local)@\(domain).dddddddddd") }
    }
}
