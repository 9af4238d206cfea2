import Monitoring
import Store
import Testing

@testable import LapwingServer
@testable import Workers

struct RetentionTests {
    @Test func `each kind is kept as long as it is configured, and thousands go in several batches`() async throws {
        let time = ManualTime()
        let store = try await Store.temporary(in: time)
        let retention = Retention(
            Retention.Periods(alerts: .seconds(86_400), audit: .seconds(3600)), store: store, clock: time.clock,
            logger: .silent)
        let lease = try #require(
            try await store.acquireLease("upkeep", for: "w", seen: nil, lifetime: .seconds(25)))
        for _ in 0..<2100 {
            try await store.audit(user: nil, username: "u", address: "::1", action: "x", detail: "")
        }
        time.advance(by: .seconds(3599))
        try await store.audit(user: nil, username: "u", address: "::1", action: "y", detail: "")
        time.advance(by: .seconds(2))
        try await time.flowing { try await retention.perform(under: lease) }
        let left = try await store.forgetAudit(before: time.now + .seconds(1), limit: 5000, under: lease)
        #expect(left == 1)
    }
}
