import Monitoring
import TestKit
import Testing

@testable import Store

struct ParentsTests {
    let clock = ManualClock()
    let store: Store
    let parent: Device
    let child: Device

    init() async throws {
        store = try await Store.temporary(clock: clock)
        parent = try await store.addDevice("core", "10.0.0.1")
        child = try await store.addDevice("leaf", "10.0.0.2", parent: parent.id)
    }

    private func claim(_ device: Device) async throws -> Claim<Device> {
        try await store.makeDue([device.id], now: clock.now)
        let claimed = try await store.claimDevices(at: clock.now)
        let mine = try #require(claimed.first { $0.subject.id == device.id })
        try await store.releaseOthers(than: mine)
        return mine
    }

    private func save(_ claimed: Claim<Device>, _ verdict: Verdict<DeviceFacts>) async throws -> SavedBatch {
        try await store.save([claimed], at: clock.now) { _ in verdict }
    }

    private func isDue(_ device: Device) async throws -> Bool {
        let claimed = try await store.claimDevices(at: clock.now)
        try await store.releaseClaims(of: "w")
        return claimed.contains { $0.subject.id == device.id }
    }

    @Test func `a parent's name, state and last poll come with its child's claim`() async throws {
        let never = try await claim(child)
        #expect(never.parent == Parent(name: "core", reachability: CheckState(since: .start), polledAt: nil))
        _ = try await save(try await claim(parent), .down(at: .start))
        clock.advance(.seconds(60))
        let asked = try await claim(child)
        #expect(
            asked.parent == Parent(name: "core", reachability: CheckState(hard: .down, since: .start), polledAt: .start)
        )
    }

    @Test func `a disabled parent says nothing of its child`() async throws {
        _ = try await store.updateDevice(parent.id) { $0.isEnabled = false }
        #expect(try await claim(child).parent == nil)
    }

    @Test func `a child that waits for its parent makes it due now`() async throws {
        _ = try await save(try await claim(parent), .up(at: clock.now))
        clock.advance(.seconds(1))
        #expect(try await !isDue(parent))
        let batch = try await save(try await claim(child), .soft(at: clock.now, needsParent: true))
        #expect(batch.madeDue == [.device])
        #expect(try await isDue(parent))
    }

    @Test func `children do not hurry the re-checks of a parent that is about to be asked again`() async throws {
        _ = try await save(try await claim(parent), .soft(at: clock.now))
        clock.advance(.seconds(1))
        let batch = try await save(try await claim(child), .soft(at: clock.now, needsParent: true))
        #expect(batch.madeDue == [])
        #expect(try await !isDue(parent))
    }

    @Test func `children that are unreachable are due as soon as their parent is back`() async throws {
        _ = try await save(try await claim(parent), .down(at: clock.now))
        _ = try await save(try await claim(child), .unreachable(at: clock.now))
        #expect(try await !isDue(child))
        clock.advance(.seconds(1))
        let batch = try await save(try await claim(parent), .up(at: clock.now))
        #expect(batch.madeDue == [.device])
        #expect(try await isDue(child))
    }

    @Test func `a child found unreachable while its parent came back is asked again at once`() async throws {
        _ = try await save(try await claim(parent), .down(at: clock.now))
        let inFlight = try await claim(child)
        clock.advance(.seconds(1))
        _ = try await save(try await claim(parent), .up(at: clock.now))
        let batch = try await save(inFlight, .unreachable(at: clock.now))
        #expect(batch.refused.isEmpty)
        #expect(batch.madeDue == [.device])
        #expect(try await isDue(child))
    }

    @Test func `a parent that stays up makes no child due`() async throws {
        _ = try await save(try await claim(parent), .up(at: clock.now))
        _ = try await save(try await claim(child), .up(at: clock.now))
        clock.advance(.seconds(1))
        #expect(try await save(try await claim(parent), .up(at: clock.now)).madeDue == [])
        #expect(try await !isDue(child))
    }

    @Test(arguments: [true, false])
    func `unreachable children are asked again when their parent is deleted or disabled`(isDeleted: Bool) async throws {
        _ = try await save(try await claim(parent), .down(at: clock.now))
        _ = try await save(try await claim(child), .unreachable(at: clock.now))
        clock.advance(.seconds(1))
        if isDeleted {
            _ = try await store.deleteDevice(parent.id)
        } else {
            _ = try await store.updateDevice(parent.id) { $0.isEnabled = false }
        }
        #expect(try await isDue(child))
    }

    @Test func `a device that is asked for is due now, unless it is disabled`() async throws {
        for device in [parent, child] { _ = try await save(try await claim(device), .up(at: clock.now)) }
        _ = try await store.updateDevice(child.id) { $0.isEnabled = false }
        clock.advance(.seconds(1))
        try await store.makeDue([parent.id, child.id, ID(77)], now: clock.now)
        #expect(try await isDue(parent))
        #expect(try await !isDue(child))
    }
}

extension Store {
    /// Of those claimed together with it.
    fileprivate func releaseOthers(than claimed: Claim<Device>) async throws {
        try await run(
            "UPDATE queue SET due = claimed_due, claimed_due = NULL, claimed_by = NULL WHERE id <> ? AND claimed_by = ?",
            [claimed.subject.id, claimed.token])
    }
}
