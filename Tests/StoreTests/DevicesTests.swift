import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct DevicesTests {
    let clock = ManualClock()
    let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private static let full = DeviceConfiguration(
        name: "core-1", address: "10.0.0.1", vendor: "Acme", deviceType: "switch",
        snmp: SNMPAccess(
            version: .v3, port: 1161, community: Secret("c"),
            v3: SNMPv3Credentials(
                username: "u", authProtocol: "SHA", authPassword: Secret("a"), privProtocol: "AES",
                privPassword: Secret("p"), context: "x")),
        meta: #"{"rack":4}"#, pollInterval: 60, tags: ["core", "dc\"1\""])

    @Test func `a device comes back as it was created`() async throws {
        let created = try await store.createDevice(Self.full)
        #expect(
            created == Device(id: created.id, configuration: Self.full, createdAt: .start, updatedAt: .start))
        #expect(try await store.device(created.id) == created)
        #expect(try await store.devices(DeviceFilter()).devices == [created])
        #expect(try await store.device(ID(99)) == nil)
    }

    @Test func `secrets are not in the file, and each is bound to its place`() async throws {
        let device = try await store.createDevice(Self.full)
        let other = try await store.addDevice("other", "10.0.0.2")
        let stored = try await store.database.read { transaction in
            try transaction.query("SELECT snmp_community, v3_auth_password, v3_priv_password FROM devices") { row in
                [row.textOrNil(), row.textOrNil(), row.textOrNil()]
            }
        }
        #expect(stored.count == 2)
        for text in stored.joined().compactMap({ $0 }) { #expect(text.hasPrefix("v1.")) }
        try await store.run(
            "UPDATE devices SET snmp_community = (SELECT v3_auth_password FROM devices WHERE id = ?) WHERE id = ?",
            [device.id, other.id])
        let unreadable = try await store.device(other.id)?.configuration.snmp.unreadable
        #expect(unreadable == "The stored snmp_community is damaged: enter it again.")
    }

    @Test func `a device whose secrets are of another key is listed all the same, and says what to do`() async throws {
        let device = try await store.createDevice(Self.full)
        let elsewhere = Store(
            database: store.database, secretKey: Secret("another"), logger: store.logger, now: store.now)
        let listed = try #require(try await elsewhere.devices(DeviceFilter()).devices.first)
        #expect(listed.configuration.snmp.community == Secret(""))
        #expect(listed.configuration.snmp.unreadable?.contains("SECRET_KEY") == true)
        #expect(listed.configuration.name == "core-1")
        #expect(listed.lastError == listed.configuration.snmp.unreadable)
        let claimed = try await elsewhere.claimDevices(at: .start)
        #expect(claimed.first?.subject.configuration.snmp.unreadable != nil)

        let renamed = try await elsewhere.updateDevice(device.id) { $0.name = "renamed" }
        #expect(renamed?.configuration.name == "renamed")
        #expect(try await store.device(device.id)?.configuration.snmp == Self.full.snmp)

        let repaired = try await elsewhere.updateDevice(device.id) { configuration in
            configuration.snmp.community = Secret("new")
            configuration.snmp.v3 = nil
        }
        #expect(repaired?.configuration.snmp.community == Secret("new"))
        #expect(repaired?.configuration.snmp.unreadable == nil)
    }

    @Test func `only what changed is changed`() async throws {
        let device = try await store.createDevice(Self.full)
        clock.advance(.seconds(5))
        let changed = try await store.updateDevice(device.id) { $0.tags = ["edge"] }
        var expected = Self.full
        expected.tags = ["edge"]
        #expect(changed?.configuration == expected)
        #expect(changed?.createdAt == .start)
        #expect(changed?.updatedAt == .start + .seconds(5))
        #expect(try await store.updateDevice(ID(99)) { $0.name = "x" } == nil)
    }

    @Test func `a change that throws changes nothing`() async throws {
        struct Refusal: Error {}
        let device = try await store.addDevice()
        await #expect(throws: Refusal.self) {
            try await store.updateDevice(device.id) {
                $0.name = "x"
                throw Refusal()
            }
        }
        #expect(try await store.device(device.id) == device)
    }

    @Test(arguments: [
        ("2001:DB8::1", "2001:db8:0::1"), ("Core.Example.com", "core.example.COM."), ("::ffff:10.0.0.1", "10.0.0.1"),
    ])
    func `two ways of writing an address are one device`(first: String, second: String) async throws {
        _ = try await store.addDevice("a", first)
        await #expect(throws: StoreError.addressTaken) { try await store.addDevice("b", second) }
        let other = try await store.addDevice("b", "192.0.2.9")
        await #expect(throws: StoreError.addressTaken) {
            try await store.updateDevice(other.id) { $0.address = second }
        }
    }

    @Test func `devices at one address are told apart by their ports`() async throws {
        func add(_ port: Int) async throws -> Device {
            try await store.createDevice(
                DeviceConfiguration(name: "d\(port)", address: "10.0.0.7", snmp: SNMPAccess(port: port)))
        }
        let first = try await add(161)
        let second = try await add(1161)
        _ = try await add(16_100)
        await #expect(throws: StoreError.addressTaken) { try await add(1161) }
        await #expect(throws: StoreError.addressTaken) {
            try await store.updateDevice(second.id) { $0.snmp.port = 161 }
        }
        _ = try await store.updateDevice(first.id) { $0.snmp.port = 162 }
        #expect(try await store.updateDevice(second.id) { $0.snmp.port = 161 }?.configuration.snmp.port == 161)
    }

    @Test func `how long an agent may take is kept`() async throws {
        let device = try await store.createDevice(
            DeviceConfiguration(name: "slow", address: "10.0.0.7", snmp: SNMPAccess(timeout: 2.5, retries: 0)))
        #expect(try await store.device(device.id)?.configuration.snmp.timeout == 2.5)
        #expect(try await store.device(device.id)?.configuration.snmp.retries == 0)
        let changed = try await store.updateDevice(device.id) { ($0.snmp.timeout, $0.snmp.retries) = (nil, nil) }
        #expect(changed?.configuration.snmp == SNMPAccess())
    }

    @Test func `one of many who want the same address at once gets it`() async throws {
        let created = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<20 {
                group.addTask { (try? await store.addDevice("device-\(index)", "10.0.0.7")) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(created == 1)
    }

    @Test func `a parent must exist, and not be the device itself or below it`() async throws {
        await #expect(throws: StoreError.noSuchParent) { try await store.addDevice(parent: ID(77)) }
        let top = try await store.addDevice("top", "10.0.0.1")
        let middle = try await store.addDevice("middle", "10.0.0.2", parent: top.id)
        let bottom = try await store.addDevice("bottom", "10.0.0.3", parent: middle.id)
        #expect(bottom.configuration.parentID == middle.id)
        for below in [top, middle, bottom] {
            await #expect(throws: StoreError.parentCycle) {
                try await store.updateDevice(top.id) { $0.parentID = below.id }
            }
        }
        await #expect(throws: StoreError.noSuchParent) {
            try await store.updateDevice(top.id) { $0.parentID = ID(77) }
        }
        #expect(try await store.deleteDevice(middle.id))
        #expect(try await store.device(bottom.id)?.configuration.parentID == nil)
    }

    @Test func `a deleted device is gone, its alerts stay with its name and fire no more`() async throws {
        let device = try await store.addDevice()
        try await store.save(try await store.claimDevices(at: .start), at: .start) { _ in .down(at: .start) }
        let task = try #require(try await store.requestPoll(of: device.id))
        #expect(try await store.deleteDevice(device.id))
        #expect(try await !store.deleteDevice(device.id))
        #expect(try await store.device(device.id) == nil)

        let alert = try #require(try await store.alertSummary().recent.first)
        #expect(alert.subject == AlertSubject(.device, nil, name: "core-1", address: "10.0.0.1"))
        #expect(alert.status == .resolved)
        #expect(try await store.alert(alert.id)?.notices.map(\.notice.state) == [.cancelled])
        #expect(try await store.task(task.id)?.state == .failure)
        #expect(try await store.addDevice().id > device.id)
    }

    @Test func `each change is a new revision of what it changes, and a look is none`() async throws {
        func revisions() async throws -> SubjectRevisions? { try await store.revisions()?.devices }
        #expect(try await revisions() == SubjectRevisions())
        let device = try await store.addDevice()
        #expect(try await revisions() == SubjectRevisions(configuration: 1, status: 1))
        _ = try await store.updateDevice(device.id) { $0.name = "x" }
        #expect(try await revisions() == SubjectRevisions(configuration: 2, status: 1))
        _ = try await store.updateDevice(device.id) { _ in }
        _ = try await store.devices(DeviceFilter())
        var claimed = try await store.claimDevices(at: .start)
        #expect(try await revisions() == SubjectRevisions(configuration: 2, status: 1))
        try await store.save(claimed, at: .start)
        #expect(try await revisions() == SubjectRevisions(configuration: 2, status: 2, polls: 1))
        claimed = try await store.claimDevices(at: .start + .seconds(600))
        try await store.save(claimed, at: .start + .seconds(600))
        #expect(try await revisions() == SubjectRevisions(configuration: 2, status: 2, polls: 2))
        _ = try await store.updateDevice(device.id) { $0.isEnabled = false }
        #expect(try await revisions() == SubjectRevisions(configuration: 3, status: 3, polls: 2))
        _ = try await store.deleteDevice(device.id)
        #expect(try await revisions() == SubjectRevisions(configuration: 4, status: 4, polls: 2))
        _ = try await store.deleteDevice(device.id)
        #expect(try await revisions()?.rows == 10)
    }

    @Test func `devices are counted by status`() async throws {
        try await store.addDevices(3)
        let claimed = try await store.claimDevices(2, at: .start)
        try await store.save([claimed[0]], at: .start)
        try await store.save([claimed[1]], at: .start) { _ in .down(at: .start) }
        #expect(try await store.deviceStatusCounts() == StatusCounts(online: 1, offline: 1, unknown: 1))
    }
}

extension Store {
    /// Reaches behind the store's back.
    func run(_ sql: String, _ values: [any ValueConvertible] = []) async throws {
        _ = try await database.write { try $0.execute(sql, values) }
    }
}
