import Testing

@testable import ICMP

@Suite struct ArrivalClockTests {
    private var clock = ArrivalClock(monotonic: MonotonicTime(nanoseconds: 5000), wall: 1_000_005_000)
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

    /// The echo took 50 ms; it left at 0 and was stamped before the wall clock was set.
    @Test(arguments: [-30_000_000, -1_000_000, -200_000, 200_000, 1_000_000, 30_000_000, 3_600_000_000_000])
    mutating func `no stamp from before the wall clock was set is believed, in this look and the next`(
        step: Int64
    ) {
        let (left, read) = (MonotonicTime(nanoseconds: 0), MonotonicTime(nanoseconds: 90_000_000))
        let stamp: Int64 = 1_050_000_000
        clock.look(monotonic: read, wall: 1_090_000_000 + step)
        #expect(clock.roundTrip(sentAt: left, stamp: stamp, readAt: read) == 90_000_000)
        // Another batch of the same queue.
        clock.look(monotonic: read + 50_000, wall: 1_090_050_000 + step)
        #expect(clock.roundTrip(sentAt: left, stamp: stamp, readAt: read + 50_000) == 90_050_000)
        // What came since.
        let next = read + 10_000_000
        clock.look(monotonic: next, wall: 1_100_000_000 + step)
        #expect(clock.roundTrip(sentAt: read, stamp: 1_095_000_000 + step, readAt: next) == 5_000_000)
    }

    @Test mutating func `a wall clock that is merely hastened is believed`() {
        let day: Int64 = 86_400_000_000_000
        let read = MonotonicTime(nanoseconds: day)
        clock.look(monotonic: read, wall: 1_000_000_000 + day + day / 2500)
        let stamp = 1_000_000_000 + day + day / 2500 - 300
        #expect(clock.roundTrip(sentAt: MonotonicTime(nanoseconds: day - 1000), stamp: stamp, readAt: read) == 700)
    }
}
