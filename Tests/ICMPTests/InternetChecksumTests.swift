import Testing

@testable import ICMP

@Suite struct InternetChecksumTests {
    private func checksum(_ bytes: [UInt8]) -> UInt16 { internetChecksum(bytes.span) }

    @Test func `the example of RFC 1071 sums to its checksum`() {
        let bytes: [UInt8] = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]
        #expect(checksum(bytes) == ~0xddf2)
    }

    @Test func `an odd last byte counts as the upper half of a word`() {
        let bytes: [UInt8] = [0x01, 0x02, 0x03]
        #expect(checksum(bytes) == ~0x0402)
    }

    @Test func `a packet with its own right checksum sums to nothing`() {
        // An IPv4 header with the checksum b861.
        let header: [UInt8] = [
            0x45, 0x00, 0x00, 0x73, 0x00, 0x00, 0x40, 0x00, 0x40, 0x11, 0xb8, 0x61, 0xc0, 0xa8, 0x00, 0x01, 0xc0, 0xa8,
            0x00, 0xc7,
        ]
        #expect(checksum(header) == 0)
    }

    @Test(arguments: [(0, 0xffff), (1, 0x00ff), (2, 0x0000), (65_535, 0x00ff), (1_000_000, 0x0000)])
    func `it takes any length`(length: Int, sum: UInt16) {
        let bytes = [UInt8](repeating: 0xff, count: length)
        #expect(checksum(bytes) == sum)
    }
}
