import Testing

@testable import ICMP

/// Times in these transcripts are milliseconds. A ping sends 3 echoes, 100 ms apart, each with 1000 ms to be answered.
@Suite struct PingTableTests {
    private var table = PingTable<String>()
    private var ids: [Int: PingID] = [:]
    private let target = IPAddress(family: .v4, high: 0xc000_0201 << 32, low: 0, scope: 0)
    private let other = IPAddress(family: .v4, high: 0xc000_0202 << 32, low: 0, scope: 0)

    private func time(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: milliseconds * 1_000_000)
    }

    private mutating func begin(_ number: Int = 1, count: Int = 3, grace: Int = 0, at now: Int64 = 0) throws {
        let request = try PingRequest(
            target: target, count: count, interval: .milliseconds(100), timeout: .seconds(1),
            grace: .milliseconds(grace))
        ids[number] = table.begin(request, for: "ping \(number)", at: time(now))
    }

    private func id(_ number: Int) -> PingID { flight(0, of: number).ping }

    private func flight(_ echo: UInt64, of number: Int = 1) -> Flight {
        Flight(ping: ids[number] ?? PingID(slot: 99, generation: 0), echo: echo)
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
            let flight = flight(UInt64(now / 100))
            #expect(send(at: now) == flight)
        }
        #expect(send(at: 200) == nil)
    }

    private mutating func receive(_ echo: UInt64, of ping: Int = 1, after milliseconds: Int64)
        -> PingTable<String>.Arrival
    {
        table.received(flight(echo, of: ping), roundTrip: milliseconds * 1_000_000)
    }

    private func ending(_ echoes: [Echo], unreachable: Unreachable? = nil) -> PingTable<String>.Notice {
        .end("ping 1", .success(PingStatistics(EchoList(echoes), unreachable: unreachable)))
    }

    /// Answered after so many milliseconds; `nil` was lost.
    private func ending(_ roundTrips: [Int64?], unreachable: Unreachable? = nil) -> PingTable<String>.Notice {
        ending(roundTrips.map { $0.map { .answered($0 * 1_000_000) } ?? .lost }, unreachable: unreachable)
    }

    private func late(_ milliseconds: Int64) -> Echo { .late(milliseconds * 1_000_000) }

    private func failure(_ code: PingError.Code) -> PingTable<String>.Notice {
        .end("ping 1", .failure(PingError(code, target: target)))
    }

    @Test mutating func `three answers end the ping at the last of them`() throws {
        try sendAll()
        #expect(receive(0, after: 5) == .counted)
        #expect(receive(1, after: 6) == .counted)
        #expect(receive(2, after: 7) == .told(ending([5, 6, 7])))
        #expect(table.count == 0)
    }

    @Test mutating func `an answer between two echoes does not hurry the next one`() throws {
        try begin()
        send(at: 0)
        #expect(receive(0, after: 5) == .counted)
        #expect(table.advance(to: time(99)) == nil)
        #expect(!table.hasOutgoing)
        #expect(table.advance(to: time(100)) == nil)
        #expect(table.hasOutgoing)
    }

    @Test mutating func `silence ends the ping when the last echo has had its time`() throws {
        try sendAll()
        #expect(table.advance(to: time(1199)) == nil)
        #expect(table.advance(to: time(1200)) == ending([nil, nil, nil]))
        #expect(table.count == 0)
        #expect(table.nextTimer == nil)
    }

    @Test mutating func `an answer in time counts though it is read after the time-out`() throws {
        try begin(count: 1)
        send(at: 0)
        #expect(receive(0, after: 999) == .told(ending([999])))
    }

    @Test mutating func `an answer after its time is late and not lost`() throws {
        try sendAll()
        #expect(receive(0, after: 1001) == .counted)
        #expect(receive(1, after: 40) == .counted)
        #expect(receive(0, after: 1002) == .duplicate)
        #expect(
            table.advance(to: time(1200)) == ending([late(1001).withDuplicate, .answered(40_000_000), .lost]))
        #expect(receive(2, after: 1500) == .stray)
    }

    @Test mutating func `an answer after twice its time counts for nothing`() throws {
        try begin()
        send(at: 0)
        #expect(receive(0, after: 2000) == .counted)
        #expect(table.advance(to: time(100)) == nil)
        send(at: 100)
        #expect(receive(1, after: 2001) == .stray)
    }

    @Test mutating func `a ping with grace stays open for late answers, and ends with the last of them`() throws {
        try begin(count: 1, grace: 500)
        send(at: 0)
        #expect(table.advance(to: time(1499)) == nil)
        #expect(receive(0, after: 1400) == .told(ending([late(1400)])))
        try begin(count: 1, grace: 500, at: 2000)
        send(at: 2000)
        #expect(table.advance(to: time(3499)) == nil)
        #expect(table.advance(to: time(3500)) == ending([nil]))
    }

    @Test mutating func `a second answer to one echo is a duplicate`() throws {
        try sendAll()
        #expect(receive(0, after: 5) == .counted)
        #expect(receive(0, after: 6) == .duplicate)
        #expect(table.advance(to: time(1200)) == ending([.answered(5_000_000).withDuplicate, .lost, .lost]))
        #expect(receive(0, after: 7) == .stray)
    }

    @Test mutating func `an answer to the ping that had the same place before is not taken for one to this`() throws {
        try begin(1, count: 1)
        send(at: 0)
        #expect(table.advance(to: time(1000)) == ending([nil]))
        try begin(2, count: 1, at: 1000)
        send(at: 1000)
        #expect(id(1).slot == id(2).slot)
        #expect(receive(0, of: 1, after: 1010) == .stray)
        guard case .told(.end("ping 2", .success))? = Optional(receive(0, of: 2, after: 10)) else {
            return #expect(Bool(false))
        }
    }

    @Test mutating func `a ping of many hours knows its late answers from its lost ones`() throws {
        let request = try PingRequest(target: target, count: 100, interval: .seconds(3600), timeout: .seconds(3600))
        ids[1] = table.begin(request, for: "ping 1", at: time(0))
        let hour: Int64 = 3_600_000
        var now: Int64 = 0
        for echo in UInt64(0)..<100 {
            let flight = flight(echo)
            #expect(send(at: now) == flight)
            // Answers to echoes 3, 6, 9… come after one hour and a half.
            if echo > 1, (echo - 1) % 3 == 0 { #expect(receive(echo - 2, after: hour * 3 / 2) == .counted) }
            now += hour
            if echo < 99 { #expect(table.advance(to: time(now)) == nil) }
        }
        guard case .end(_, .success(let statistics))? = table.advance(to: time(now)) else {
            return #expect(Bool(false))
        }
        #expect(statistics.late == 32)
        #expect(statistics.lost == 68)
    }

    @Test mutating func `an answer to an echo that was not sent yet is not counted`() throws {
        try begin()
        send(at: 0)
        #expect(receive(2, after: 5) == .stray)
        #expect(receive(0, of: 9, after: 5) == .stray)
    }

    @Test mutating func `what the network reports is told with the silence, and a reply overrules it`() throws {
        let report = Unreachable(type: 3, code: 1, family: .v4, reporter: other)
        try sendAll()
        table.unreachable(id(1), 0, report, from: other)
        table.unreachable(id(1), 1, report, from: target)
        #expect(receive(1, after: 700) == .counted)
        table.unreachable(id(1), 1, Unreachable(type: 3, code: 0, family: .v4, reporter: nil), from: target)
        #expect(table.advance(to: time(1200)) == ending([nil, 700, nil], unreachable: report))
    }

    @Test mutating func `a report about another target is not believed`() throws {
        try sendAll()
        table.unreachable(id(1), 0, Unreachable(type: 3, code: 1, family: .v4, reporter: other), from: other)
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
        #expect(receive(2, after: 7) == .told(ending([.answered(5_000_000), .notSent, .answered(7_000_000)])))
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
            if now > 2000 { break }
        }
        let failure = PingError(.notSent, target: target, errno: 105)
        #expect(table.nextDeparture(at: time(now)) == .skip(.end("ping 1", .failure(failure))))
    }

    @Test mutating func `a ping that waits for its turn too long says that this host is too busy`() throws {
        try begin()
        #expect(table.nextDeparture(at: time(2001)) == .skip(failure(.overloaded)))
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
        let cancelled = id(1)
        #expect(table.cancel(cancelled) == failure(.cancelled))
        #expect(table.cancel(cancelled) == nil)
        #expect(receive(0, after: 5) == .stray)
        #expect(table.advance(to: time(9999)) == nil)
        try begin(2)
        let second = id(2)
        #expect(table.cancel(second) != nil)
        #expect(send(at: 0) == nil)
    }

    @Test mutating func `closing ends every ping`() throws {
        try begin(1)
        try begin(2)
        let waiters = table.close().map { notice in
            if case .end(let waiter, .failure(let error)) = notice, error.code == .closed { waiter } else { "" }
        }
        #expect(waiters.sorted() == ["ping 1", "ping 2"])
        #expect(table.count == 0)
        #expect(!table.hasOutgoing)
    }
}
