import Testing

@testable import ICMP

@Suite struct SequenceLogTests {
    @Test func `a number stands for the last ping that used it`() {
        var log = SequenceLog()
        #expect(log[0] == nil)
        for ping in 0..<UInt64(65_537) {
            let number = log.number(PingID(rawValue: ping))
            #expect(number == UInt16(truncatingIfNeeded: ping))
        }
        #expect(log[0] == PingID(rawValue: 65_536))
        #expect(log[1] == PingID(rawValue: 1))
    }
}
