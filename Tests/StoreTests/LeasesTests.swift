import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct LeasesTests {
    private let clock = ManualClock()
    private let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func acquire(_ holder: String) async throws -> Lease? {
        let seen = try await store.leaseRecord(of: "upkeep")
        return try await store.acquireLease("upkeep", for: holder, seen: seen, lifetime: .seconds(25))
    }

    @Test func `of many who want a lease at once, one gets it`() async throws {
        let leases = try await withThrowingTaskGroup(of: Lease?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await store.acquireLease("upkeep", for: "w\(number)", seen: nil, lifetime: .seconds(25))
                }
            }
            return try await group.reduce(into: []) { $0 += [$1].compactMap { $0 } }
        }
        #expect(leases.count == 1)
        #expect(try await store.leaseRecord(of: "upkeep")?.holder == leases.first?.holder)
    }

    @Test func `the token grows with every holder, also over a release`() async throws {
        let first = try #require(try await acquire("a"))
        try await store.releaseLease(first)
        #expect(try await store.leaseRecord(of: "upkeep")?.holder == nil)
        let second = try #require(try await acquire("b"))
        let third = try #require(try await acquire("a"))
        #expect((first.token, second.token, third.token) == (1, 2, 3))
    }

    @Test func `a lease that was renewed since it was seen is not taken`() async throws {
        let lease = try #require(try await acquire("a"))
        let seen = try await store.leaseRecord(of: "upkeep")
        // The clock stands still: the renewal shows all the same.
        try await store.renewLease(lease, lifetime: .seconds(25))
        #expect(try await store.acquireLease("upkeep", for: "b", seen: seen, lifetime: .seconds(25)) == nil)
        #expect(try await store.leaseRecord(of: "upkeep")?.holder == "a")
    }

    @Test func `a renewal shows although the clock was set back`() async throws {
        let lease = try #require(try await acquire("a"))
        let seen = try await store.leaseRecord(of: "upkeep")
        clock.advance(.seconds(-3600))
        try await store.renewLease(lease, lifetime: .seconds(25))
        #expect(try await store.leaseRecord(of: "upkeep") != seen)
    }

    @Test func `who lost a lease can neither renew it, nor write under it, nor give away another's`() async throws {
        let lost = try #require(try await acquire("a"))
        let held = try #require(try await acquire("b"))
        await #expect(throws: StoreError.leaseLost) {
            try await store.renewLease(lost, lifetime: .seconds(25))
        }
        await #expect(throws: StoreError.leaseLost) {
            try await store.write(under: lost) { try $0.execute("INSERT INTO revisions VALUES ('alerts', 99)") }
        }
        #expect(try await store.revisions()?.alerts == 0)
        try await store.releaseLease(lost)
        #expect(try await store.leaseRecord(of: "upkeep")?.holder == "b")
        try await store.write(under: held) { try $0.execute("INSERT INTO revisions VALUES ('alerts', 7)") }
        #expect(try await store.revisions()?.alerts == 7)
    }

    @Test func `a holder of before is not known by its name alone`() async throws {
        let lost = try #require(try await acquire("a"))
        _ = try await acquire("b")
        _ = try await acquire("a")
        await #expect(throws: StoreError.leaseLost) {
            try await store.renewLease(lost, lifetime: .seconds(25))
        }
    }
}
