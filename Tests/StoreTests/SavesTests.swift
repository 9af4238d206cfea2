import Monitoring
import TestKit
import Testing

@testable import Store

struct SavesTests {
    let clock = ManualClock()
    let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func poll(_ verdict: Verdict<DeviceFacts>, settings: Settings = Settings()) async throws -> SavedBatch {
        let claimed = try await store.claimDevices(at: clock.now)
        #expect(claimed.count == 1)
        return try await store.save(claimed, at: clock.now, settings: settings) { _ in verdict }
    }

    @Test func `a poll's findings are what clients see`() async throws {
        let device = try await store.addDevice()
        _ = try await poll(.up(at: .start))
        let polled = try #require(try await store.device(device.id))
        #expect(polled.status == .online)
        #expect(polled.lastSeen == .start)
        #expect(polled.facts == DeviceFacts(sysName: "sw", uptime: 5))
        #expect(polled.updatedAt == device.updatedAt)
    }

    @Test func `what a poll did not find keeps its value, an error that is over goes`() async throws {
        let device = try await store.addDevice()
        _ = try await poll(.up(at: .start))
        clock.advance(.seconds(600))
        _ = try await poll(.down(at: clock.now))
        let down = try #require(try await store.device(device.id))
        #expect(down.status == .offline)
        #expect(down.lastError == "No answer")
        #expect(down.lastSeen == .start)
        #expect(down.facts == DeviceFacts(sysName: "sw", uptime: 5))
        clock.advance(.seconds(600))
        _ = try await poll(.up(at: clock.now))
        #expect(try await store.device(device.id)?.lastError == nil)
    }

    @Test func `a poll that could not ask says why, and changes nothing else but the next one`() async throws {
        var device = try await store.addDevice()
        #expect(try await poll(.notAsked) == SavedBatch(polls: [.saved()]))
        device.lastError = "no socket"
        #expect(try await store.device(device.id) == device)
        #expect(try await store.nextDeviceDue() == .start + .seconds(2))
        let revisions = try await store.revisions()
        clock.advance(.seconds(2))
        #expect(try await poll(.notAsked) == SavedBatch(polls: [.saved()]))
        #expect(try await store.revisions() == revisions)
    }

    @Test func `what clients see of a camera is fresh, and its notices go out at once`() async throws {
        let camera = try await store.addCamera()
        let before = try #require(try await store.revisions())
        var check = Verdict<CameraFacts>.up(at: .start)
        check.alerts = [.raise(.cameraOffline, .high, "Camera is offline")]
        let saved = try await store.save(try await store.claimCameras(at: .start), at: .start, check)
        let after = try #require(try await store.revisions())
        #expect(after.cameras.rows > before.cameras.rows && after.alerts > before.alerts)
        #expect(saved.wroteNotices)
        #expect(try await store.camera(camera.id)?.status == .online)
    }

    @Test func `what clients see of a device that cannot be asked is fresh`() async throws {
        _ = try await store.addDevice()
        let before = try #require(try await store.revisions())
        _ = try await poll(.notAsked)
        #expect(try #require(try await store.revisions()).devices.rows > before.devices.rows)
    }

    @Test func `the addresses that a name had are kept, of devices and cameras`() async throws {
        let device = try await store.addDevice("core-1", "core-1.example.net")
        let addresses = KnownAddresses(of: "core-1.example.net", ["192.0.2.7", "fe80::1%3"])
        var verdict = Verdict<DeviceFacts>.up(at: .start)
        verdict.facts.addresses = addresses
        _ = try await poll(verdict)
        #expect(try await store.device(device.id)?.facts.addresses == addresses)
        clock.advance(.seconds(600))
        #expect(try await store.claimDevices(at: clock.now).first?.subject.facts.addresses == addresses)

        let camera = try await store.addCamera()
        var check = Verdict<CameraFacts>.up(at: .start)
        check.facts.addresses = addresses
        try await store.save(try await store.claimCameras(at: clock.now), at: clock.now, check)
        #expect(try await store.camera(camera.id)?.facts.addresses == addresses)
    }

    @Test func `a contradicting result is asked again after the pause it wants`() async throws {
        _ = try await store.addDevice()
        _ = try await poll(.soft(at: .start))
        #expect(try await store.nextDeviceDue() == .start + .seconds(2))
    }

    @Test func `a device is polled at the slots of its own interval, or of the global one`() async throws {
        let device = try await store.addDevice()
        var settings = Settings()
        settings.devicePollInterval = 120
        _ = try await poll(.up(at: .start), settings: settings)
        let slots = PollSlots(interval: 120, phase: PollSlots.phase(of: device.id.rawValue))
        #expect(try await store.nextDeviceDue() == slots.next(after: .start))
        clock.advance(.seconds(120))
        _ = try await store.updateDevice(device.id) { $0.pollInterval = 10 }
        _ = try await poll(.up(at: clock.now), settings: settings)
        let own = PollSlots(interval: 10, phase: PollSlots.phase(of: device.id.rawValue))
        #expect(try await store.nextDeviceDue() == own.next(after: clock.now))
    }

    @Test(
        arguments: [
            { $0.address = "10.0.0.99" }, { $0.snmp.port = 1161 }, { $0.snmp.version = .v1 },
            { $0.snmp.community = Secret("new") }, { $0.snmp.v3 = SNMPv3Credentials(username: "u") },
            { $0.isEnabled = false }, { $0.pollInterval = 10 },
        ] as [@Sendable (inout DeviceConfiguration) -> Void])
    func `a poll of the old configuration in flight is not saved`(
        change: @escaping @Sendable (inout DeviceConfiguration) -> Void
    ) async throws {
        let device = try await store.addDevice()
        let old = try await store.claimDevices(at: .start)
        let changed = try await store.updateDevice(device.id, change)
        #expect(try await store.save(old, at: .start) { _ in .down(at: .start) }.refused.count == 1)
        #expect(try await store.device(device.id) == changed)
        #expect(
            try await store.claimDevices(at: .start).map(\.subject)
                == [changed].filter { $0?.configuration.isEnabled == true })
    }

    @Test(
        arguments: [
            { $0.name = "renamed" }, { $0.meta = "{\"a\":1}" }, { $0.tags = ["x"] }, { $0.vendor = "Acme" },
        ] as [@Sendable (inout DeviceConfiguration) -> Void])
    func `a change that does not concern the poll leaves it in peace`(
        change: @escaping @Sendable (inout DeviceConfiguration) -> Void
    ) async throws {
        let device = try await store.addDevice()
        let claimed = try await store.claimDevices(at: .start)
        _ = try await store.updateDevice(device.id, change)
        #expect(try await store.save(claimed, at: .start).refused.isEmpty)
        #expect(try await store.device(device.id)?.status == .online)
    }

    @Test func `a disabled device is not polled, is unknown, and its alerts are over`() async throws {
        let device = try await store.addDevice()
        _ = try await poll(.down(at: .start))
        _ = try await store.updateDevice(device.id) { $0.isEnabled = false }
        let disabled = try #require(try await store.device(device.id))
        #expect(disabled.status == .unknown)
        #expect(disabled.lastError == nil)
        #expect(try await store.nextDeviceDue() == nil)
        let alert = try #require(try await store.alertSummary().recent.first)
        #expect(alert.status == .resolved)
        #expect(try await store.alert(alert.id)?.notices.map(\.notice.state) == [.cancelled])
        _ = try await store.updateDevice(device.id) { $0.isEnabled = true }
        #expect(try await store.claimDevices(at: .start).first?.checks == [:])
    }

    @Test func `what a poll by hand found while a device was disabled is no first failure when it is enabled`()
        async throws
    {
        let device = try await store.addDevice()
        _ = try await store.updateDevice(device.id) { $0.isEnabled = false }
        _ = try await store.requestPoll(of: device.id)
        _ = try await poll(.down(at: .start))
        _ = try await store.requestPoll(of: device.id)
        let inFlight = try await store.claimDevices(at: .start)
        _ = try await store.updateDevice(device.id) {
            $0.isEnabled = true
            $0.address = "10.0.0.2"
        }
        #expect(try await store.save(inFlight, at: .start).refused.count == 1)
        let claimed = try await store.claimDevices(at: .start)
        #expect(claimed.map(\.checks) == [[:]])
        #expect(claimed.map(\.subject.status) == [.unknown])
    }

    @Test func `a device that is created disabled is not due`() async throws {
        _ = try await store.createDevice(DeviceConfiguration(name: "a", address: "10.0.0.1", isEnabled: false))
        #expect(try await store.nextDeviceDue() == nil)
    }

    @Test func `of a batch, those whose claims stand are saved`() async throws {
        try await store.addDevices(3)
        let claimed = try await store.claimDevices(at: .start)
        _ = try await store.deleteDevice(ID(2))
        let batch = try await store.save(claimed, at: .start)
        #expect(batch.polls == [.saved(), .refused("device-1 (10.0.0.2)"), .saved()])
        #expect(try await store.devices(DeviceFilter()).devices.map(\.status) == [.online, .online])
    }

    @Test func `what is said of each poll is in their order, whether or not they could ask`() async throws {
        try await store.addDevices(4)
        let claimed = try await store.claimDevices(at: .start)
        for id in [ID<Device>(2), ID(3)] { _ = try await store.deleteDevice(id) }
        let verdicts: [ID<Device>: Verdict<DeviceFacts>] = [ID(1): .notAsked, ID(2): .notAsked]
        let batch = try await store.save(claimed, at: .start) { verdicts[$0.subject.id] ?? .up(at: .start) }
        #expect(
            batch.polls == [
                .saved(), .refused("device-1 (10.0.0.2)"), .refused("device-2 (10.0.0.3)"), .saved(),
            ])
    }

    @Test func `a poll that is refused makes no parent due`() async throws {
        let parent = try await store.addDevice("dist", "10.0.1.1")
        let child = try await store.addDevice("core", "10.0.1.2", parent: parent.id)
        let claimed = try await store.claimDevices(at: .start)
        try await store.save(claimed.filter { $0.subject.id == parent.id }, at: .start)
        _ = try await store.updateDevice(child.id) { $0.address = "10.0.1.3" }
        let batch = try await store.save(claimed.filter { $0.subject.id == child.id }, at: .start) { _ in
            .soft(at: .start, needsParent: true)
        }
        #expect(batch == SavedBatch(polls: [.refused("core (10.0.1.2)")]))
    }

    @Test func `what an outage is judged by is kept between polls`() async throws {
        _ = try await store.addCamera()
        let state = CheckState(
            hard: .up, since: .start, isUnstable: true, busySince: .start + .seconds(3), outageChecks: 2,
            longestOutage: 4)
        var verdict = Verdict<CameraFacts>.up(at: .start)
        var claimed = try await store.claimCameras(at: clock.now)
        for checks in [[Check.stream: state], [.stream: CheckState(hard: .up, since: .start)]] {
            verdict.checks = checks
            try await store.save(claimed, at: clock.now, verdict)
            clock.advance(.seconds(700))
            claimed = try await store.claimCameras(at: clock.now)
            #expect(claimed.map(\.checks) == [checks])
        }
    }

    @Test func `a batch of hundreds is one revision`() async throws {
        try await store.addDevices(300)
        let before = try #require(try await store.revisions()?.devices.polls)
        let claimed = try await store.claimDevices(300, at: .start)
        try await store.save(claimed, at: .start)
        #expect(try await store.revisions()?.devices.polls == before + 1)
    }
}
