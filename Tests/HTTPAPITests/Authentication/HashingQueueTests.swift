import Sockets
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct HashingQueueTests {
    private let now = ContinuousClock.now

    private func claim(_ address: String, known: Bool = false) throws -> HashingClaim {
        HashingClaim(peer: Peer(try #require(IPAddress(address))), isKnown: known)
    }

    @Test func `equals are served in the order in which they came`() throws {
        var queue = HashingQueue(limit: 10, now: now)
        for number in 1...3 { #expect(queue.enter(try claim("10.0.\(number).1"), now: now) == .waiting(number)) }
        #expect([1, 2, 3, nil] == (0..<4).map { _ in queue.next(now: now) })
    }

    @Test func `who signed in from there before goes first`() throws {
        var queue = HashingQueue(limit: 3, now: now)
        for number in 1...3 { _ = queue.enter(try claim("10.0.\(number).1"), now: now) }
        #expect(queue.enter(try claim("10.0.3.1", known: true), now: now) == .waitingInPlace(4, of: 3))
        #expect(queue.next(now: now) == 4)
    }

    @Test func `places are shared out by network`() throws {
        var queue = HashingQueue(limit: 100, now: now)
        for number in 1...10 { _ = queue.enter(try claim("192.0.2.\(number)"), now: now) }
        for number in 11...12 { _ = queue.enter(try claim("198.51.100.\(number)"), now: now) }
        #expect((0..<5).map { _ in queue.next(now: now) } == [1, 11, 2, 12, 3])
    }

    @Test(arguments: ["198.51.100.1", "192.0.2.77", "2001:db8::1"])
    func `somebody who comes once does not wait for those who came often`(address: String) throws {
        var queue = HashingQueue(limit: 100, now: now)
        for round in 0..<3 {
            for number in 1...30 { _ = queue.enter(try claim("192.0.2.\(number)"), now: now) }
            if round < 2 { while queue.next(now: now) != nil {} }
        }
        guard case .waiting(let ticket) = queue.enter(try claim(address), now: now) else {
            Issue.record("turned away")
            return
        }
        #expect(queue.next(now: now) == ticket)
    }

    @Test func `when it is full, those for whom most was done are turned away`() throws {
        var queue = HashingQueue(limit: 2, now: now)
        queue.began(try claim("192.0.2.1"), now: now)
        #expect(queue.enter(try claim("192.0.2.1"), now: now) == .waiting(1))
        #expect(queue.enter(try claim("192.0.2.2"), now: now) == .waiting(2))
        #expect(queue.enter(try claim("192.0.2.3"), now: now) == .waitingInPlace(3, of: 1))
        #expect(queue.enter(try claim("203.0.113.1"), now: now) == .waitingInPlace(4, of: 3))
        #expect(queue.enter(try claim("192.0.2.1"), now: now) == .refused)
        #expect(queue.count == 2)
    }

    @Test func `what was done is forgotten after a minute`() throws {
        var queue = HashingQueue(limit: 10, now: now)
        for _ in 0..<5 { queue.began(try claim("192.0.2.1"), now: now) }
        let later = now + .seconds(61)
        _ = queue.enter(try claim("192.0.2.1"), now: later)
        _ = queue.enter(try claim("203.0.113.1"), now: later)
        #expect(queue.next(now: later) == 1)
    }
}
