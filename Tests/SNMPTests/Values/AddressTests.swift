import Testing

@testable import SNMP

struct AddressTests {
    @Test(arguments: [
        ([10, 0, 0, 7] as [UInt8], nil as InetAddress.Kind?, "10.0.0.7"), ([10, 0, 0, 7], .ipv6, "10.0.0.7"),
        ([0xFE, 0x80] + Array(repeating: 0, count: 13) + [1], .ipv6, "fe80::1"),
        ([0xFE, 0x80] + Array(repeating: 0, count: 13) + [1, 0, 0, 0, 2], .ipv6z, "fe80::1%2"),
        ([10, 0, 0, 7, 0, 0, 1, 0], nil, "10.0.0.7%256"), (Array("host-7.example".utf8), .dns, "host-7.example"),
        (Array("core".utf8), .dns, "core"),
    ])
    func `bytes are an address`(bytes: [UInt8], kind: InetAddress.Kind?, text: String) {
        #expect(InetAddress(OctetString(bytes), kind: kind)?.description == text)
    }

    @Test(arguments: [[], [0, 1, 2], Array("not a host".utf8), Array(repeating: 0x61, count: 256)] as [[UInt8]])
    func `bytes of another number are none`(bytes: [UInt8]) {
        #expect(InetAddress(OctetString(bytes)) == nil)
    }

    @Test func `values of both types are addresses`() {
        #expect(SNMPValue.ipAddress(OctetString([10, 0, 0, 7])).address?.description == "10.0.0.7")
        #expect(SNMPValue.ipAddress("").address == nil)
        #expect(SNMPValue.octetString(OctetString([10, 0, 0, 7])).address?.kind == .ipv4)
        #expect(SNMPValue.integer(7).address == nil)
    }

    @Test(arguments: [
        OctetString([0, 0x1B, 0x21, 0x0A, 0xFF, 2]), "00:1B:21:0A:FF:02", "0:1b:21:a:ff:2", "00-1b-21-0a-ff-02",
        "001b.210a.ff02", "001B210AFF02", "00 1b 21 0a ff 02\0",
    ])
    func `a MAC address may be bytes or text`(string: OctetString) {
        #expect(MACAddress(string)?.description == "00:1b:21:0a:ff:02")
    }

    @Test(arguments: [
        "", "GigabitEther", "00:1B:21:0A:FF", "0x1b.210a.ff02", "+01b210aff02", "001b210aff0", "10.20.30.400",
    ])
    func `other text is none`(text: String) {
        #expect(MACAddress(OctetString(text.utf8)) == nil)
    }

    @Test func `bits count from the highest of the first byte`() {
        let string = OctetString([0x80, 0x01])
        #expect(string.bits == [0, 15])
        #expect(string.hasBit(0))
        #expect(string.hasBit(15))
        #expect(!string.hasBit(1))
        #expect(!string.hasBit(16))
        #expect(!string.hasBit(-1))
        #expect(OctetString([UInt8]()).bits == [])
    }
}
