import Testing

@testable import ICMP

/// Times in these transcripts are milliseconds. A watch sends an echo every 100 ms, each with 250 ms to be answered.
@Suite struct PingWatchTests {
    private var table = PingTable<String>()
    private var id = PingID(slot: 0, generation: 0)
    private let target = IPAddress(family: .v4, high: 0xc000_0201 << 32, low: 0, scope: 0)

    private func time(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: milliseconds * 1_000_000)
    }

    private mutating func begin(window: Int = 5, delay: Int64 = 0) throws {
        let request = try PingRequest(
            target: target, interval: .milliseconds(100), timeout: .milliseconds(250), window: window)
        id = table.begin(request, for: "watch", at: time(0), delay: delay * 1_000_000)
    }

    /// What the table has to tell at a moment, and which echoes leave then.
    private mutating func run(at now: Int64) -> (seen: [PingObservation], sent: [UInt64]) {
        var seen: [PingObservation] = []
        while case .echo(_, let observation)? = table.advance(to: time(now)) { seen.append(observation) }
        var sent: [UInt64] = []
        while case .send(let flight, _)? = table.nextDeparture(at: time(now)) {
            table.sent(flight, at: time(now))
            sent.append(flight.echo)
        }
        return (seen, sent)
    }

    private mutating func answer(_ echo: UInt64, after milliseconds: Int64, hopLimit: UInt8 = 64) -> PingObservation? {
        let arrival = table.received(
            Flight(ping: id, echo: echo), roundTrip: milliseconds * 1_000_000, hopLimit: hopLimit)
        guard case .told(.echo("watch", let observation)) = arrival else { return nil }
        return observation
    }

    @Test mutating func `each answer is told at once, with the window so far`() throws {
        try begin()
        #expect(run(at: 0).sent == [0])
        let firstSeen = answer(0, after: 7)
        let first = try #require(firstSeen)
        #expect(first.outcome == .answered(roundTrip: .milliseconds(7), hopLimit: 64))
        #expect(first.window.sent == 1)
        #expect(run(at: 99).sent == [])
        #expect(run(at: 100).sent == [1])
        let secondSeen = answer(1, after: 9)
        let second = try #require(secondSeen)
        #expect(second.echo == 1)
        #expect(second.window.sent == 2)
        #expect(second.window.jitter == .milliseconds(2))
    }

    @Test mutating func `silence is told when the time of an echo is over, while others are out`() throws {
        try begin()
        for now in [Int64(0), 100, 200] { #expect(run(at: now).seen == []) }
        #expect(run(at: 249).seen == [])
        let seen = run(at: 250).seen
        #expect(seen.map(\.echo) == [0])
        #expect(seen.first?.outcome == .lost)
        #expect(seen.first?.window.sent == 1)
        #expect(seen.first?.window.loss == 1)
    }

    @Test mutating func `a late answer takes the loss back, in the window too`() throws {
        try begin()
        for now in [Int64(0), 100, 200] { _ = run(at: now) }
        #expect(run(at: 250).seen.first?.window.lost == 1)
        let lateSeen = answer(0, after: 280)
        let late = try #require(lateSeen)
        #expect(late.outcome == .late(roundTrip: .milliseconds(280), hopLimit: 64))
        #expect(late.window.lost == 0)
        #expect(late.window.late == 1)
        #expect(answer(0, after: 290) == nil)
        #expect(answer(1, after: 200)?.window.duplicates == 1)
        #expect(answer(2, after: 501) == nil)
    }

    @Test mutating func `answers out of order are told as they come and judged in the order they were sent`() throws {
        try begin()
        for now in [Int64(0), 100, 200] { _ = run(at: now) }
        _ = answer(2, after: 10)
        _ = answer(0, after: 230)
        let lastSeen = answer(1, after: 140)
        let last = try #require(lastSeen)
        #expect(last.echo == 1)
        #expect(
            last.window.outcomes.compactMap(\.roundTrip) == [.milliseconds(230), .milliseconds(140), .milliseconds(10)])
        #expect(last.window.jitter == .milliseconds(110))
    }

    @Test mutating func `the window holds the latest echoes, without an end`() throws {
        try begin(window: 5)
        var last: PingObservation?
        for echo in UInt64(0)..<1000 {
            #expect(run(at: Int64(echo) * 100).sent == [echo])
            // One in ten is lost.
            last = echo % 10 == 3 ? last : answer(echo, after: Int64(echo % 50), hopLimit: echo < 998 ? 64 : 63)
        }
        let window = try #require(last).window
        #expect(window.received == 5)
        #expect(window.outcomes.compactMap(\.roundTrip) == (45...49).map { .milliseconds($0) })
        #expect(window.hopLimitChanges == 1)
        #expect(window.hopLimit == 63)
    }

    @Test mutating func `a stall leaves echoes out and keeps the beat`() throws {
        try begin(delay: 30)
        #expect(run(at: 29).sent == [])
        #expect(run(at: 30).sent == [0])
        _ = answer(0, after: 1)
        #expect(run(at: 335).sent == [])
        #expect(run(at: 345).sent == [])
        // Three beats have passed: the echo that was due was left out, and the next keeps the beat.
        #expect(run(at: 430).sent == [2])
    }

    @Test mutating func `a report of the network is told with the echoes it is about, and forgotten with them`() throws
    {
        try begin(window: 3)
        let report = Unreachable(type: 3, code: 1, family: .v4, reporter: nil)
        _ = run(at: 0)
        table.unreachable(id, 0, report, from: target)
        for now in [Int64(100), 200] { _ = run(at: now) }
        #expect(run(at: 250).seen.first?.window.unreachable == report)
        for echo in UInt64(1)...4 {
            if echo > 2 { _ = run(at: Int64(echo) * 100) }
            let seen = answer(echo, after: 5)
            #expect((seen?.window.unreachable == nil) == (echo > 2))
        }
    }

    @Test mutating func `replies that this host threw away are no loss`() throws {
        try begin()
        _ = run(at: 0)
        table.repliesWereLost(at: time(10))
        _ = run(at: 100)
        _ = run(at: 200)
        #expect(run(at: 250).seen.map(\.outcome) == [.unknown])
        _ = run(at: 300)
        #expect(run(at: 350).seen.map(\.outcome) == [.lost])
    }

    @Test mutating func `an echo that could not leave is told with the reason`() throws {
        try begin()
        guard case .send(let flight, _)? = table.nextDeparture(at: time(0)) else { return #expect(Bool(false)) }
        let failure = PingError(.noRoute, target: target)
        guard case .echo(_, let seen)? = table.notSent(flight, failure, at: time(0)) else {
            return #expect(Bool(false))
        }
        #expect(seen.outcome == .notSent)
        #expect(seen.failure == failure)
        #expect(seen.window.sent == 0)
        #expect(run(at: 100).sent == [1])
    }

    @Test mutating func `a watch is no more once it was cancelled`() throws {
        try begin()
        _ = run(at: 0)
        #expect(table.cancel(id) != nil)
        #expect(answer(0, after: 5) == nil)
        #expect(run(at: 1000).sent == [])
        #expect(table.nextTimer == nil)
    }
}
