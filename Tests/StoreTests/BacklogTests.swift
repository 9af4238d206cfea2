import Database
import Monitoring
import Store
import TestKit
import Testing

struct BacklogTests {
    private let now = Timestamp(milliseconds: 1_768_473_000_000)

    @Test func `a fresh database has none`() async throws {
        let store = try await Store.temporary()
        var none = Backlog()
        none.outboxes = ["email": .init(), "slack": .init()]
        #expect(try await store.backlog(now: now) == none)
    }

    @Test func `what is due and unclaimed counts from when it was due, and again once its claim has ended`()
        async throws
    {
        let now = now
        let store = try await Store.temporary(now: { now })
        for number in 1...3 {
            _ = try await store.createDevice(DeviceConfiguration(name: "d\(number)", address: "10.0.0.\(number)"))
        }
        #expect(try await store.backlog(now: now + .seconds(9)).devices == .init(dueSince: now, claims: 0))
        #expect(try await store.backlog(now: now - .seconds(9)).devices == .init(dueSince: nil, claims: 0))
        _ = try await store.claimDueDevices(limit: 9, worker: "w", lease: .seconds(60), now: now)
        #expect(try await store.backlog(now: now + .seconds(59)).devices == .init(dueSince: nil, claims: 3))
        #expect(try await store.backlog(now: now + .seconds(60)).devices == .init(dueSince: now, claims: 3))
        #expect(try await store.backlog(now: now).cameras == .init())
    }

    @Test func `the outbox is told by receiver, with the oldest notice in it`() async throws {
        let now = now
        let store = try await Store.temporary(now: { now })
        let plans: [NoticePlan] = [.email, .slack.skipped("no webhook")]
        for _ in 0..<2 {
            _ = try await store.createAlert(device: nil, severity: .high, message: "m", to: plans)
        }
        let outboxes = try await store.backlog(now: now + .seconds(5)).outboxes
        #expect(outboxes["email"] == .init(queue: .init(dueSince: now, claims: 0), notices: 2, oldest: now))
        #expect(outboxes["slack"] == .init())
        _ = try await store.claimDueNotices(on: .email, limit: 1, worker: "w", lease: .seconds(60), now: now)
        let email = try #require(try await store.backlog(now: now).outboxes["email"])
        #expect(email == .init(queue: .init(dueSince: now, claims: 1), notices: 2, oldest: now))
    }
}
