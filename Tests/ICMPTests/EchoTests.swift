import Testing

@testable import ICMP

@Suite struct EchoTests {
    private func time(_ nanoseconds: Int64) -> MonotonicTime { MonotonicTime(nanoseconds: nanoseconds) }

    @Test func `an echo takes eight bytes`() {
        #expect(MemoryLayout<Echo>.size == 8)
    }

    @Test(arguments: [0, 1, 999_999_999, 7_200_000_000_000])
    func `a round trip of up to two hours is kept to the nanosecond`(nanoseconds: Int64) {
        #expect(Echo.answered(nanoseconds, hopLimit: 255).roundTrip == nanoseconds)
        #expect(Echo.late(nanoseconds).roundTrip == nanoseconds)
        #expect(Echo.late(nanoseconds).state == .late)
        #expect(Echo.answered(nanoseconds, hopLimit: 255).hopLimit == 255)
    }

    /// Days after the start of the system, as well as at its first moment.
    @Test(arguments: [0, 1 << 45 - 1, 1 << 45, 8_640_000_000_000_000])
    func `a waiting echo knows when it left, for hours`(departure: Int64) {
        let echo = Echo.waiting(since: time(departure))
        let hours: Int64 = 3 * 3_600_000_000_000
        #expect(echo.hasLeft(by: time(departure)))
        #expect(echo.hasLeft(by: time(departure + hours)))
        #expect(!echo.hasLeft(by: time(departure - 1)))
        #expect(!echo.hasLeft(by: time(departure - hours)))
        #expect(echo.departure(before: time(departure + hours)) == time(departure))
    }
}
