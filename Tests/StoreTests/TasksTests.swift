import Foundation
import Monitoring
import TestKit
import Testing

@testable import Store

struct TasksTests {
    let clock = ManualClock()
    let store: Store
    let device: Device

    init() async throws {
        store = try await Store.temporary(clock: clock)
        device = try await store.addDevice()
        try await store.save(try await store.claimDevices(at: .start), at: .start)
        clock.advance(.seconds(1))
    }

    private func request() async throws -> PollTask { try #require(try await store.requestPoll(of: device.id)) }

    private func claim() async throws -> [Claim<Device>] { try await store.claimDevices(at: clock.now) }

    private func state(_ task: PollTask) async throws -> PollTask.State? { try await store.task(task.id)?.state }

    @Test func `a task makes its device due at once, is started by the claim and answered by the save`() async throws {
        let task = try await request()
        #expect(task.state == .pending)
        #expect(task.createdAt == clock.now)
        #expect(try await store.task(task.id) == task)
        let claimed = try await claim()
        #expect(claimed.first?.tasks == [task.id])
        let started = try #require(try await store.task(task.id))
        #expect(started.state == .started)
        #expect(started.startedAt == clock.now)

        clock.advance(.seconds(1))
        let batch = try await store.save(claimed, at: clock.now) { _ in .down(at: clock.now) }
        #expect(batch.finishedTasks == [task.id])
        let finished = try #require(try await store.task(task.id))
        #expect(finished.state == .success)
        #expect(finished.finishedAt == clock.now)
        let result = try JSONDecoder().decode([String: JSON].self, from: Data((finished.result ?? "").utf8))
        #expect(
            result == [
                "device_id": .number(1), "device_name": .text("core-1"), "ip_address": .text("10.0.0.1"),
                "status": .text("offline"), "status_changed": .flag(true), "last_seen": .text("2027-01-15T08:00:00Z"),
                "latency_ms": .null, "error": .text("No answer"),
            ])
    }

    @Test func `a camera's test is answered with the camera's fields`() async throws {
        let camera = try await store.addCamera()
        let task = try #require(try await store.requestTest(of: camera.id))
        #expect(task.kind == .cameraTest)
        try await store.save(try await store.claimCameras(at: clock.now), at: clock.now, .up(at: clock.now))
        let result = try #require(try await store.task(task.id)?.result)
        #expect(
            try JSONDecoder().decode([String: JSON].self, from: Data(result.utf8)) == [
                "camera_id": .number(1), "camera_name": .text("gate"), "ip_address": .text("10.1.0.1"),
                "status": .text("online"), "status_changed": .flag(true), "latency_ms": .number(20), "error": .null,
            ])
    }

    @Test func `a task that comes while a poll is in flight is served by another poll`() async throws {
        try await store.makeDue([device.id], now: clock.now)
        let inFlight = try await claim()
        let task = try await request()
        #expect(try await claim().isEmpty)
        let batch = try await store.save(inFlight, at: clock.now)
        #expect(batch.finishedTasks == [])
        #expect(try await state(task) == .pending)
        let next = try await claim()
        #expect(next.first?.tasks == [task.id])
    }

    @Test func `a task waits for a result that is confirmed`() async throws {
        let task = try await request()
        try await store.save(try await claim(), at: clock.now) { _ in .soft(at: clock.now) }
        #expect(try await state(task) == .started)
        clock.advance(.seconds(2))
        let again = try await claim()
        #expect(again.first?.tasks == [task.id])
        try await store.save(again, at: clock.now) { _ in .notAsked }
        #expect(try await state(task) == .started)
        clock.advance(.seconds(2))
        try await store.save(try await claim(), at: clock.now)
        #expect(try await state(task) == .success)
    }

    @Test func `a task outlives the worker that started it`() async throws {
        let task = try await request()
        _ = try await claim()
        clock.advance(.seconds(60))
        let again = try await claim()
        #expect(again.first?.tasks == [task.id])
        #expect(try await store.save(again, at: clock.now).finishedTasks == [task.id])
    }

    @Test func `the first poll of a new device changes its status, if another found it meanwhile`() async throws {
        let device = try await store.addDevice("new", "10.0.0.2")
        let inFlight = try await claim()
        let task = try #require(try await store.requestPoll(of: device.id))
        try await store.save(inFlight, at: clock.now) { .up($0.checks, at: clock.now) }
        clock.advance(.seconds(1))
        try await store.save(try await claim(), at: clock.now) { .up($0.checks, at: clock.now) }
        #expect(try await hasChanged(task) == true)
        let next = try #require(try await store.requestPoll(of: device.id))
        try await store.save(try await claim(), at: clock.now) { .up($0.checks, at: clock.now) }
        #expect(try await hasChanged(next) == false)
    }

    @Test func `the first test of a new camera changes its status, if another found it meanwhile`() async throws {
        let camera = try await store.addCamera()
        let inFlight = try await store.claimCameras(at: clock.now)
        let task = try #require(try await store.requestTest(of: camera.id))
        try await store.save(inFlight, at: clock.now, .up(at: clock.now))
        clock.advance(.seconds(1))
        try await store.save(try await store.claimCameras(at: clock.now), at: clock.now, .up(at: clock.now))
        #expect(try await hasChanged(task) == true)
    }

    @Test func `a status that changed and changed back is none that changed`() async throws {
        try await store.makeDue([device.id], now: clock.now)
        let inFlight = try await claim()
        let task = try await request()
        try await store.save(inFlight, at: clock.now) { _ in .down(at: clock.now) }
        clock.advance(.seconds(1))
        try await store.save(try await claim(), at: clock.now) { .up($0.checks, at: clock.now) }
        #expect(try await hasChanged(task) == false)
    }

    private func hasChanged(_ task: PollTask) async throws -> Bool? {
        let result = try #require(try await store.task(task.id)?.result)
        let fields = try JSONDecoder().decode([String: JSON].self, from: Data(result.utf8))
        guard case .flag(let hasChanged) = fields["status_changed"] else { return nil }
        return hasChanged
    }

    @Test func `several tasks are answered by one poll`() async throws {
        let tasks = [try await request(), try await request()].map(\.id)
        let batch = try await store.save(try await claim(), at: clock.now)
        #expect(Set(batch.finishedTasks) == Set(tasks))
    }

    @Test func `a disabled device is polled for a task, until it is answered, and not after`() async throws {
        _ = try await store.updateDevice(device.id) { $0.isEnabled = false }
        let task = try await request()
        try await store.save(try await claim(), at: clock.now) { _ in .soft(at: clock.now) }
        clock.advance(.seconds(2))
        try await store.save(try await claim(), at: clock.now)
        #expect(try await state(task) == .success)
        #expect(try await store.nextDeviceDue() == nil)
    }

    @Test func `a task that was waiting when its device was disabled is still answered`() async throws {
        let task = try await request()
        _ = try await claim()
        _ = try await store.updateDevice(device.id) { $0.isEnabled = false }
        try await store.save(try await claim(), at: clock.now)
        #expect(try await state(task) == .success)
    }

    @Test func `what is not there cannot be asked for`() async throws {
        #expect(try await store.requestPoll(of: ID(99)) == nil)
        #expect(try await store.requestTest(of: ID(99)) == nil)
        #expect(try await store.task("nothing") == nil)
    }

    @Test func `old tasks are forgotten, and those nobody took up have failed`() async throws {
        let answered = try await request()
        try await store.save(try await claim(), at: clock.now)
        let waiting = try await request()
        clock.advance(.seconds(100))
        let young = try await request()
        try await store.expireTasks(before: clock.now)
        #expect(try await store.task(answered.id) == nil)
        #expect(try await state(waiting) == .failure)
        #expect(try await store.task(waiting.id)?.error != nil)
        #expect(try await state(young) == .pending)
    }
}

/// A JSON value, as far as results of tasks go.
private enum JSON: Decodable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}
