import Testing

@testable import Sockets

@Suite struct IPNetworkTests {
    static let containing: [(network: String, address: String)] = [
        ("10.0.0.0/8", "10.255.255.255"), ("10.1.2.3/8", "10.0.0.0"), ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7/32", "192.0.2.7"), ("0.0.0.0/0", "203.0.113.9"), ("10.0.0.0/8", "::ffff:10.0.0.7"),
        ("::ffff:10.0.0.0/104", "10.0.0.7"), ("fd00::/8", "fdff::1"), ("::1", "::1"), ("::/0", "2001:db8::1"),
        ("2001:DB8::/33", "2001:db8:7fff::1"), ("192.0.2.128/25", "192.0.2.128"),
    ]

    @Test(arguments: containing) func `a network contains its addresses in either spelling`(
        network: String, address: String
    ) throws {
        let address = try #require(IPAddress(address))
        #expect(IPNetwork(network)?.contains(address) == true)
    }

    static let others: [(network: String, address: String)] = [
        ("10.0.0.0/8", "11.0.0.0"), ("192.0.2.7", "192.0.2.6"), ("192.0.2.128/25", "192.0.2.127"),
        ("0.0.0.0/0", "::1"), ("::/0", "10.0.0.1"), ("fd00::/8", "fe80::1"), ("2001:db8::/33", "2001:db8:8000::1"),
        ("127.0.0.1", "::1"), ("::/96", "0.0.0.1"),
    ]

    @Test(arguments: others) func `a network contains no other address, and none of the other version`(
        network: String, address: String
    ) throws {
        let address = try #require(IPAddress(address))
        #expect(IPNetwork(network)?.contains(address) == false)
    }

    static let noNetworks = [
        "", "10.0.0.0/", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0/8", "10", "010.0.0.1", "::1/129",
        "10.0.0.0/8/8", "localhost", "fe80::1%eth0", "[::1]", "10.0.0.0/ 8", "10.0.0.0/\u{0}8", "10.0.0.1\u{0}",
        "10.0.0.0/0008", "10.0.0.0/٨",
    ]

    @Test(arguments: noNetworks) func `what is no network is not taken for one`(text: String) {
        #expect(IPNetwork(text) == nil)
    }

    static let spellings = [
        ("::ffff:10.0.0.7", "10.0.0.7"), ("2001:DB8:0:0::1", "2001:db8::1"), ("::", "::"), ("0.0.0.0", "0.0.0.0"),
        ("::ffff:ffff", "::255.255.255.255"), ("255.255.255.255", "255.255.255.255"),
    ]

    @Test(arguments: spellings) func `an address has one spelling`(written: String, shown: String) throws {
        #expect(IPAddress(written)?.description == shown)
    }
}
