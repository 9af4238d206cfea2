import SNMP
import Testing

struct AgentTests {
    @Test(arguments: SNMPVersion.allCases)
    func `the system group of snmpd comes in one call`(version: SNMPVersion) async throws {
        let agent = try Agent()
        let client = SNMPClient()
        let target = agent.target(version)
        try await agent.isReady(client)

        let group = try await client.system(of: target)

        #expect(group.descr == "A switch for tests")
        #expect(group.objectID == [1, 3, 6, 1, 4, 1, 8072, 3, 2, 10])
        #expect(group.name == "core-1")
        #expect(group.location == "Rack 7")
        #expect(group.upTime != nil)
    }
}
