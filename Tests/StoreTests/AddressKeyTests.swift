import Testing

@testable import Store

struct AddressKeyTests {
    @Test(arguments: [
        ["2001:db8::1", "2001:DB8::1", "2001:0db8:0:0:0:0:0:1", "2001:db8:0::1"], ["fe80::1%eth0", "FE80::1%eth0"],
        ["core.example.com", "CORE.Example.com", "core.example.com."], ["10.0.0.1", "::ffff:10.0.0.1", "::ffff:a00:1"],
    ])
    func `ways of writing one address are equal`(ways: [String]) {
        #expect(Set(ways.map { AddressKey($0).text }).count == 1)
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.2"), ("fe80::1%eth0", "fe80::1%eth1"), ("fe80::1", "fe80::1%eth0"), ("a", "b"),
        ("10.0.0.1", "10.0.0.1.example.com"), ("::1", "::2"), ("10.0.0.1", "010.0.0.1"),
    ])
    func `different addresses are not`(first: String, second: String) {
        #expect(AddressKey(first).text != AddressKey(second).text)
    }

    @Test func `their order is the order of addresses`() {
        let ordered = [
            "9.0.0.1", "10.0.0.2", "10.0.0.10", "192.168.0.1", "::1", "2001:db8::9", "2001:db8::10", "a.b", "b.a",
        ]
        #expect(ordered.shuffled().sorted { AddressKey($0).text < AddressKey($1).text } == ordered)
    }

    @Test func `with a port, the order of addresses comes first`() {
        let ordered = [("a", 99), ("a", 161), ("a", 1161), ("a-b", 1), ("a.b", 1), ("a1", 1)]
        #expect(
            ordered.shuffled().sorted { AddressKey($0.0, port: $0.1).text < AddressKey($1.0, port: $1.1).text }
                .map(\.0) == ordered.map(\.0))
    }

    @Test(arguments: ["", ".", "%", "%eth0", "1.2.3", "::ffff:", "a%b", "\0", "10.0.0.1\0x"])
    func `what is no address is a name`(text: String) {
        #expect(AddressKey(text).text.hasPrefix("n."))
    }
}
