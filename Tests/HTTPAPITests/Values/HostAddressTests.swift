import Testing

@testable import HTTPAPI

@Suite struct HostAddressTests {
    @Test(arguments: [
        ("10.0.0.7", "10.0.0.7"),
        (" 192.168.1.254\n", "192.168.1.254"),
        ("127.0.0.1", "127.0.0.1"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::1", "::1"),
        ("::ffff:10.0.0.7", "::ffff:10.0.0.7"),
        ("fe80::1%eth0", "fe80::1%eth0"),
        ("switch-1", "switch-1"),
        ("Core.Example.com", "Core.Example.com"),
        ("3com.example", "3com.example"),
        (String(repeating: "a", count: 63), String(repeating: "a", count: 63)),
    ])
    func `an address or a host name is taken, and one IPv6 address has one spelling`(given: String, kept: String) throws
    {
        #expect(try HostAddress(parsing: given).text == kept)
    }

    @Test(arguments: [
        "", "  ", "999.1.1.1", "1.2.3", "1.2.3.4.5", "10.0.0.256", "010.0.0.1", "10.0.0.1.", "10..0.1", "12345",
        "0x7f.1",
        "host.123", "http://10.0.0.1", "10.0.0.1/24", "10.0.0.1:161", "a b", "a\u{0}b", "a\nb", "-a", "a-", "a..b",
        ".a",
        "a_b", "bücher.example", "１０.0.0.1", "::g", "1::2::3", ":::", "[::1]", "fe80::1%", "fe80::1%a b",
        "2001:db8::1/64",
        String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "a", "10.0.0.1 or 1=1",
    ])
    func `what is neither is refused`(text: String) {
        #expect(throws: InvalidValue.self) { try HostAddress(parsing: text) }
    }

    @Test(arguments: ["0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "255.255.255.255", "::", "ff02::1"])
    func `an address of many or of none is not a device's`(text: String) {
        #expect(throws: InvalidValue("Is not the address of a single device")) { try HostAddress(parsing: text) }
    }
}
