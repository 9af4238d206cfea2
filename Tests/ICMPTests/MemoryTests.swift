import CAllocations
import Testing

@testable import ICMP

/// What pings ask the allocator for, the growth of arrays included.
@Suite(.enabled(if: callocations_are_counted() == 1)) struct MemoryTests {
    private static let count = 50_000
    private static let target = IPAddress(family: .v4, high: 0xc000_0201 << 32, low: 0, scope: 0)

    private func bytesPerPing(_ request: PingRequest) -> Int {
        let before = callocations_of_this_thread()
        var table = PingTable<Int>()
        let now = MonotonicTime.now
        for number in 0..<Self.count { table.begin(request, for: number, at: now) }
        while case .send(let flight, _)? = table.nextDeparture(at: now) { table.sent(flight, at: now) }
        let bytes = callocations_of_this_thread() - before
        // It would be freed early otherwise.
        return table.count == Self.count ? bytes / Self.count : .max
    }

    /// An array asks for twice its size in all while it grows.
    @Test func `each of 50,000 targets under way asks for less than a kibibyte`() throws {
        let request = try PingRequest(target: Self.target, count: 1, interval: .zero, timeout: .seconds(1))
        let bytes = bytesPerPing(request)
        #expect(bytes < 1024, "\(bytes) bytes")
        let watch = try PingRequest(target: Self.target, interval: .seconds(10), timeout: .seconds(2), window: 60)
        let watched = bytesPerPing(watch)
        #expect(watched < 1024, "\(watched) bytes")
    }

    @Test func `a place in the table takes a quarter of a kibibyte`() {
        #expect(MemoryLayout<Ping<PingLoop.Addressee>>.stride <= 256)
    }

    @Test func `the window of a watched target takes eight bytes an echo`() throws {
        let request = try PingRequest(target: Self.target, interval: .seconds(1), timeout: .seconds(2), window: 100)
        #expect(request.plan.memory == 105)
        let before = callocations_of_this_thread()
        var ring = EchoRing(capacity: request.plan.memory)
        for _ in 0..<10_000 { ring.append(.lost) }
        let bytes = callocations_of_this_thread() - before
        #expect(ring.next == 10_000)
        #expect(bytes < 2 * 8 * 105 + 1024, "\(bytes) bytes")
    }

    @Test func `a ping in a place that was used before asks for nothing`() throws {
        let request = try PingRequest(target: Self.target, count: 1, interval: .zero, timeout: .seconds(1))
        var table = PingTable<Int>()
        var now = MonotonicTime.now
        var (before, answered) = (0, 0)
        var slots = Set<UInt32>(minimumCapacity: 16)
        for number in 0..<10_000 {
            if number == 100 { before = callocations_of_this_thread() }
            slots.insert(table.begin(request, for: number, at: now).slot)
            guard case .send(let flight, _)? = table.nextDeparture(at: now) else { continue }
            table.sent(flight, at: now)
            now = now + 1_000_000
            if case .told(.end(number, .success)) = table.received(flight, roundTrip: 1_000_000) { answered += 1 }
        }
        let bytes = callocations_of_this_thread() - before
        #expect(answered == 10_000)
        #expect(slots.count == 1)
        #expect(bytes == 0)
    }
}
