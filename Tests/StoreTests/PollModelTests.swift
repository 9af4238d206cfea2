import Monitoring
import TestKit
import Testing

@testable import Store

/// Claims, saves, crashes and steps of the clock in random order, against a model that is simple enough to be right.
struct PollModelTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    private struct Row {
        var due: Timestamp
        var claim: (text: String, due: Timestamp, worker: String)?
        var status = Status.unknown
        var isMeasured = false
        /// How often its alert that fires was raised; `nil` where none does.
        var raised: Int?
        var alerts = 0

        func isFree(at now: Timestamp) -> Bool { due <= now }
    }

    private struct Run {
        let store: Store
        let clock: ManualClock
        var rows: [Int64: Row]
        var held: [Claim<Device>] = []
        /// Those of workers that crashed, and those that were saved.
        var lost: [Claim<Device>] = []
        var generator: Generator

        mutating func step() async throws {
            switch Int.random(in: 0..<100, using: &generator) {
            case 0..<35: try await claim(Bool.random(using: &generator) ? "one" : "two")
            case 35..<70: try await save(isLate: false)
            case 70..<76: try await save(isLate: true)
            case 76..<80: crash()
            case 80..<84: try await release(Bool.random(using: &generator) ? "one" : "two")
            case 84..<97: clock.advance(.milliseconds(Int.random(in: 0...90_000, using: &generator)))
            default: try await setClock()
            }
        }

        private mutating func claim(_ worker: String) async throws {
            let now = clock.now
            let claimed = try await store.claimDueDevices(limit: 100, worker: worker, lease: .seconds(60), now: now)
            let due = rows.filter { $0.value.isFree(at: now) }
            #expect(claimed.map(\.subject.id.rawValue).sorted() == due.keys.sorted())
            for device in claimed {
                let id = device.subject.id.rawValue
                let before = try #require(rows[id])
                #expect(device.due == before.claim?.due ?? before.due)
                #expect(device.subject.status == before.status)
                rows[id]?.claim = (device.token, device.due, worker)
                rows[id]?.due = now + .seconds(60)
            }
            held += claimed
        }

        /// One of them, up or down.
        private mutating func save(isLate: Bool) async throws {
            let claims = isLate ? lost : held
            guard let index = claims.indices.randomElement(using: &generator) else { return }
            let (claimed, now) = (claims[index], clock.now)
            if isLate { lost.remove(at: index) } else { held.remove(at: index) }
            let id = claimed.subject.id.rawValue
            let isUp = Bool.random(using: &generator)
            let saved = try await store.save([claimed], at: now) { claimed in
                isUp
                    ? .up(at: now, alerts: [.resolve(.deviceOffline)])
                    : .down(at: now, alerts: [.raise(.deviceOffline, .high, "It is offline")])
            }
            let isCurrent = rows[id]?.claim?.text == claimed.token
            #expect(saved.refused.isEmpty == isCurrent)
            if Bool.random(using: &generator) { lost.append(claimed) }
            guard isCurrent, var row = rows[id] else { return }
            row.claim = nil
            row.due = PollSlots(interval: 300, phase: PollSlots.phase(of: id)).next(after: now)
            row.isMeasured = true
            row.status = isUp ? .online : .offline
            if isUp {
                row.raised = nil
            } else {
                if row.raised == nil { row.alerts += 1 }
                row.raised = (row.raised ?? 0) + 1
            }
            rows[id] = row
        }

        private mutating func crash() {
            lost += held
            held = []
        }

        private mutating func release(_ worker: String) async throws {
            try await store.releaseClaims(of: worker)
            for (id, row) in rows {
                guard let claim = row.claim, claim.worker == worker else { continue }
                rows[id]?.due = claim.due
                rows[id]?.claim = nil
            }
        }

        /// By up to an hour either way; every process notices.
        private mutating func setClock() async throws {
            clock.advance(.seconds(Int.random(in: -3600...3600, using: &generator)))
            let now = clock.now
            try await store.repairPollTimes(soon: .seconds(32), lease: .seconds(60), renewsClaims: true, now: now)
            for (id, row) in rows {
                if let claim = row.claim {
                    if row.due > now + .seconds(60) || row.due <= now { rows[id]?.due = now + .seconds(60) }
                    rows[id]?.claim?.due = min(claim.due, now)
                } else if row.due > now + .seconds(32), !row.isMeasured {
                    rows[id]?.due = now
                }
            }
        }

        func compare() async throws {
            var filter = AlertFilter()
            filter.perPage = 100_000
            let alerts = try await store.alerts(filter).alerts
            for device in try await store.devices(DeviceFilter()).devices {
                let row = try #require(rows[device.id.rawValue])
                #expect(device.status == row.status)
                let own = alerts.filter { $0.subject?.id == device.id.rawValue }
                #expect(own.count == row.alerts)
                #expect(own.filter { $0.status == .firing }.map(\.count) == (row.raised.map { [$0] } ?? []))
            }
            #expect(try await store.nextDeviceDue() == rows.values.map(\.due).min())
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: 1...20)
    func `no claim is double, no alert lost, and no state without a cause`(seed: UInt64) async throws {
        let clock = ManualClock()
        let store = try await Store.temporary(clock: clock)
        try await store.addDevices(5)
        let rows = (1...5).map { (Int64($0), Row(due: clock.now)) }
        var run = Run(
            store: store, clock: clock, rows: Dictionary(uniqueKeysWithValues: rows),
            generator: Generator(state: seed))
        for step in 1...1000 {
            try await run.step()
            if step % 100 == 0 { try await run.compare() }
        }
    }
}
