import Monitoring
import Testing

@testable import Store

@Test func `a device comes back as it was created`() async throws {
    let store = try await Store.temporary()
    let configuration = DeviceConfiguration(
        name: "core-1", address: "10.0.0.1", vendor: "Acme", deviceType: "switch",
        snmp: SNMPAccess(
            version: .v3, port: 1161, community: Secret("c"),
            v3: SNMPv3Credentials(
                username: "u", authProtocol: "SHA", authPassword: Secret("a"), privProtocol: "AES",
                privPassword: Secret("p"), context: "x")),
        meta: #"{"rack":4}"#, pollInterval: 60, tags: ["core", "dc\"1\""])
    let created = try await store.createDevice(configuration)
    #expect(created.configuration == configuration)
    #expect(try await store.device(created.id) == created)
    #expect(try await store.devices(DeviceFilter()).devices == [created])
}

@Test(arguments: [
    ("2001:DB8::1", "2001:db8:0::1"), ("Core.Example.com", "core.example.COM."), ("::ffff:10.0.0.1", "10.0.0.1"),
])
func `two ways of writing an address are one device`(first: String, second: String) async throws {
    let store = try await Store.temporary()
    _ = try await store.createDevice(DeviceConfiguration(name: "a", address: first))
    await #expect(throws: StoreError.addressTaken) {
        try await store.createDevice(DeviceConfiguration(name: "b", address: second))
    }
    let other = try await store.createDevice(DeviceConfiguration(name: "b", address: "192.0.2.9"))
    await #expect(throws: StoreError.addressTaken) {
        try await store.updateDevice(other.id) { $0.address = second }
    }
}
