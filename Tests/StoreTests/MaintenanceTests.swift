import Alerting
import Monitoring
import TestKit
import Testing

@testable import Store

/// What is told at the end of maintenance, whatever happens to windows meanwhile.
struct MaintenanceTests {
    private let clock = ManualClock()
    private let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private static let review: HeldReview = { $0.step(by: $1, at: $2) }

    private func addWindow(_ seconds: Int, from start: Int = 0, _ match: Match = Match()) async throws
        -> MaintenanceWindow
    {
        let now = clock.now
        return try await store.createMaintenanceWindow(by: "ada", review: Self.review) {
            $0.name = "Patch night"
            ($0.startsAt, $0.endsAt, $0.match) = (now + .seconds(start), now + .seconds(seconds), match)
        }
    }

    private func policy(_ plans: [NoticePlan] = [.email]) async throws -> Policy {
        var policy = Policy(plans)
        policy.settings.notifiesRecovery = true
        policy.windows = try await store.storedPolicy().windows
        return policy
    }

    /// An outage of the device that is due.
    private func goDown() async throws { try await poll { .down(at: $0) } }

    private func comeBack() async throws {
        try await poll {
            .up(at: $0, alerts: [.resolve(.deviceOffline), .note(.deviceOnline, .info, "It is back")])
        }
    }

    private func poll(_ verdict: (Timestamp) -> Verdict<DeviceFacts>) async throws {
        let policy = try await policy()
        try await store.run("UPDATE queue SET due = 0")
        let now = clock.now
        let decisions = try await store.claimDevices(at: now).map {
            Decision($0, verdict(now)).told(by: policy, at: now)
        }
        _ = try await store.save(decisions, settings: policy.settings, now: now)
    }

    private func sent() async throws -> [ClaimedNotice] {
        try await store.claimDueNotices(on: .email, limit: 9, worker: "w", lease: .seconds(60), now: clock.now)
    }

    private func notice() async throws -> Notice {
        let alert = try #require(
            try await store.alerts(AlertFilter()).alerts.last { $0.rule == .deviceOffline })
        return try #require(try await store.alert(alert.id)?.notices.first?.notice)
    }

    @Test func `an outage that lasts is told when the window ends, and not before`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(600)
        try await goDown()
        let held = try await notice()
        #expect(held.state == .pending)
        #expect(held.heldUntil == clock.now + .seconds(600))
        #expect(held.lastError == "In maintenance “Patch night” until \(clock.now + .seconds(600))")
        clock.advance(.seconds(599))
        #expect(try await sent().isEmpty)
        clock.advance(.seconds(1))
        #expect(try await sent().map(\.notice.id) == [held.id])
    }

    @Test func `neither a restart nor a mended receiver sends what waits for the end`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(600)
        try await goDown()
        _ = try await store.createAlert(severity: .high, message: "Look", to: [.email.waiting(.seconds(8))])
        try await store.makeNoticesDue(on: .email, now: clock.now)
        try await store.repairNoticeTimes(on: .email, lease: .seconds(60), renewsClaims: true, now: clock.now)
        clock.advance(.seconds(8))
        #expect(try await sent().compactMap(\.notice.heldUntil) == [])
        #expect(try await notice().nextAttemptAt == .start + .seconds(600))
    }

    @Test func `what is resolved, acknowledged or deleted in the window is never told`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(600)
        try await goDown()
        clock.advance(.seconds(60))
        try await comeBack()
        #expect(try await notice().state == .cancelled)
        #expect(try await notice().lastError?.hasPrefix("In maintenance") == true)
        let policy = try await policy()
        for end in 0..<2 {
            let alert = try await store.createAlert(device: nil, severity: .high, message: "Look") {
                policy.telling(of: News(.manual, .high, of: $0), at: $1)
            }.alert
            if end == 0 {
                let user = try await store.createUser(
                    username: "ada", email: "ada@example.org", passwordHash: "x", role: .operator)
                _ = try await store.acknowledgeAlert(alert.id, by: user)
            } else {
                _ = try await store.deleteAlert(alert.id)
            }
        }
        clock.advance(.seconds(600))
        #expect(try await sent().isEmpty)
    }

    @Test func `the end of an outage that maintenance kept back is not told`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(600)
        try await goDown()
        try await comeBack()
        clock.advance(.seconds(601))
        #expect(try await sent().isEmpty)
        let note = try #require(try await store.alerts(AlertFilter()).alerts.first { $0.rule == .deviceOnline })
        #expect(try await store.alert(note.id)?.notTold == "Nobody was told of the outage")
    }

    @Test func `the end of an outage that was told before maintenance is told in it`() async throws {
        _ = try await store.addDevice()
        try await goDown()
        #expect(try await sent().count == 1)
        _ = try await addWindow(600)
        clock.advance(.seconds(5))
        try await comeBack()
        #expect(try await sent().count == 1)
    }

    @Test func `an outage that goes on after a window that was told late is told at its end, too`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(600)
        try await goDown()
        clock.advance(.seconds(600))
        #expect(try await sent().count == 1)
        try await comeBack()
        #expect(try await sent().count == 1)
    }

    // MARK: Windows that change

    @Test func `a window that is shortened, extended or moved takes what waits with it`() async throws {
        _ = try await store.addDevice()
        let window = try await addWindow(600)
        try await goDown()
        for end in [300, 900] {
            _ = try await store.updateMaintenanceWindow(window.id, review: Self.review) {
                $0.endsAt = .start + .seconds(end)
            }
            #expect(try await notice().heldUntil == .start + .seconds(end))
            #expect(try await store.nextNoticeDue(on: .email) == .start + .seconds(end))
        }
        clock.advance(.seconds(10))
        _ = try await store.updateMaintenanceWindow(window.id, review: Self.review) {
            $0.startsAt = .start + .seconds(700)
        }
        #expect(try await sent().count == 1)
    }

    @Test func `a window that is deleted frees what waits, unless another one covers it`() async throws {
        _ = try await store.addDevice()
        let (first, second) = (try await addWindow(600), try await addWindow(900))
        try await goDown()
        #expect(try await notice().heldUntil == .start + .seconds(900))
        #expect(try await store.deleteMaintenanceWindow(second.id, review: Self.review))
        #expect(try await notice().heldUntil == .start + .seconds(600))
        #expect(try await sent().isEmpty)
        #expect(try await store.deleteMaintenanceWindow(first.id, review: Self.review))
        #expect(try await sent().count == 1)
        #expect(try await notice().lastError == nil)
        #expect(try await !store.deleteMaintenanceWindow(first.id, review: Self.review))
    }

    @Test func `a new window that follows holds on to what waits`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(600)
        try await goDown()
        _ = try await addWindow(1200, from: 600)
        clock.advance(.seconds(600))
        #expect(try await sent().isEmpty)
        clock.advance(.seconds(600))
        #expect(try await sent().count == 1)
    }

    @Test func `what a worker wrote by a window that was deleted at that moment is freed by the next review`()
        async throws
    {
        _ = try await store.addDevice()
        let window = try await addWindow(600)
        let before = try await policy()
        _ = try await store.deleteMaintenanceWindow(window.id, review: Self.review)
        let decisions = try await store.claimDevices(at: clock.now).map {
            Decision($0, .down(at: .start)).told(by: before, at: .start)
        }
        _ = try await store.save(decisions, settings: Settings(), now: clock.now)
        #expect(try await sent().isEmpty)
        #expect(try await store.reviewHeldNotices(Self.review) == 1)
        #expect(try await store.reviewHeldNotices(Self.review) == 0)
        #expect(try await sent().count == 1)
    }

    @Test func `a device that loses the tag of its window is told of at the next review`() async throws {
        let device = try await store.createDevice(
            DeviceConfiguration(name: "core-1", address: "10.0.0.1", tags: ["patched"]))
        _ = try await addWindow(600, Match(tags: ["patched"]))
        try await goDown()
        #expect(try await store.reviewHeldNotices(Self.review) == 0)
        _ = try await store.updateDevice(device.id) { $0.tags = [] }
        #expect(try await store.reviewHeldNotices(Self.review) == 1)
        #expect(try await sent().count == 1)
    }

    @Test func `a notice that waited for days is not given up as old when its receiver is away`() async throws {
        _ = try await store.addDevice()
        _ = try await addWindow(100 * 3600)
        try await goDown()
        clock.advance(.seconds(100 * 3600))
        let given = try await store.giveUpNotices(
            on: .email, writtenBefore: clock.now - .seconds(72 * 3600), because: "away")
        #expect(given == 0)
        #expect(try await sent().first?.notice.sendableSince == clock.now)
    }

    @Test func `windows are listed with those that have ended last`() async throws {
        let ended = try await addWindow(10)
        clock.advance(.seconds(20))
        let planned = try await addWindow(200, from: 100)
        let open = try await addWindow(100)
        #expect(try await store.maintenanceWindows().map(\.id) == [open.id, planned.id, ended.id])
        #expect(try await store.maintenanceWindow(open.id) == open)
        #expect(open.createdBy == "ada")
    }
}
