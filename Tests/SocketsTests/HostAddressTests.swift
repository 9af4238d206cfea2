import Testing

@testable import Sockets

@Suite struct HostAddressTests {
    @Test(arguments: [
        ("10.0.0.7", "10.0.0.7"),
        (" 192.168.1.254\n", "192.168.1.254"),
        ("127.0.0.1", "127.0.0.1"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::1", "::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8::1%eth0", "2001:db8::1"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("fe80::1%eth0", "fe80::1%eth0"),
        ("FE80::1%25br-lan.5", "fe80::1%br-lan.5"),
        ("10.0.0.7.", "10.0.0.7"),
        ("\u{FEFF}10.0.0.7\u{200B}", "10.0.0.7"),
        ("１０.0.0.7", "10.0.0.7"),
        ("a_b", "a_b"),
        ("_cam._tcp.example.com.", "_cam._tcp.example.com."),
        ("sw1-", "sw1-"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("bu\u{308}cher。example", "xn--bcher-kva.example"),
        ("XN--bcher-kva.example", "XN--bcher-kva.example"),
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
        "", "  ", "999.1.1.1", "1.2.3", "1.2.3.4.5", "10.0.0.256", "010.0.0.1", "10.0.0.1..", "10..0.1", "12345",
        "0x7f.1", "0x7f000001", "0X7F000001.", "０x7f000001", "127.1",
        "host.123", "http://10.0.0.1", "10.0.0.1/24", "10.0.0.1:161", "a b", "a\u{0}b", "a\nb", "-a", "a..b", "a.-b",
        ".", "a..", "user@host",
        ".a",
        "::g", "1::2::3", ":::", "[::1", "[host]", "[::1]:161", "fe80::1", "fe80::1%", "fe80::1%a b",
        "a\u{200D}b.example",
        "bü:cher", "bü/cher", "bü cher", "bü%41cher",
        "2001:db8::1/64",
        String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "a", "10.0.0.1 or 1=1",
    ])
    func `what is neither is refused`(text: String) {
        #expect(throws: HostAddressError.self) { try HostAddress(parsing: text) }
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "255.255.255.255", "::", "ff02::1", "ff02::1%eth0",
        "::ffff:224.0.0.1", "::ffff:255.255.255.255",
    ])
    func `an address of many or of none is not a device's`(text: String) {
        #expect(throws: HostAddressError("Is not the address of a single device")) { try HostAddress(parsing: text) }
    }

    @Test(arguments: [
        ("http://10.0.0.1", "Must be an address or a name alone, not a URL"),
        ("10.0.0.1:161", "Must be an address or a name alone, without a port"),
        ("[2001:db8::1]:554", "Must be an address or a name alone, without a port"),
        ("10.0.0.0/24", "Must be the address of a single device, without a / and what follows it"),
        ("fe80::1", "Is link-local: name the interface too, as in fe80::1%eth0"),
    ])
    func `what is often pasted instead of a host is named`(text: String, sentence: String) {
        #expect(throws: HostAddressError(sentence)) { try HostAddress(parsing: text) }
    }
}
