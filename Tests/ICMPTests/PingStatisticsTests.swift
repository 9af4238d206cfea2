import Testing

@testable import ICMP

@Suite struct PingStatisticsTests {
    private func statistics(_ echoes: [Echo]) -> PingStatistics { PingStatistics(EchoList(echoes)) }

    /// Echoes answered after so many milliseconds; `nil` was lost.
    private func statistics(milliseconds: [Int64?]) -> PingStatistics {
        statistics(milliseconds.map { $0.map { .answered($0 * 1_000_000) } ?? .lost })
    }

    @Test func `three answers of four give loss, the times and the jitter between neighbours`() {
        let statistics = PingStatistics(roundTrips: [.milliseconds(10), .milliseconds(14), nil, .milliseconds(6)])
        #expect(statistics.sent == 4)
        #expect(statistics.received == 3)
        #expect(statistics.lost == 1)
        #expect(statistics.loss == 0.25)
        #expect(statistics.minimum == .milliseconds(6))
        #expect(statistics.average == .milliseconds(10))
        #expect(statistics.maximum == .milliseconds(14))
        // |14 - 10| and |6 - 14|
        #expect(statistics.jitter == .milliseconds(6))
    }

    @Test func `one answer has times and no jitter`() {
        let statistics = PingStatistics(roundTrips: [nil, .microseconds(50), nil])
        #expect(statistics.average == .microseconds(50))
        #expect(statistics.minimum == statistics.maximum)
        #expect(statistics.jitter == nil)
        #expect(statistics.smoothedJitter == nil)
        #expect(statistics.percentile99 == .microseconds(50))
    }

    @Test func `silence is a loss of all and has no times`() {
        let statistics = PingStatistics(roundTrips: [nil, nil, nil])
        #expect(statistics.loss == 1)
        #expect(statistics.received == 0)
        #expect(statistics.minimum == nil)
        #expect(statistics.average == nil)
        #expect(statistics.maximum == nil)
        #expect(statistics.jitter == nil)
        #expect(statistics.median == nil)
        #expect(statistics.hopLimit == nil)
    }

    @Test func `nothing sent is no loss`() {
        #expect(PingStatistics(roundTrips: []).loss == 0)
    }

    @Test func `late answers are sent, not lost, and move no times`() {
        let statistics = statistics([.answered(1_000_000), .late(5_000_000_000), .lost, .answered(3_000_000)])
        #expect(statistics.sent == 4)
        #expect(statistics.received == 2)
        #expect(statistics.late == 1)
        #expect(statistics.lost == 1)
        #expect(statistics.loss == 0.25)
        #expect(statistics.maximum == .milliseconds(3))
        #expect(statistics.jitter == .milliseconds(2))
    }

    @Test func `echoes of which nobody knows are not counted as sent`() {
        let statistics = statistics([.unknown, .notSent, .lost, .answered(7)])
        #expect(statistics.sent == 2)
        #expect(statistics.loss == 0.5)
        #expect(
            statistics.outcomes == [.unknown, .notSent, .lost, .answered(roundTrip: .nanoseconds(7), hopLimit: nil)])
    }

    /// The smoothed jitter of 10, 20, 10, 20 ms by hand: J += (10 − J) / 16, three times from 0.
    @Test func `the smoothed jitter is that of RFC 3550`() {
        let statistics = statistics(milliseconds: [10, 20, 10, 20])
        #expect(statistics.jitter == .milliseconds(10))
        let byHand = 10e6 * (1 - 15.0 * 15 * 15 / (16 * 16 * 16))
        #expect(statistics.smoothedJitter == .nanoseconds(Int64(byHand.rounded())))
    }

    @Test(arguments: [
        (0.0, 1), (1, 1), (50, 50), (50.5, 51), (95, 95), (99, 99), (99.1, 100), (100, 100),
    ])
    func `of a hundred round trips each percentile is the one of that rank`(percent: Double, milliseconds: Int) {
        let statistics = statistics(milliseconds: (1...100).reversed().map { Int64($0) })
        #expect(statistics.percentile(percent) == .milliseconds(milliseconds))
    }

    @Test func `of three round trips the high percentiles are the longest one`() {
        let statistics = statistics(milliseconds: [30, nil, 10, 20])
        #expect(statistics.median == .milliseconds(20))
        #expect(statistics.percentile95 == .milliseconds(30))
        #expect(statistics.percentile99 == .milliseconds(30))
        #expect(statistics.percentile(100.1) == nil)
        #expect(statistics.percentile(-1) == nil)
        #expect(statistics.percentile(.nan) == nil)
    }

    @Test func `the same loss tells bursts from single losses`() {
        #expect(statistics(milliseconds: [nil, 1, nil, 1, 1, nil]).lossBursts == [1, 1, 1])
        #expect(statistics(milliseconds: [1, 1, nil, nil, nil, 1]).lossBursts == [3])
        #expect(statistics(milliseconds: [1, 1, nil, nil, nil, 1]).longestLossBurst == 3)
        #expect(statistics(milliseconds: [1]).longestLossBurst == 0)
    }

    @Test func `a burst goes on over an echo of which nobody knows, and ends with a late answer`() {
        #expect(statistics([.lost, .unknown, .lost, .late(9), .lost]).lossBursts == [2, 1])
    }

    @Test func `a change of the way back shows in the hop limit`() {
        let echoes: [Echo] = [64, 64, 63, 0, 63, 64].map { .answered(1, hopLimit: $0) }
        #expect(statistics(echoes).hopLimit == 64)
        #expect(statistics(echoes).hopLimitChanges == 2)
    }

    @Test func `duplicates of all echoes are summed, each up to 255`() {
        var echo = Echo.answered(5, hopLimit: 60)
        for _ in 0..<300 { echo = echo.withDuplicate }
        #expect(statistics([echo, .answered(6).withDuplicate]).duplicates == 256)
        #expect(echo.roundTrip == 5)
        #expect(echo.hopLimit == 60)
        #expect(echo.state == .answered)
    }
}
