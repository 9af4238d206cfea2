import Monitoring
import Store
import Testing

@testable import LapwingServer
@testable import Workers

struct TaskExpiryTests {
    @Test func `a task that nobody took up within a day has failed, and is forgotten a day later`() async throws {
        let time = ManualTime()
        let store = try await Store.temporary(in: time)
        let device = try await store.createDevice(DeviceConfiguration(name: "core-1", address: "10.0.0.1"))
        let task = try #require(try await store.requestPoll(of: device.id))
        let expiry = Leader(
            "upkeep", holder: "w", duties: [TaskExpiry(store: store, clock: time.clock)], store: store,
            clock: time.clock, logger: .silent)
        try await running([expiry]) {
            time.advance(by: .seconds(23 * 3600))
            #expect(try await store.task(task.id)?.state == .pending)
            try await eventually("it has failed") {
                await time.pass(.seconds(600))
                return try await store.task(task.id)?.state == .failure
            }
            #expect(time.uptime >= .seconds(24 * 3600))
            try await eventually("it is forgotten") {
                await time.pass(.seconds(600))
                return try await store.task(task.id) == nil
            }
            #expect(time.uptime >= .seconds(48 * 3600))
        }
    }
}
