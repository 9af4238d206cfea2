import SNMP
import Simulators
import Testing

@Suite struct AgentFleetTests {
    @Test func `every address is a device of its own`() async throws {
        let fleet = try AgentFleet()
        let client = SNMPClient()
        for address in ["127.1.2.3", "127.200.0.9"] {
            let group = try await client.system(of: SNMPTarget(address, port: fleet.port))
            let name = try #require(group.name)
            #expect(name.hasSuffix(address.split(separator: ".").joined(separator: "-")))
        }
        #expect(fleet.requests == 2)
        client.close()
    }
}
