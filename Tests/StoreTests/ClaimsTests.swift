import Database
import Monitoring
import Synchronization
import TestKit
import Testing

@testable import Store

struct ClaimsTests {
    let store: Store

    init() async throws { store = try await Store.temporary(clock: ManualClock()) }

    @Test func `a new device is due at once`() async throws {
        let device = try await store.addDevice()
        #expect(try await store.nextDeviceDue() == .start)
        let claimed = try await store.claimDevices(at: .start)
        #expect(claimed.map(\.subject) == [device])
        #expect(claimed.first?.due == .start)
        #expect(claimed.first?.checks == [:])
        #expect(claimed.first?.parent == nil)
        #expect(claimed.first?.tasks == [])
    }

    @Test func `what is claimed is not claimed again until the lease ends`() async throws {
        _ = try await store.addDevice()
        let first = try await store.claimDevices(at: .start)
        #expect(try await store.claimDevices(at: .start + .seconds(59)).isEmpty)
        #expect(try await store.nextDeviceDue() == .start + .seconds(60))
        let second = try await store.claimDevices(at: .start + .seconds(60))
        #expect(second.count == 1)
        #expect(second.first?.token != first.first?.token)
    }

    @Test func `a device that may take longer is claimed for longer, whoever puts claims in order`() async throws {
        _ = try await store.createDevice(
            DeviceConfiguration(
                name: "slow", address: "10.0.0.1", snmp: SNMPAccess(timeout: 10, retries: 1)))
        let allowance = SNMPAccess(timeout: 10, retries: 1).allowance
        #expect(allowance == .seconds(34))
        #expect(try await store.claimDevices(at: .start).count == 1)
        try await store.repairPollTimes(soon: .seconds(30), lease: .seconds(60), renewsClaims: false, now: .start)
        #expect(try await store.nextDeviceDue() == .start + .seconds(60) + allowance)
        #expect(try await store.claimDevices(at: .start + .seconds(93)).isEmpty)
        #expect(try await store.claimDevices(at: .start + .seconds(94)).count == 1)
    }

    @Test func `a save under a lost claim writes nothing`() async throws {
        let device = try await store.addDevice()
        let late = try await store.claimDevices(at: .start)
        let next = try await store.claimDevices(at: .start + .seconds(61))
        let batch = try await store.save(late, at: .start + .seconds(62)) { _ in .down(at: .start) }
        #expect(batch == SavedBatch(polls: [.refused("core-1 (10.0.0.1)")]))
        #expect(try await store.device(device.id) == device)
        #expect(try await store.alertSummary().total == 0)
        #expect(try await store.save(next, at: .start + .seconds(62)).refused.isEmpty)
        #expect(try await store.device(device.id)?.status == .online)
    }

    @Test func `a worker that is started again under its name does not take its old claims for its own`() async throws {
        let device = try await store.addDevice()
        let before = try await store.claimDevices(worker: "main", at: .start)
        try await store.releaseClaims(of: "main")
        let after = try await store.claimDevices(worker: "main", at: .start)
        #expect(try await store.save(before, at: .start).refused.count == 1)
        #expect(try await store.save(after, at: .start).refused.isEmpty)
        #expect(try await store.device(device.id)?.status == .online)
    }

    @Test func `a claim is spent by its save`() async throws {
        _ = try await store.addDevice()
        let claimed = try await store.claimDevices(at: .start)
        #expect(try await store.save(claimed, at: .start).refused.isEmpty)
        #expect(try await store.save(claimed, at: .start).refused.count == 1)
    }

    @Test func `the longest overdue come first, no more than asked for`() async throws {
        try await store.addDevices(5)
        for (id, due) in [(1, 30), (2, 10), (3, 50), (4, 20), (5, 40)] {
            try await store.run(
                "UPDATE queue SET due = ? WHERE kind = 'device' AND id = ?", [Timestamp.start + .seconds(due), id])
        }
        #expect(try await store.nextDeviceDue() == .start + .seconds(10))
        let claimed = try await store.claimDevices(3, at: .start + .seconds(45))
        #expect(claimed.map(\.subject.id.rawValue) == [2, 4, 1])
        #expect(claimed.map(\.due) == [10, 20, 30].map { .start + .seconds($0) })
        #expect(try await store.claimDevices(3, at: .start + .seconds(45)).map(\.subject.id.rawValue) == [5])
        #expect(try await store.claimDevices(3, at: .start + .seconds(45)).isEmpty)
    }

    @Test func `many workers at once claim each device once`() async throws {
        try await store.addDevices(200)
        let claimed = try await withThrowingTaskGroup(of: [Claim<Device>].self) { group in
            for worker in 0..<16 {
                group.addTask {
                    var mine: [Claim<Device>] = []
                    while case let more = try await store.claimDevices(7, worker: "w\(worker)", at: .start),
                        !more.isEmpty
                    {
                        mine += more
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.map(\.subject.id.rawValue).sorted() == Array(1...200))
        #expect(claimed.allSatisfy { $0.token.hasPrefix("w") })
    }

    @Test func `what a worker gives back is due at once, and nobody else's`() async throws {
        try await store.addDevices(3)
        _ = try await store.addCamera()
        _ = try await store.claimDevices(1, worker: "w1", at: .start)
        _ = try await store.claimDevices(1, worker: "w10", at: .start)
        _ = try await store.claimDevices(1, worker: "w_", at: .start)
        _ = try await store.claimDueCameras(limit: 1, worker: "w1", lease: .seconds(60), now: .start)
        try await store.releaseClaims(of: "w1")
        #expect(try await store.claimDevices(at: .start).map(\.subject.id.rawValue) == [1])
        #expect(try await store.claimCameras(at: .start).count == 1)
        try await store.releaseClaims(of: "w_")
        #expect(try await store.claimDevices(at: .start).map(\.subject.id.rawValue) == [3])
    }

    @Test func `a look when nothing is due writes nothing`() async throws {
        let database = CountedWrites(of: store.database)
        let store = Store(database: database, secretKey: Secret("temporary"), logger: store.logger)
        try await store.addDevices(1)
        _ = try await store.claimDevices(at: .start)
        let writes = database.count
        #expect(try await store.claimDevices(at: .start).isEmpty)
        #expect(database.count == writes)
    }

    @Test func `nothing is due where there is nothing`() async throws {
        #expect(try await store.nextDeviceDue() == nil)
        #expect(try await store.nextCameraDue() == nil)
        #expect(try await store.claimDevices(at: .start).isEmpty)
    }

    @Test func `the memory of checks comes with the claim`() async throws {
        _ = try await store.addDevice()
        let states: [Check: CheckState] = [
            .reachability: CheckState(
                hard: .down, since: .start, streak: 2, streakSince: .start + .seconds(1), instability: 3.25,
                isUnstable: true, isReported: true),
            .snmp: CheckState(hard: .up, since: .start),
        ]
        try await store.save(try await store.claimDevices(at: .start), at: .start) { _ in
            var verdict = Verdict.down(at: .start)
            verdict.checks = states
            return verdict
        }
        #expect(try await store.claimDevices(at: .start + .seconds(600)).first?.checks == states)
    }

    @Test func `claims of cameras expire and fence like those of devices`() async throws {
        let camera = try await store.addCamera()
        let late = try await store.claimCameras(at: .start)
        let next = try await store.claimCameras(at: .start + .seconds(60))
        #expect(late.count == 1 && next.count == 1)
        #expect(try await store.save(late, at: .start, .refused(at: .start)).refused == ["gate (10.1.0.1)"])
        #expect(try await store.camera(camera.id) == camera)
        #expect(try await store.save(next, at: .start, .up(at: .start)).refused.isEmpty)
    }
}

/// Counts the transactions that may write.
private final class CountedWrites: Database {
    private let database: any Database
    private let writes = Mutex(0)

    init(of database: any Database) { self.database = database }

    var count: Int { writes.withLock { $0 } }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await database.read(body) }

    func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        writes.withLock { $0 += 1 }
        return try await database.write(lock, body)
    }

    func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? { try await database.first(sql, values, decode) }
}
