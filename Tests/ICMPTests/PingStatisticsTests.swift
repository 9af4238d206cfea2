import ICMP
import Testing

@Suite struct PingStatisticsTests {
    @Test func `three answers of four give loss, the times and the jitter between neighbours`() {
        let statistics = PingStatistics(
            roundTrips: [.milliseconds(10), .milliseconds(14), nil, .milliseconds(6)], duplicates: 1)
        #expect(statistics.sent == 4)
        #expect(statistics.received == 3)
        #expect(statistics.duplicates == 1)
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
    }

    @Test func `silence is a loss of all and has no times`() {
        let statistics = PingStatistics(roundTrips: [nil, nil, nil])
        #expect(statistics.loss == 1)
        #expect(statistics.received == 0)
        #expect(statistics.minimum == nil)
        #expect(statistics.average == nil)
        #expect(statistics.maximum == nil)
        #expect(statistics.jitter == nil)
    }

    @Test func `nothing sent is no loss`() {
        #expect(PingStatistics(roundTrips: []).loss == 0)
    }
}
