import Testing

@testable import ICMP

@Suite struct SequenceLogTests {
    @Test func `a number stands for the last echo that used it`() {
        var log = SequenceLog()
        #expect(log[0] == nil)
        for ping in 0..<UInt64(65_537) {
            let number = log.number(Flight(ping: ping, echo: 2))
            #expect(number == UInt16(truncatingIfNeeded: ping))
        }
        #expect(log[0] == Flight(ping: 65_536, echo: 2))
        #expect(log[1] == Flight(ping: 1, echo: 2))
    }
}
