import Database
import Monitoring
import TestKit
import Testing

@testable import Store

/// Cameras that share a host.
struct CameraClaimsTests {
    let clock = ManualClock()
    let store: Store
    private let silent = HostBudget(visits: 1, visitsWhenSilent: 4, silences: 3)

    init() async throws { store = try await Store.temporary(clock: clock) }

    @Test func `channels of one host are claimed one after the other, those of other hosts beside them`() async throws {
        let channels = try await store.addChannels(3)
        let other = try await store.addCamera("yard", "10.1.0.2")
        let first = try await store.claimCameras(at: .start)
        #expect(first.map(\.subject.id) == [channels[0].id, other.id])
        #expect(try await store.claimCameras(worker: "w2", at: .start).isEmpty)
        #expect(try await store.save(Array(first.prefix(1)), at: .start, .up(at: .start)).madeDue == [.camera])
        #expect(try await store.claimCameras(worker: "w2", at: .start).map(\.subject.id) == [channels[1].id])
    }

    @Test(arguments: [1, 3, 8])
    func `as many are claimed at once as are allowed, by all workers together`(most: Int) async throws {
        _ = try await store.addChannels(10)
        let budget = HostBudget(visits: most, visitsWhenSilent: most, silences: 3)
        let claimed = try await withThrowingTaskGroup(of: [Claim<Camera>].self) { group in
            for worker in 0..<4 {
                group.addTask { try await store.claimCameras(worker: "w\(worker)", budget: budget, at: .start) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == most)
        #expect(Set(claimed.map(\.subject.id)).count == most)
    }

    @Test func `spellings of one host are one host`() async throws {
        for (number, host) in ["cam.example.com", "CAM.example.com", "cam.example.com."].enumerated() {
            _ = try await store.createCamera(
                CameraConfiguration(
                    name: "\(number)", address: "10.1.0.\(number + 1)", rtspURL: "rtsp://\(host)/\(number)"))
        }
        #expect(try await store.claimCameras(at: .start).count == 1)
    }

    @Test func `what waits for its host is not called due, until a claim there ends`() async throws {
        _ = try await store.addChannels(2)
        #expect(try await store.nextCameraDue() == .start)
        let claimed = try await store.claimCameras(at: .start)
        #expect(try await store.nextCameraDue() == .start + .seconds(60))
        _ = try await store.save(claimed, at: .start, .up(at: .start))
        #expect(try await store.nextCameraDue() == .start)
        #expect(try await store.claimCameras(at: .start + .seconds(60)).count == 1)
    }

    @Test func `a claim that ended without a word holds up no other camera of the host`() async throws {
        _ = try await store.addChannels(2)
        _ = try await store.claimCameras(at: .start)
        #expect(try await store.claimCameras(worker: "w2", at: .start + .seconds(60)).count == 1)
    }

    @Test func `more cameras of a silent host are asked at once, until it answers`() async throws {
        let channels = try await store.addChannels(10)
        let place = try #require(StreamPlace(channels[0].configuration.rtspURL))
        try await store.note(silences: 2, at: place)
        let one = try await store.claimCameras(budget: silent, at: .start)
        #expect(one.map(\.knowledge.silences) == [2])
        try await store.note(silences: 3, at: place)
        #expect(try await store.claimCameras(budget: silent, at: .start).count == 3)
        try await store.note(silences: 0, at: place)
        #expect(try await store.claimCameras(budget: silent, at: .start).isEmpty)
    }

    @Test func `a camera that may take long is leased long`() async throws {
        let camera = try await store.addCamera()
        _ = try await store.updateCamera(camera.id) { $0.timeout = 120 }
        #expect(try await store.claimCameras(at: .start).count == 1)
        #expect(try await store.nextCameraDue() == .start + .seconds(160))
    }

    private func insistence(of camera: ID<Camera>) async throws -> Timestamp? {
        try await store.database.first("SELECT insists_since FROM cameras WHERE id = ?", [camera]) {
            $0.timestampOrNil()
        }
            ?? nil
    }

    @Test func `who tests a camera or saves its password again is known at the claim`() async throws {
        let channels = try await store.addChannels(2)
        clock.advance(.seconds(100))
        _ = try await store.requestTest(of: channels[1].id)
        let claimed = try await store.claimCameras(
            budget: HostBudget(visits: 2, visitsWhenSilent: 2, silences: 3), at: clock.now)
        #expect(claimed.map(\.knowledge.insistsSince) == [.start, clock.now])
        try await store.save(claimed, at: clock.now, .refused(at: clock.now))
        clock.advance(.seconds(100))
        _ = try await store.updateCamera(channels[0].id) { $0.location = "Hall" }
        #expect(try await insistence(of: channels[0].id) == .start)
        _ = try await store.updateCamera(channels[0].id, savesPassword: true) { _ in }
        #expect(try await insistence(of: channels[0].id) == clock.now)
    }
}
