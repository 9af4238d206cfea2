import Bus
import Monitoring
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct PolicyWatchTests {
    private let bus = InProcessBus()

    private func changing(
        _ store: Store, _ changes: [String: String?], _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let policy = try await PolicyInForce(configured: Settings(), store: store)
        try await running([PolicyWatch(policy: policy, store: store, bus: bus, logger: .silent)]) {
            try await store.setSettings(changes, secret: [])
            try await body()
        }
    }

    @Test func `a mended receiver sends at once what waited for its next attempt`() async throws {
        let store = try await Store.temporary()
        _ = try await store.createAlert(
            device: nil, severity: .high, message: "x",
            to: [.email, .slack])
        for receiver in [ID<Receiver>.email, .slack] {
            let claimed = try await store.claimDueNotices(
                on: receiver, limit: 1, worker: "w", lease: .seconds(60), now: .now)
            try await store.recordAttempt(
                try #require(claimed.first), DeliveryAttempt(at: .now, succeeded: false, answer: "no such host"),
                nextAttemptAt: .now + .seconds(3600))
        }
        try await changing(store, ["smtp_server": "mail.example.org"]) {
            try await eventually("the email is due") {
                bus.publish(.settingsChanged)
                return try await store.nextNoticeDue(on: .email) ?? .now + .seconds(9) <= .now
            }
            #expect(try await store.nextNoticeDue(on: .slack) ?? .now > .now + .seconds(3000))
        }
    }

    @Test func `a change of which no hint came is found within seconds`() async throws {
        let time = ManualTime()
        let store = try await Store.temporary()
        let policy = try await PolicyInForce(configured: Settings(), store: store)
        let watch = PolicyWatch(policy: policy, store: store, bus: bus, clock: time.clock, logger: .silent)
        try await running([watch]) {
            try await store.setSettings(["device_poll_interval": "7"], secret: [])
            try await eventually("it is in force") {
                await time.pass(.milliseconds(100))
                return policy.settings.devicePollInterval == 7
            }
            try await store.setSettings(["device_poll_interval": nil], secret: [])
            try await eventually("it is taken back") {
                await time.pass(.milliseconds(100))
                return policy.settings.devicePollInterval == 300
            }
        }
    }

    @Test func `a restart of polling goes by the settings as they are stored and wakes the pollers`() async throws {
        let store = try await Store.temporary()
        try await storePolledDevice(in: store)
        let policy = try await PolicyInForce(configured: Settings(), store: store)
        try await store.setSettings(["device_poll_interval": "5"], secret: [])
        var hints = bus.hints().makeAsyncIterator()
        try await PolicyWatch(policy: policy, store: store, bus: bus, logger: .silent).restartPolling()
        #expect(policy.settings.devicePollInterval == 5)
        #expect(try #require(try await store.nextDeviceDue()) <= .now + .seconds(5))
        #expect(await hints.next() == .due(.device))
        #expect(await hints.next() == .due(.camera))
    }

    @Test func `another interval gives every poll another slot`() async throws {
        let store = try await Store.temporary()
        try await storePolledDevice(in: store)
        try await changing(store, ["device_poll_interval": "5"]) {
            try await eventually("it is due within five seconds") {
                bus.publish(.settingsChanged)
                return try await store.nextDeviceDue() ?? .now + .seconds(99) <= .now + .seconds(5)
            }
        }
    }

    /// Next due at some slot of a day.
    private func storePolledDevice(in store: Store) async throws {
        _ = try await store.createDevice(DeviceConfiguration(name: "core-1", address: "10.0.0.1"))
        let claimed = try await store.claimDueDevices(limit: 1, worker: "w", lease: .seconds(60), now: .now)
        var settings = Settings()
        settings.devicePollInterval = 86_400
        let device = try #require(claimed.first)
        let verdict = Verdict(
            measuredAt: .now, status: .online, lastError: nil, facts: DeviceFacts(),
            checks: [.reachability: CheckState(hard: .up, since: .now)])
        let byTheDay = settings
        _ = try await store.save(
            [Decision(device, verdict)], settings: byTheDay, now: .now)
    }
}
