import Monitoring
import TestKit
import Testing

@testable import Store

/// The clock is set by an hour while things are claimed and wait.
struct ScheduleRepairTests {
    let clock = ManualClock()
    let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func mend(renewsClaims: Bool = true) async throws {
        let now = clock.now
        try await store.repairPollTimes(
            soon: .seconds(32), lease: .seconds(60), renewsClaims: renewsClaims, now: now)
        try await store.repairNoticeTimes(on: .email, lease: .seconds(60), renewsClaims: renewsClaims, now: now)
    }

    @Test func `set back, what is unconfirmed, asked for or new is asked at once, and the others at their time`()
        async throws
    {
        try await store.addDevices(4)
        var claimed = try await store.claimDevices(3, at: .start)
        try await store.save([claimed.removeFirst()], at: .start) { _ in .soft(at: .start) }
        try await store.save(claimed, at: .start)
        _ = try await store.requestPoll(of: ID(2))
        let regular = try await store.nextPoll(of: 3)
        clock.advance(.seconds(-3600))
        try await mend()
        let due = try await store.claimDevices(at: clock.now)
        #expect(Set(due.map(\.subject.id.rawValue)) == [1, 2, 4])
        #expect(try await store.nextPoll(of: 3) == regular)
    }

    @Test func `set back, what a process that is gone had claimed is free after a lease`() async throws {
        try await store.addDevices(1)
        _ = try await store.createAlert(
            device: nil, severity: .high, message: "Look", to: [.email])
        _ = try await store.claimDevices(worker: "gone", at: .start)
        _ = try await store.claimDueNotices(on: .email, limit: 1, worker: "gone", lease: .seconds(60), now: .start)
        clock.advance(.seconds(-3600))
        try await mend()
        #expect(try await store.claimDevices(at: clock.now + .seconds(59)).isEmpty)
        #expect(try await store.claimDevices(at: clock.now + .seconds(60)).count == 1)
        let notices = try await store.claimDueNotices(
            on: .email, limit: 1, worker: "w", lease: .seconds(60), now: clock.now + .seconds(60))
        #expect(notices.map(\.mayBeRepeat) == [true])
    }

    @Test func `set forward, what is being asked is not asked twice`() async throws {
        try await store.addDevices(1)
        let claimed = try await store.claimDevices(worker: "busy", at: .start)
        clock.advance(.seconds(3600))
        try await mend()
        #expect(try await store.claimDevices(at: clock.now).isEmpty)
        #expect(try await store.save(claimed, at: clock.now).refused.isEmpty)
    }

    @Test func `at a start, claims that ended are free`() async throws {
        try await store.addDevices(1)
        _ = try await store.claimDevices(worker: "gone", at: .start)
        clock.advance(.seconds(3600))
        try await mend(renewsClaims: false)
        #expect(try await store.claimDevices(at: clock.now).count == 1)
    }
}
