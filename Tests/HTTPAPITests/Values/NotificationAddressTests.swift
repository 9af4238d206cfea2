import Testing

@testable import HTTPAPI

@Suite struct NotificationAddressTests {
    @Test(arguments: [
        "ops@example.com", "first.last+tag@sub.example.co.uk", "o'hara@example.com", "root@localhost",
        "ops@bücher.example",
    ])
    func `a mailbox is taken`(text: String) {
        #expect(Mailbox.isDeliverable(text))
    }

    @Test(arguments: [
        "", "ops", "@example.com", "ops@", "a@b@c", "a..b@example.com", ".a@example.com", "a b@example.com",
        "a@exa mple.com", "a@ example.com",
        "a@example.com\u{A0}", "a@example.com\r\nBcc: x@example.com", "Ops <ops@example.com>", "a,b@example.com",
        "a@10.0.0.7", "a@a_b.example", "a@example.com.", "a@-b", "jürgen@example.com",
        String(repeating: "a", count: 65) + "@example.com",
    ])
    func `what could end up as another recipient or header is refused`(text: String) {
        #expect(!Mailbox.isDeliverable(text))
    }

    @Test(arguments: ["https://hooks.slack.com/services/T0/B0/x", "https://chat.example.com:8443/hook?token=1"])
    func `an https webhook is taken`(text: String) throws {
        #expect(try WebhookURL.parse(text) == text)
    }

    @Test(arguments: [
        "", "http://hooks.example.com/x", "http://127.0.0.1.example/x", "http://10.0.0.7/x", "https://", "https:///x",
        "https://u:p@hooks.example.com/", "https://a b/",
        "https://hooks.example.com:99999/", "https://hooks.example.com/\r\nX: y", "ftp://hooks.example.com/",
        "https://@/",
    ])
    func `what is no https webhook is refused`(text: String) {
        #expect(throws: InvalidValue.self) { try WebhookURL.parse(text) }
    }
}
