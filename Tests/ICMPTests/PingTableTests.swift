import Testing

@testable import ICMP

/// Times in these transcripts are milliseconds. A ping sends 3 echoes, 100 ms apart, each with 1000 ms to be answered.
@Suite struct PingTableTests {
    private var table = PingTable<String>()
    private let target = IPAddress(family: .v4, high: 0xc000_0201 << 32, low: 0, scope: 0)
    private let other = IPAddress(family: .v4, high: 0xc000_0202 << 32, low: 0, scope: 0)

    private func time(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: milliseconds * 1_000_000)
    }

    private mutating func begin(_ number: UInt64 = 1, count: Int = 3, at now: Int64 = 0) throws {
        let request = try PingRequest(
            target: target, count: count, interval: .milliseconds(100), timeout: .seconds(1))
        table.begin(number, request, for: "ping \(number)", at: time(now))
    }

    /// Sends the next echo that is due; which one it was.
    @discardableResult
    private mutating func send(at now: Int64) -> Flight? {
        guard case .send(let flight, target)? = table.nextDeparture(at: time(now)) else { return nil }
        table.sent(flight, at: time(now))
        return flight
    }

    /// Sends all three echoes of ping 1 at 0, 100 and 200.
    private mutating func sendAll() throws {
        try begin()
        for now in [Int64(0), 100, 200] {
            #expect(table.advance(to: time(now)) == nil)
            #expect(send(at: now) == Flight(ping: 1, echo: UInt16(now / 100)))
        }
        #expect(send(at: 200) == nil)
    }

    private mutating func receive(_ echo: UInt16, of ping: UInt64 = 1, after milliseconds: Int64)
        -> PingTable<String>.Arrival
    {
        table.received(Flight(ping: ping, echo: echo), roundTrip: milliseconds * 1_000_000)
    }

    private func ending(_ roundTrips: [Int?], duplicates: Int = 0, unreachable: Unreachable? = nil)
        -> PingTable<String>.Ending
    {
        let roundTrips = roundTrips.map { $0.map { Duration.milliseconds($0) } }
        let statistics = PingStatistics(roundTrips: roundTrips, duplicates: duplicates, unreachable: unreachable)
        return .init(waiter: "ping 1", outcome: .success(statistics))
    }

    private func failure(_ code: PingError.Code) -> PingTable<String>.Ending {
        .init(waiter: "ping 1", outcome: .failure(PingError(code, target: target)))
    }

    @Test mutating func `three answers end the ping at the last of them`() throws {
        try sendAll()
        #expect(receive(0, after: 5) == .counted)
        #expect(receive(1, after: 6) == .counted)
        #expect(receive(2, after: 7) == .end(ending([5, 6, 7])))
        #expect(table.count == 0)
    }

    @Test mutating func `an answer between two echoes does not hurry the next one`() throws {
        try begin()
        send(at: 0)
        #expect(receive(0, after: 5) == .counted)
        #expect(table.nextTimer == time(100))
        #expect(table.advance(to: time(99)) == nil)
        #expect(!table.hasOutgoing)
        #expect(table.advance(to: time(100)) == nil)
        #expect(table.hasOutgoing)
    }

    @Test mutating func `silence ends the ping when the last echo has had its time`() throws {
        try sendAll()
        #expect(table.nextTimer == time(1200))
        #expect(table.advance(to: time(1199)) == nil)
        #expect(table.advance(to: time(1200)) == ending([nil, nil, nil]))
        #expect(table.count == 0)
        #expect(table.nextTimer == nil)
    }

    @Test mutating func `an answer in time counts though it is read after the time-out`() throws {
        try begin(count: 1)
        send(at: 0)
        #expect(receive(0, after: 999) == .end(ending([999])))
    }

    @Test mutating func `an answer after its time is late and not counted`() throws {
        try sendAll()
        #expect(receive(0, after: 1001) == .late)
        #expect(receive(1, after: 40) == .counted)
        #expect(table.advance(to: time(1200)) == ending([nil, 40, nil]))
        #expect(receive(2, after: 1500) == .late)
    }

    @Test mutating func `a second answer to one echo is a duplicate`() throws {
        try sendAll()
        #expect(receive(0, after: 5) == .counted)
        #expect(receive(0, after: 6) == .duplicate)
        #expect(table.advance(to: time(1200)) == ending([5, nil, nil], duplicates: 1))
        #expect(receive(0, after: 7) == .late)
    }

    @Test mutating func `an answer to an echo that was not sent yet is not counted`() throws {
        try begin()
        send(at: 0)
        #expect(receive(2, after: 5) == .late)
        #expect(receive(0, of: 9, after: 5) == .late)
    }

    @Test mutating func `what the network reports is told with the silence, and a reply overrules it`() throws {
        let report = Unreachable(reason: .host, reporter: other)
        try sendAll()
        table.unreachable(Flight(ping: 1, echo: 0), report, from: other)
        table.unreachable(Flight(ping: 1, echo: 1), report, from: target)
        #expect(receive(1, after: 700) == .counted)
        table.unreachable(Flight(ping: 1, echo: 1), Unreachable(reason: .network, reporter: nil), from: target)
        #expect(table.advance(to: time(1200)) == ending([nil, 700, nil], unreachable: report))
    }

    @Test mutating func `a report about another target is not believed`() throws {
        try sendAll()
        table.unreachable(Flight(ping: 1, echo: 0), Unreachable(reason: .host, reporter: other), from: other)
        #expect(table.advance(to: time(1200)) == ending([nil, nil, nil]))
    }

    @Test mutating func `an echo that we failed to send is not counted when others were answered`() throws {
        try begin()
        send(at: 0)
        #expect(receive(0, after: 5) == .counted)
        #expect(table.advance(to: time(100)) == nil)
        guard case .send(let flight, _)? = table.nextDeparture(at: time(100)) else { return #expect(Bool(false)) }
        #expect(table.notSent(flight, PingError(.noRoute, target: target), at: time(100)) == nil)
        #expect(table.advance(to: time(200)) == nil)
        send(at: 200)
        #expect(receive(2, after: 7) == .end(ending([5, 7])))
    }

    @Test mutating func `silence says nothing when we failed to send one of the echoes`() throws {
        try begin(count: 2)
        send(at: 0)
        #expect(table.advance(to: time(100)) == nil)
        guard case .send(let flight, _)? = table.nextDeparture(at: time(100)) else { return #expect(Bool(false)) }
        #expect(table.notSent(flight, PingError(.noRoute, target: target), at: time(100)) == nil)
        #expect(table.advance(to: time(1100)) == failure(.noRoute))
    }

    @Test mutating func `a ping that could send nothing ends at its last try`() throws {
        try begin(count: 1)
        guard case .send(let flight, _)? = table.nextDeparture(at: time(0)) else { return #expect(Bool(false)) }
        #expect(table.notSent(flight, PingError(.refused, target: target), at: time(0)) == failure(.refused))
        #expect(table.count == 0)
    }

    @Test mutating func `an echo that is postponed keeps its place in the ping`() throws {
        try begin()
        guard case .send(let flight, _)? = table.nextDeparture(at: time(0)) else { return #expect(Bool(false)) }
        table.postpone(flight, until: time(5))
        #expect(table.nextDeparture(at: time(1)) == nil)
        #expect(table.advance(to: time(5)) == nil)
        #expect(send(at: 5) == flight)
    }

    @Test mutating func `an echo that an interface drops to the end makes the ping fail with that reason`() throws {
        try begin()
        var now: Int64 = 0
        while case .send(let flight, _)? = table.nextDeparture(at: time(now)) {
            now += 50
            table.postpone(flight, until: time(now), PingError(.notSent, target: target, errno: 105))
            if let ending = table.advance(to: time(now)) { Issue.record("ended early: \(ending)") }
            if now > 1200 { break }
        }
        let failure = PingError(.notSent, target: target, errno: 105)
        #expect(table.nextDeparture(at: time(now)) == .end(.init(waiter: "ping 1", outcome: .failure(failure))))
    }

    @Test mutating func `a ping that waits for its turn too long says that this host is too busy`() throws {
        try begin()
        #expect(table.nextDeparture(at: time(1201)) == .end(failure(.overloaded)))
        #expect(table.count == 0)
    }

    @Test mutating func `an echo whose reply this host may have thrown away is not lost`() throws {
        try begin(count: 2)
        send(at: 0)
        table.repliesWereLost(at: time(50))
        #expect(table.advance(to: time(100)) == nil)
        send(at: 100)
        #expect(table.advance(to: time(1100)) == failure(.overloaded))
    }

    @Test mutating func `echoes sent after such a loss are judged as ever`() throws {
        try begin(count: 2)
        table.repliesWereLost(at: time(0))
        send(at: 1)
        #expect(table.advance(to: time(101)) == nil)
        send(at: 101)
        #expect(table.advance(to: time(1101)) == ending([nil, nil]))
    }

    @Test mutating func `a cancelled ping ends at once and is forgotten`() throws {
        try sendAll()
        #expect(table.cancel(1) == failure(.cancelled))
        #expect(table.cancel(1) == nil)
        #expect(receive(0, after: 5) == .late)
        #expect(table.advance(to: time(9999)) == nil)
        try begin(2)
        #expect(table.cancel(2) != nil)
        #expect(send(at: 0) == nil)
    }

    @Test mutating func `closing ends every ping`() throws {
        try begin(1)
        try begin(2)
        #expect(table.close().map(\.waiter).sorted() == ["ping 1", "ping 2"])
        #expect(table.count == 0)
        #expect(!table.hasOutgoing)
    }
}
