import Testing

@testable import ICMP

@Suite struct IPv4HeaderTests {
    private func size(first: UInt8, length: Int) -> Int? {
        let packet = [first] + [UInt8](repeating: 0, count: length - 1)
        return IPv4Header.size(packet.span)
    }

    @Test func `the message begins after the header and its options`() {
        #expect(size(first: 0x45, length: 84) == 20)
        #expect(size(first: 0x4f, length: 124) == 60)
    }

    @Test(arguments: [(0x45, 19), (0x45, 20), (0x4f, 60), (0x44, 84), (0x40, 84), (0x65, 84), (0x05, 84)])
    func `what is no header with a message after it is none`(first: UInt8, length: Int) {
        #expect(size(first: first, length: length) == nil)
    }
}
