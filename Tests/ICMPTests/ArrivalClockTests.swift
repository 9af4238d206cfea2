import Testing

@testable import ICMP

@Suite struct ArrivalClockTests {
    private let clock = ArrivalClock(monotonic: MonotonicTime(nanoseconds: 5000), wall: 1_000_005_000)
    private let sent = MonotonicTime(nanoseconds: 4000)

    @Test func `the kernel's time of arrival ends the round trip, however late it is read`() {
        let roundTrip = clock.roundTrip(
            sentAt: sent, stamp: 1_000_004_700, readAt: MonotonicTime(nanoseconds: 900_000))
        #expect(roundTrip == 700)
    }

    @Test(arguments: [0, 1_000_003_999, 1_000_006_001, .min, .max])
    func `a stamp that cannot be true is not believed`(stamp: Int64) {
        #expect(clock.roundTrip(sentAt: sent, stamp: stamp, readAt: MonotonicTime(nanoseconds: 6000)) == 2000)
    }
}
