import Foundation
import Testing

@testable import ICMP

/// The memory is that of the whole process: the bounds leave room for what other tests do meanwhile.
@Suite struct MemoryTests {
    private static let count = 50_000
    private static let target = IPAddress(family: .v4, high: 0xc000_0201 << 32, low: 0, scope: 0)

    /// Bytes of memory that this process has touched (proc(5), `statm`).
    private func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(fields[1])) * Int(sysconf(CInt(_SC_PAGESIZE)))
    }

    private func bytesPerPing(_ request: PingRequest) throws -> Int {
        let before = try residentBytes()
        var table = PingTable<Int>()
        let now = MonotonicTime.now
        for number in 0..<Self.count { table.begin(request, for: number, at: now) }
        while case .send(let flight, _)? = table.nextDeparture(at: now) { table.sent(flight, at: now) }
        #expect(table.count == Self.count)
        return (try residentBytes() - before) / Self.count
    }

    @Test func `each of 50,000 targets of a sweep takes about half a kibibyte`() throws {
        let request = try PingRequest(target: Self.target, count: 1, interval: .zero, timeout: .seconds(1))
        let bytes = try bytesPerPing(request)
        #expect(bytes < 768, "\(bytes) bytes")
    }

    @Test func `each of 50,000 watched targets takes about a kibibyte at most before its window fills`() throws {
        let request = try PingRequest(
            target: Self.target, interval: .seconds(10), timeout: .seconds(2), window: 60)
        let bytes = try bytesPerPing(request)
        #expect(bytes < 1536, "\(bytes) bytes")
        // The window: eight bytes an echo, doubled at most as it grows.
        #expect(request.plan.memory == 62)
    }

    @Test func `the places of pings that are over are used again`() throws {
        let request = try PingRequest(target: Self.target, count: 3, interval: .zero, timeout: .seconds(1))
        var table = PingTable<Int>()
        let now = MonotonicTime.now
        var slots = Set<UInt32>()
        for number in 0..<10_000 {
            let id = table.begin(request, for: number, at: now)
            slots.insert(id.slot)
            _ = table.cancel(id)
        }
        #expect(slots.count == 1)
    }
}
