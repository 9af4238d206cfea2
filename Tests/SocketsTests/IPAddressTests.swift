import Testing

@testable import Sockets

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("::1", "::1"), ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("fe80::1%3", "fe80::1%3"), ("fe80::1%lo", "fe80::1%1"),
    ])
    func `an address is read and written in its usual form`(text: String, usual: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == usual)
        #expect(IPAddress(address.description) == address)
        #expect(IPAddress(bytes: address.bytes, scope: address.scope) == address)
    }

    @Test(arguments: [
        "", "192.0.2", "192.0.2.256", "192.0.2.1 ", "switch.example", ":::", "fe80::1%", "fe80::1%0", "fe80::1%nowhere",
        "192.0.2.1%1", "192.0.2.1\0", "::1\0", "fe80::1%1\0", "%", "%%",
    ])
    func `what is no address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: ["0.0.0.0", "224.0.0.1", "239.255.255.250", "255.255.255.255", "::", "ff02::1", "ff02::1%1"])
    func `an address of many hosts or of none is not that of a single one`(text: String) throws {
        #expect(try #require(IPAddress(text)).isSingleHost == false)
    }

    @Test func `only 4 or 16 bytes are an address`() {
        for count in 0..<20 {
            #expect((IPAddress(bytes: [UInt8](repeating: 1, count: count)) != nil) == (count == 4 || count == 16))
        }
    }
}
