import Testing

@testable import SNMP

struct RequestTableTests {
    private let device = Endpoint("10.0.0.7", port: 161).unsafelyUnwrapped
    private let other = Endpoint("10.0.0.8", port: 161).unsafelyUnwrapped
    private let start = Moment(nanoseconds: 0)
    private var table = RequestTable<String>(now: Moment(nanoseconds: 0))

    /// Times are milliseconds.
    private func request(
        _ waiter: String, firstWait: Int64? = nil, timeout: Int64 = 2_000, attempts: Int = 3, isStrict: Bool = false,
        to endpoint: Endpoint? = nil
    ) -> RequestTable<String>.Request {
        RequestTable.Request(
            endpoint: endpoint ?? device, firstWait: (firstWait ?? timeout) * 1_000_000, timeout: timeout * 1_000_000,
            attempts: attempts, isStrict: isStrict, waiter: waiter)
    }

    private func after(_ milliseconds: Int64) -> Moment { start + milliseconds * 1_000_000 }

    /// Whether the table wants to be asked when that much time has passed, or a little later.
    private func isDue(_ milliseconds: Int64) -> Bool {
        guard let deadline = table.nextDeadline else { return false }
        return after(milliseconds) <= deadline && deadline <= after(milliseconds + 2)
    }

    @Test mutating func `an unanswered request is sent three times, then times out`() {
        let id = table.add(request("system"), now: start)
        #expect(isDue(2_000))
        #expect(table.nextOverdue(now: after(1_999)) == nil)
        #expect(table.nextOverdue(now: after(2_000)) == .resend("system"))
        #expect(table.nextOverdue(now: after(2_000)) == nil)
        #expect(isDue(4_000))
        #expect(table.nextOverdue(now: after(4_000)) == .resend("system"))
        #expect(
            table.nextOverdue(now: after(6_000))
                == .timeOut("system", attempts: 3, waited: 6_000_000_000, obstacle: nil))
        #expect(table.nextDeadline == nil)
        #expect(table.received(id, from: device, now: after(6_001)) { _ in true } == .ignore)
    }

    @Test mutating func `a device whose speed is known is asked again soon, once, and given up no sooner`() {
        _ = table.add(request("system", firstWait: 200), now: start)
        #expect(table.nextOverdue(now: after(200)) == .resend("system"))
        #expect(table.nextOverdue(now: after(2_199)) == nil)
        #expect(table.nextOverdue(now: after(2_200)) == .resend("system"))
        #expect(table.nextOverdue(now: after(5_999)) == nil)
        #expect(
            table.nextOverdue(now: after(6_000))
                == .timeOut("system", attempts: 3, waited: 6_000_000_000, obstacle: nil))
    }

    @Test mutating func `what was sent a moment ago may be answered all at once, and is counted`() {
        let ids = (0..<3).map { table.add(request("\($0)"), now: after($0 * 50)) }
        #expect(table.recent == 3)
        #expect(table.received(ids[1], from: device, now: after(120)) { _ in true } != .ignore)
        #expect(table.recent == 2)
        table.age(now: after(120))
        #expect(table.recent == 1)
        #expect(table.nextAgeing == after(150))
        table.age(now: after(1_000))
        #expect(table.recent == 0)
        #expect(table.count == 2)
    }

    @Test mutating func `time-outs of hours are kept`() {
        _ = table.add(request("patient", timeout: 7_200_000, attempts: 1), now: start)
        var now = start
        var turns = 0
        while let deadline = table.nextDeadline, turns < 10_000 {
            now = deadline
            turns += 1
            if table.nextOverdue(now: now) != nil { break }
        }
        #expect(after(7_200_000) <= now && now <= after(7_200_002))
    }

    @Test mutating func `an answer at the first attempt is a measure of the way there and back`() {
        let id = table.add(request("system"), now: start)
        let action = table.received(id, from: device, now: after(700)) { _ in true }
        #expect(action == .deliver("system", roundTrip: 700_000_000, isForeign: false))
    }

    @Test mutating func `an answer after a retry is good, and no measure of anything`() {
        let id = table.add(request("system"), now: start)
        #expect(table.nextOverdue(now: after(2_000)) == .resend("system"))
        let action = table.received(id, from: device, now: after(2_001)) { _ in true }
        #expect(action == .deliver("system", roundTrip: nil, isForeign: false))
    }

    @Test mutating func `an answer counts once`() {
        let id = table.add(request("system"), now: start)
        #expect(table.received(id, from: device, now: start) { _ in true } != .ignore)
        #expect(table.received(id, from: device, now: start) { _ in true } == .ignore)
        #expect(table.count == 0)
    }

    @Test mutating func `an answer with the wrong community leaves the request waiting`() {
        let id = table.add(request("system"), now: start)
        #expect(table.received(id, from: device, now: start) { _ in false } == .ignore)
        #expect(table.count == 1)
    }

    @Test mutating func `an answer from another address is taken, unless the target is strict`() {
        let lenient = table.add(request("lenient"), now: start)
        let strict = table.add(request("strict", isStrict: true), now: start)
        #expect(table.received(strict, from: other, now: start) { _ in true } == .ignore)
        guard
            case .deliver("lenient", _, isForeign: true) = table.received(
                lenient, from: other, now: .now, isGenuine: { _ in true })
        else {
            Issue.record("the answer was not taken")
            return
        }
        guard
            case .deliver("strict", _, isForeign: false) = table.received(
                strict, from: device, now: .now, isGenuine: { _ in true })
        else {
            Issue.record("the answer was not taken")
            return
        }
    }

    @Test mutating func `an identifier that is not ours is ignored`() {
        let id = table.add(request("system"), now: start)
        for foreign in [0, 1, -1, .max, .min, id ^ 1, id ^ 64, ~id] {
            #expect(table.received(foreign, from: device, now: start) { _ in true } == .ignore)
        }
    }

    @Test mutating func `requests with different time-outs are due in their own order`() {
        _ = table.add(request("slow", timeout: 3_000, attempts: 1), now: start)
        _ = table.add(request("quick", timeout: 1_000, attempts: 1), now: after(10))
        #expect(isDue(1_010))
        #expect(
            table.nextOverdue(now: after(2_000))
                == .timeOut("quick", attempts: 1, waited: 1_990_000_000, obstacle: nil))
        #expect(isDue(3_000))
    }

    @Test mutating func `a closed port ends the requests to it and no others`() {
        let first = table.add(request("first"), now: start)
        _ = table.add(request("second"), now: start)
        _ = table.add(request("neighbour", to: other), now: start)
        #expect(table.failed(.portClosed, at: device, quoting: first) == ["first"])
        #expect(table.failed(.portClosed, at: other, quoting: first) == [])
        #expect(table.failed(.portClosed, at: device, quoting: nil) == ["second"])
        #expect(table.count == 1)
    }

    @Test mutating func `a report about an address it does not fit is not believed`() {
        let id = table.add(request("system"), now: start)
        #expect(table.failed(.portClosed, at: other, quoting: id) == [])
        #expect(table.count == 1)
    }

    @Test mutating func `a router's complaint is told only if no answer comes`() {
        let silent = table.add(request("silent", attempts: 1), now: start)
        let answered = table.add(request("answered", attempts: 1), now: start)
        #expect(table.failed(.hostUnreachable, at: device, quoting: silent) == [])
        #expect(table.failed(.hostUnreachable, at: device, quoting: answered) == [])
        #expect(table.received(answered, from: device, now: start) { _ in true } != .ignore)
        #expect(
            table.nextOverdue(now: after(2_000))
                == .timeOut("silent", attempts: 1, waited: 2_000_000_000, obstacle: .hostUnreachable))
    }

    @Test mutating func `a request that is given up is neither answered nor overdue`() {
        let id = table.add(request("system"), now: start)
        #expect(table.remove(id) == true)
        #expect(table.remove(id) == false)
        #expect(table.nextDeadline == nil)
        #expect(table.nextOverdue(now: after(9_000)) == nil)
        #expect(table.received(id, from: device, now: start) { _ in true } == .ignore)
    }

    @Test mutating func `ten thousand requests are found, answered and timed out`() {
        let ids = (0..<10_000).map { number in
            table.add(request("\(number)", attempts: 1), now: after(Int64(number)))
        }
        #expect(Set(ids).count == 10_000)
        for number in stride(from: 0, to: 10_000, by: 2) {
            guard
                case .deliver("\(number)", _, _) = table.received(
                    ids[number], from: device, now: start, isGenuine: { _ in true })
            else {
                Issue.record("request \(number) is not found")
                return
            }
        }
        var silent = 0
        while case .timeOut = table.nextOverdue(now: after(20_000)) { silent += 1 }
        #expect(silent == 5_000)
        #expect(table.count == 0)
        #expect(table.nextDeadline == nil)
    }

    @Test func `identifiers do not repeat, do not rise, and lead back to their place`() {
        var ids = RequestIDs()
        var ordinals: [RequestIDs.Ordinal] = []
        var seen: Set<RequestID> = []
        var rises = 0
        var last: RequestID = 0
        for _ in 0..<20_000 {
            let id = ids.next { ordinal in
                ordinals.append(ordinal)
                return true
            }
            #expect(ids.ordinal(of: id) == ordinals.last)
            #expect((1 << 30..<RequestID.max).contains(id))
            seen.insert(id)
            if id > last { rises += 1 }
            last = id
        }
        #expect(seen.count == 20_000)
        #expect((8_000...12_000).contains(rises))
    }
}
