import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct PollSlotsTests {
    @Test func `the next slot is the first after the moment`() {
        let slots = PollSlots(interval: 10, phase: 3)
        for (now, next) in [(0, 3), (2, 3), (3, 10_003), (10_002, 10_003), (10_003, 20_003), (-9_998, -9_997)]
            as [(Int64, Int64)]
        {
            #expect(slots.next(after: Timestamp(milliseconds: now)) == Timestamp(milliseconds: next), "\(now)")
        }
    }

    @Test func `a phase longer than the interval counts by its remainder`() {
        let slots = PollSlots(interval: 10, phase: 2_147_483_647)
        let next = slots.next(after: .start)
        #expect(next > .start && next <= .start + .seconds(10))
        #expect(next.milliseconds % 10_000 == 2_147_483_647 % 10_000)
    }

    @Test func `a fleet is spread evenly over the interval`() {
        let count = 10_000
        var perSecond = [Int](repeating: 0, count: 60)
        for id in 1...Int64(count) {
            let next = PollSlots(interval: 60, phase: PollSlots.phase(of: id)).next(after: .start)
            perSecond[Int((next.milliseconds - Timestamp.start.milliseconds - 1) / 1000)] += 1
        }
        let mean = Double(count) / 60
        let squares = perSecond.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
        #expect(squares < 93, "chi-squared of 59 degrees of freedom, p = 0.003")
    }

    @Test func `phases are the same for ever`() {
        #expect([1, 2, 1000].map(PollSlots.phase(of:)) == [1_216_681_718, 1_269_570_287, 504_323_397])
    }

    @Test func `after a stop, what is overdue goes to its slots, and what must not wait stays`() async throws {
        let clock = ManualClock()
        let store = try await Store.temporary(clock: clock)
        try await store.addDevices(6)
        var claimed = try await store.claimDevices(5, at: .start)
        try await store.save([claimed.removeFirst()], at: .start) { _ in .soft(at: .start) }
        try await store.save(claimed, at: .start)
        _ = try await store.requestPoll(of: ID(2))
        _ = try await store.updateDevice(ID(3)) { $0.pollInterval = 3600 }
        try await store.save(try await store.claimDevices(at: .start).filter { $0.subject.id == ID(3) }, at: .start)
        try await store.releaseClaims(of: "w")
        _ = try await store.claimDevices(1, worker: "alive", at: .start + .seconds(7199))

        let now = Timestamp.start + .seconds(7200)
        try await store.respreadOverdue(grace: .seconds(60), settings: Settings(), now: now)
        let due = try await store.claimDevices(at: now)
        #expect(Set(due.map(\.subject.id.rawValue)).isSubset(of: [1, 2, 6]))
        let claimedBefore = try await store.database.first(
            "SELECT id FROM queue WHERE claimed_by LIKE 'alive/%'", []
        ) { $0.integer() }
        #expect(Set(due.map(\.subject.id.rawValue) + [try #require(claimedBefore)]) == [1, 2, 6])
        for id in [3, 4, 5] as [Int64] {
            let slot = try await store.nextPoll(of: id)
            let interval = id == 3 ? 3600 : 300
            #expect(slot == PollSlots(interval: interval, phase: PollSlots.phase(of: id)).next(after: now))
        }
    }

    @Test func `a little late is not overdue`() async throws {
        let store = try await Store.temporary(clock: ManualClock())
        try await store.addDevices(1)
        try await store.save(try await store.claimDevices(at: .start), at: .start)
        let due = try #require(try await store.nextDeviceDue())
        try await store.respreadOverdue(grace: .seconds(60), settings: Settings(), now: due + .seconds(60))
        #expect(try await store.nextDeviceDue() == due)
    }

    @Test func `new intervals move the slots that are to come`() async throws {
        let store = try await Store.temporary(clock: ManualClock())
        try await store.addDevices(3)
        try await store.save(try await store.claimDevices(2, at: .start), at: .start)
        let camera = try await store.addCamera()
        try await store.save(try await store.claimCameras(at: .start), at: .start, .up(at: .start))
        var settings = Settings()
        settings.devicePollInterval = 10
        settings.cameraPollInterval = 20
        try await store.reschedule(settings: settings, now: .start)
        for id in [1, 2] as [Int64] {
            let slots = PollSlots(interval: 10, phase: PollSlots.phase(of: id))
            #expect(try await store.nextPoll(of: id) == slots.next(after: .start))
        }
        #expect(try await store.nextPoll(of: 3) == .start, "never polled: still due")
        let slots = PollSlots(interval: 20, phase: PollSlots.phase(of: camera.id.rawValue))
        #expect(try await store.nextCameraDue() == slots.next(after: .start))
    }
}

extension Store {
    func nextPoll(of device: Int64) async throws -> Timestamp? {
        try await database.first("SELECT due FROM queue WHERE kind = 'device' AND id = ?", [device]) {
            $0.timestampOrNil()
        }
            ?? nil
    }
}
