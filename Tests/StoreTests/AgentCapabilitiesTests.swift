import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct AgentCapabilitiesTests {
    let clock = ManualClock()
    let store: Store
    private let learned = AgentCapabilities(fingerprint: "engine 80001f88", text: Secret(#"{"keys": [1, 2]}"#))

    init() async throws { store = try await Store.temporary(clock: clock) }

    /// One poll of every device by `worker`, an hour after the last, that learns what is given.
    /// - Returns: what was known before.
    private func poll(worker: String = "w", learning learned: AgentCapabilities? = nil) async throws
        -> [AgentCapabilities?]
    {
        clock.advance(.seconds(3_600))
        let claimed = try await store.claimDevices(worker: worker, at: clock.now)
        let saved = try await store.save(claimed, at: clock.now, learned: learned)
        #expect(saved.refused == [])
        return claimed.map(\.knowledge)
    }

    private func rows() async throws -> [String] {
        try await store.database.read { try $0.query("SELECT sealed FROM agent_capabilities") { $0.text() } }
    }

    @Test func `what a poll learned is given once to a worker that does not have it, and its fingerprint to all`()
        async throws
    {
        try await store.addDevices(2)
        #expect(try await poll(learning: learned) == [nil, nil])
        let fingerprint = AgentCapabilities(fingerprint: learned.fingerprint, text: nil)
        #expect(try await poll() == [fingerprint, fingerprint])
        #expect(try await poll(worker: "after a restart") == [learned, learned])
        #expect(try await poll(worker: "after a restart") == [fingerprint, fingerprint])
        let news = AgentCapabilities(fingerprint: "another engine", text: Secret("{}"))
        _ = try await poll(worker: "after a restart", learning: news)
        #expect(try await poll(worker: "next") == [news, news])
    }

    @Test func `it is stored sealed, its own row's alone`() async throws {
        try await store.addDevices(2)
        _ = try await poll(learning: learned)
        let sealed = try await rows()
        #expect(sealed.count == 2 && sealed.allSatisfy { !$0.contains("keys") })
        try await store.run("UPDATE agent_capabilities SET sealed = (SELECT max(sealed) FROM agent_capabilities)")
        #expect(try await poll(worker: "after a restart").compactMap { $0 }.count == 1)
    }

    @Test(
        arguments: [
            { $0.address = "10.0.0.99" }, { $0.snmp.port = 1161 }, { $0.snmp.version = .v3 },
            { $0.snmp.v3 = SNMPv3Credentials(username: "u") },
        ] as [@Sendable (inout DeviceConfiguration) -> Void])
    func `it goes with the address and the credentials that it was learned under`(
        change: @escaping @Sendable (inout DeviceConfiguration) -> Void
    ) async throws {
        let device = try await store.addDevice()
        _ = try await poll(learning: learned)
        clock.advance(.seconds(3_600))
        let inFlight = try await store.claimDevices(at: clock.now)
        _ = try await store.updateDevice(device.id, change)
        #expect(try await store.save(inFlight, at: clock.now, learned: learned).refused.count == 1)
        #expect(try await rows() == [])
        #expect(try await poll() == [nil])
    }

    @Test func `it stays when the device is renamed, and goes when it is deleted`() async throws {
        let device = try await store.addDevice()
        _ = try await poll(learning: learned)
        _ = try await store.updateDevice(device.id) { $0.name = "core-2" }
        #expect(try await rows().count == 1)
        _ = try await store.deleteDevice(device.id)
        #expect(try await rows() == [])
    }

    @Test(arguments: ["v1.00000000.AAAA", "", "nonsense"])
    func `what cannot be decrypted is dropped, and the device is polled all the same`(damage: String) async throws {
        try await store.addDevices(2)
        _ = try await poll(learning: learned)
        try await store.run("UPDATE agent_capabilities SET sealed = '\(damage)' WHERE device_id = 1")
        #expect(try await poll(worker: "after a restart", learning: nil) == [nil, learned])
        #expect(try await rows().count == 1)
        _ = try await poll(worker: "after a restart", learning: learned)
        #expect(try await poll(worker: "next") == [learned, learned])
    }
}
