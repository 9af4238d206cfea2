import SNMP
import Simulators
import Testing

/// What the field's own programs make of simulated agents.
@Suite struct NetSNMPTests {
    private static let users: [USMUser] = [
        USMUser("plain"), USMUser("signed", authentication: .init(.sha1, "maplesyrup")),
        USMUser("monitor", authentication: .init(.sha256, "maplesyrup"), privacy: .init(.aes128, "pancakes")),
        USMUser("old", authentication: .init(.md5, "maplesyrup"), privacy: .init(.des, "pancakes")),
        USMUser("strong", authentication: .init(.sha512, "maplesyrup"), privacy: .init(.aes256, "pancakes")),
    ]

    private static let access: [[String]] = [
        ["-v1", "-cpublic"], ["-v2c", "-cpublic"], ["-v3", "-uplain", "-lnoAuthNoPriv"],
        ["-v3", "-usigned", "-lauthNoPriv", "-aSHA", "-Amaplesyrup"],
        ["-v3", "-umonitor", "-lauthPriv", "-aSHA-256", "-Amaplesyrup", "-xAES", "-Xpancakes"],
        ["-v3", "-uold", "-lauthPriv", "-aMD5", "-Amaplesyrup", "-xDES", "-Xpancakes"],
        ["-v3", "-ustrong", "-lauthPriv", "-aSHA-512", "-Amaplesyrup", "-xAES-256", "-Xpancakes"],
    ]

    private static let monitor = access[4]

    private func fleet(_ behaviour: AgentBehaviour = AgentBehaviour()) throws -> AgentFleet {
        var options = FleetOptions(content: .switch(ports: 3))
        options.behaviour = behaviour
        options.users = Self.users
        return try AgentFleet(options)
    }

    private func ask(
        _ program: String, _ access: [String], _ fleet: AgentFleet, _ objects: [String], host: String = "127.3.2.1"
    ) async throws -> [String] {
        let text = try await NetSNMP.run(
            program, ["-On", "-t2", "-r2"] + access + ["\(host):\(fleet.port)"] + objects)
        let lines = text.split(separator: "\n").map(String.init)
        return lines.filter { !$0.contains("No more variables left") && $0 != "End of MIB" }
    }

    @Test(arguments: access)
    func `snmpget reads an agent with every version and user`(access: [String]) async throws {
        let lines = try await ask("snmpget", access, try fleet(), ["1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.2.2.1.2.3"])
        #expect(
            lines == [
                #".1.3.6.1.2.1.1.5.0 = STRING: "sw-127-3-2-1""#,
                #".1.3.6.1.2.1.2.2.1.2.3 = STRING: "GigabitEthernet1/0/3""#,
            ])
    }

    @Test(arguments: access)
    func `snmpwalk and snmpbulkwalk read all of an agent`(access: [String]) async throws {
        let fleet = try fleet()
        let isV1 = access[0] == "-v1"
        let walked = try await ask("snmpwalk", access, fleet, ["1.3.6.1"])
        #expect(walked.count == 8 + (isV1 ? 33 : 41) * 3 + 63)
        guard !isV1 else { return }
        let identifiers = try await ask("snmpbulkwalk", access, fleet, ["1.3.6.1"]).map {
            $0.split(separator: " ").first
        }
        #expect(identifiers == walked.map { $0.split(separator: " ").first })
    }

    @Test(arguments: access)
    func `snmpset sets what may be set at one agent, and nothing else`(access: [String]) async throws {
        let fleet = try fleet()
        let set = try await ask("snmpset", access, fleet, ["1.3.6.1.2.1.1.6.0", "s", "Rack 9"])
        #expect(set == [#".1.3.6.1.2.1.1.6.0 = STRING: "Rack 9""#])
        #expect(try await ask("snmpget", access, fleet, ["1.3.6.1.2.1.1.6.0"]) == set)
        let other = try await ask("snmpget", access, fleet, ["1.3.6.1.2.1.1.6.0"], host: "127.3.2.2")
        #expect(other == [#".1.3.6.1.2.1.1.6.0 = STRING: "Rack 7""#])
        _ = try await ask("snmpset", access, fleet, ["1.3.6.1.2.1.2.2.1.7.1", "i", "2"])
        #expect(
            try await ask("snmpget", access, fleet, ["1.3.6.1.2.1.2.2.1.8.1"])
                == [".1.3.6.1.2.1.2.2.1.8.1 = INTEGER: 2"])
        let isV1 = access[0] == "-v1"
        for (object, value, refusal) in [
            ("1.3.6.1.2.1.1.1.0", ["s", "x"], isV1 ? "noSuchName" : "notWritable"),
            ("1.3.6.1.2.1.1.6.0", ["i", "1"], isV1 ? "badValue" : "wrongType"),
            ("1.3.6.1.2.1.2.2.1.7.1", ["i", "9"], isV1 ? "badValue" : "wrongValue"),
            ("1.3.6.1.2.1.1.6.0", ["s", String(repeating: "x", count: 256)], isV1 ? "badValue" : "wrongLength"),
        ] {
            let lines = try await ask("snmpset", access, fleet, [object] + value)
            #expect(lines.contains { $0.contains(refusal) }, "\(lines)")
        }
    }

    @Test func `a stranger and a wrong passphrase are told apart`() async throws {
        let fleet = try fleet()
        var access = Self.monitor
        access[1] = "-unobody"
        #expect(try await ask("snmpget", access, fleet, ["1.3.6.1.2.1.1.5.0"]) == ["snmpget: Unknown user name"])
        access = Self.monitor
        access[4] = "-Awrongsyrup"
        let lines = try await ask("snmpget", access, fleet, ["1.3.6.1.2.1.1.5.0"])
        #expect(lines == ["snmpget: Authentication failure (incorrect password, community or key)"])
    }

    @Test func `each agent has an engine of its own, which counts its restarts`() async throws {
        let fleet = try fleet()
        let engine = ["1.3.6.1.6.3.10.2.1.1.0", "1.3.6.1.6.3.10.2.1.2.0"]
        let first = try await ask("snmpget", Self.monitor, fleet, engine)
        #expect(first[0].hasSuffix("80 00 1F 88 01 7F 03 02 01 "))
        var restarted = AgentBehaviour(age: .zero)
        restarted.restarts = 1
        fleet.set(restarted, for: "127.3.2.1")
        let second = try await ask("snmpget", Self.monitor, fleet, engine)
        #expect(second[0] == first[0])
        #expect(second[1] != first[1])
        let upTime = try await ask("snmpget", Self.monitor, fleet, ["1.3.6.1.6.3.10.2.1.3.0"])
        #expect(upTime.first.map { ["0", "1", "2", "3"].contains($0.suffix(1)) } == true)
    }

    @Test(arguments: [
        (AgentFault.sharedEngine, "1.3.6.1.2.1.1.5.0"), (.newEngine, "1.3.6.1.2.1.1.5.0"),
        (.wrongReportID, "1.3.6.1.2.1.1.5.0"),
    ])
    func `an agent with an odd engine still answers`(fault: AgentFault, object: String) async throws {
        let lines = try await ask("snmpget", Self.monitor, try fleet(AgentBehaviour(fault: fault)), [object])
        #expect(lines == [#".1.3.6.1.2.1.1.5.0 = STRING: "sw-127-3-2-1""#])
    }

    @Test func `an agent for users alone hears no community`() async throws {
        let fleet = try fleet(AgentBehaviour(fault: .noCommunity))
        #expect(try await ask("snmpget", Self.monitor, fleet, ["1.3.6.1.2.1.1.5.0"]).count == 1)
        let lines = try await NetSNMP.run(
            "snmpget", ["-v2c", "-cpublic", "-t0.1", "-r0", "127.3.2.1:\(fleet.port)", "1.3.6.1.2.1.1.5.0"])
        #expect(lines.contains("Timeout"))
    }

    @Test func `the agent at the loopback address of IPv6 answers too`() async throws {
        var options = FleetOptions(content: .switch(ports: 1))
        options.servesIPv6 = true
        let fleet = try AgentFleet(options)
        let text = try await NetSNMP.run(
            "snmpget", ["-On", "-v2c", "-cpublic", "udp6:[::1]:\(fleet.port)", "1.3.6.1.2.1.1.7.0"])
        #expect(text == ".1.3.6.1.2.1.1.7.0 = INTEGER: 2\n")
    }
}
