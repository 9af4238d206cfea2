import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct RetentionTests {
    private let clock = ManualClock()
    private let store: Store
    private let lease: Lease

    init() async throws {
        store = try await Store.temporary(clock: clock)
        lease = try #require(
            try await store.acquireLease("upkeep", for: "w", seen: nil, lifetime: .seconds(25)))
    }

    private var future: Timestamp { clock.now + .seconds(400 * 86_400) }

    private func count(in table: String) async throws -> Int {
        try await store.database.read { try $0.first("SELECT COUNT(*) FROM \(table)") { Int($0.integer()) } ?? 0 }
    }

    /// A device that went down and came back: two alerts, the first with a notice.
    private func outage(delivered: Bool) async throws {
        let device = try await store.addDevice()
        try await store.save(try await store.claimDevices(at: clock.now), at: clock.now) { _ in .down(at: clock.now) }
        if delivered {
            let claimed = try await store.claimDueNotices(
                on: .email, limit: 9, worker: "w", lease: .seconds(60), now: clock.now)
            for notice in claimed {
                try await store.recordAttempt(
                    notice, DeliveryAttempt(at: clock.now, succeeded: true, answer: "250"), nextAttemptAt: nil)
            }
        }
        _ = device
    }

    private func recover() async throws {
        clock.advance(.seconds(3600))
        try await store.save(try await store.claimDevices(at: clock.now), at: clock.now) { claimed in
            .up(claimed.checks, at: clock.now, alerts: [.resolve(.deviceOffline)])
        }
    }

    @Test func `a resolved alert goes with its notices and their attempts, and lists show it`() async throws {
        try await outage(delivered: true)
        try await recover()
        let revision = try await store.revisions()?.alerts ?? 0
        #expect(try await count(in: "notice_attempts") == 1)
        #expect(try await store.forgetAlerts(resolvedBefore: clock.now, limit: 100, under: lease) == 0)
        #expect(try await store.forgetAlerts(resolvedBefore: future, limit: 100, under: lease) == 1)
        for table in ["alerts", "notices", "notice_attempts"] { #expect(try await count(in: table) == 0) }
        #expect(try await store.revisions()?.alerts ?? 0 > revision)
    }

    @Test func `one raised by hand goes when it was resolved or acknowledged, and stays before`() async throws {
        let user = try await store.createUser(username: "ada", email: "a@a", passwordHash: "h", role: .operator)
        for _ in 0..<3 {
            _ = try await store.createAlert(device: nil, severity: .low, message: "x", to: [])
        }
        _ = try await store.resolveAlert(ID(1))
        _ = try await store.acknowledgeAlert(ID(2), by: user)
        #expect(try await store.forgetAlerts(resolvedBefore: clock.now, limit: 9, under: lease) == 0)
        #expect(try await store.forgetAlerts(resolvedBefore: future, limit: 9, under: lease) == 2)
        #expect(try await store.alert(ID(3)) != nil)
    }

    @Test func `an outage that somebody acknowledged stays while it lasts`() async throws {
        let user = try await store.createUser(username: "ada", email: "a@a", passwordHash: "h", role: .operator)
        try await outage(delivered: true)
        _ = try await store.acknowledgeAlert(ID(1), by: user)
        #expect(try await store.forgetAlerts(resolvedBefore: future, limit: 9, under: lease) == 0)
    }

    @Test func `an alert that fires stays, however old it is`() async throws {
        try await outage(delivered: true)
        #expect(try await store.forgetAlerts(resolvedBefore: future, limit: 100, under: lease) == 0)
        #expect(try await count(in: "alerts") == 1)
    }

    @Test func `an alert of which people are still to be told stays, and so does the notice`() async throws {
        try await outage(delivered: false)
        try await recover()
        #expect(try await store.forgetAlerts(resolvedBefore: future, limit: 100, under: lease) == 0)
        _ = try await store.database.write { try $0.execute("DELETE FROM alerts") }
        #expect(try await store.forgetNoticesOfNoAlert(before: future, limit: 100, under: lease) == 0)
        #expect(try await count(in: "notices") == 1)
    }

    @Test func `each batch is as large as it may be, and the oldest go first`() async throws {
        for number in 0..<5 {
            clock.advance(.seconds(1))
            try await store.audit(user: nil, username: "u", address: "::1", action: "\(number)", detail: "")
        }
        #expect(try await store.forgetAudit(before: clock.now, limit: 3, under: lease) == 3)
        #expect(try await store.forgetAudit(before: clock.now, limit: 3, under: lease) == 1)
        let left = try await store.database.read { try $0.query("SELECT action FROM audit_log") { $0.text() } }
        #expect(left == ["4"])
    }

    @Test func `tokens that ended and workers that are gone are forgotten, others are not`() async throws {
        let user = try await store.createUser(username: "u", email: "u@example.org", passwordHash: "x", role: .viewer)
        _ = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        var worker = WorkerRow(
            name: "old", host: "h", roles: "worker", version: "1", state: WorkerRow.running, startedAt: clock.now,
            seenAt: clock.now)
        try await store.writeWorker(worker)
        clock.advance(.seconds(100))
        _ = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        (worker.name, worker.seenAt) = ("live", clock.now)
        try await store.writeWorker(worker)
        #expect(try await store.forgetRefreshTokens(expiredBefore: clock.now, limit: 9, under: lease) == 1)
        #expect(try await store.forgetWorkers(seenBefore: clock.now, limit: 9, under: lease) == 1)
        #expect(try await store.workers().map(\.name) == ["live"])
    }

    @Test func `windows that ended are forgotten, open ones are not`() async throws {
        for end in [10, 100] {
            let endsAt = clock.now + .seconds(end)
            _ = try await store.createMaintenanceWindow(by: "ada", review: { _, _, _ in .keep }) {
                ($0.name, $0.endsAt) = ("ends after \(end)", endsAt)
            }
        }
        clock.advance(.seconds(50))
        #expect(try await store.forgetMaintenance(endedBefore: clock.now, limit: 9, under: lease) == 1)
        #expect(try await store.maintenanceWindows().map(\.name) == ["ends after 100"])
    }

    @Test func `who lost the lease forgets nothing`() async throws {
        try await store.audit(user: nil, username: "u", address: "::1", action: "x", detail: "")
        let seen = try await store.leaseRecord(of: "upkeep")
        _ = try await store.acquireLease("upkeep", for: "other", seen: seen, lifetime: .seconds(25))
        await #expect(throws: StoreError.leaseLost) {
            try await store.forgetAudit(before: future, limit: 9, under: lease)
        }
        #expect(try await count(in: "audit_log") == 1)
    }
}
