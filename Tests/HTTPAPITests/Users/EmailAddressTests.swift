import Testing

@testable import HTTPAPI

@Suite struct EmailAddressTests {
    @Test(arguments: [
        "a@b", "admin@localhost", "a.b+c@example.org", "o'neil@sub.example.co.uk", "jörg@bücher.example", "1@2.3",
    ])
    func `plausible ones are taken`(address: String) { #expect(EmailAddress.isPlausible(address)) }

    static let implausible = [
        "", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b,c", "a@b;c@d", "<a@b>", "a\"b@c", "a@b..c", "a..b@c",
        ".a@b", "a.@b",
        "a@.b", "a@b.", "a@b\r\nBcc: x@y", "a@b\u{0}", "\(String(repeating: "a", count: 65))@b", "a@[127.0.0.1]",
    ]

    @Test(arguments: implausible) func `what would break a header is not`(address: String) {
        #expect(!EmailAddress.isPlausible(address))
    }
}
