import Probes
import Testing

@Suite struct DeviceTextTests {
    @Test(arguments: [
        ("core-1", "core-1"), ("  a\r\n\tb  ", "a b"), ("a\u{0}b\u{1B}[31mc", "ab[31mc"), ("\u{202E}evil", "evil"),
        ("Züri 3", "Züri 3"), ("\u{FEFF}x\u{200B}y", "xy"), ("a\u{2028}b", "a b"),
    ])
    func `control characters and those that turn text round are dropped`(raw: String, text: String) {
        #expect(DeviceText(raw)?.text == text)
    }

    @Test(arguments: ["", " \n", "\u{0}\u{7}", "\u{202E}"])
    func `nothing is left of nothing`(raw: String) {
        #expect(DeviceText(raw) == nil)
    }

    @Test func `a text is as long as is allowed and no longer`() {
        #expect(DeviceText(String(repeating: "x", count: 5000))?.text.count == 255)
        #expect(DeviceText(String(repeating: "x", count: 5000), atMost: DeviceText.long)?.text.count == 1024)
    }
}
