import Testing

@testable import ICMP

@Suite struct SendPaceTests {
    private func departures(_ pace: inout SendPace, at milliseconds: Int64) -> Int {
        let now = MonotonicTime(nanoseconds: milliseconds * 1_000_000)
        var count = 0
        while pace.next <= now {
            pace.sent(at: now)
            count += 1
        }
        return count
    }

    @Test func `a burst leaves at once, then one an interval`() {
        var pace = SendPace(rate: 1000, burst: 32)
        #expect(departures(&pace, at: 5000) == 32)
        #expect(departures(&pace, at: 5000) == 0)
        #expect(departures(&pace, at: 5001) == 1)
        #expect(departures(&pace, at: 5004) == 3)
    }

    @Test func `a pause earns one more burst and not two`() {
        var pace = SendPace(rate: 1000, burst: 32)
        #expect(departures(&pace, at: 5000) == 32)
        #expect(departures(&pace, at: 60_000) == 32)
    }
}
