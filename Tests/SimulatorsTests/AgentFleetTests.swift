import SNMP
import Simulators
import Testing

@Suite struct AgentFleetTests {
    private let client = SNMPClient()

    private func target(_ fleet: AgentFleet, _ address: String = "127.0.0.7") -> SNMPTarget {
        SNMPTarget(address, port: fleet.port, timeout: .seconds(10))
    }

    private func all(_ walk: SNMPWalk) async throws -> [VarBind] {
        var found: [VarBind] = []
        for try await varBind in walk { found.append(varBind) }
        return found
    }

    @Test func `every address is a device of its own`() async throws {
        let fleet = try AgentFleet()
        for address in ["127.1.2.3", "127.200.0.9"] {
            let group = try await client.system(of: target(fleet, address))
            let name = try #require(group.name)
            #expect(name.hasSuffix(address.split(separator: ".").joined(separator: "-")))
        }
        #expect(fleet.requests == 2)
    }

    @Test func `the agent at the loopback address of IPv6 answers`() async throws {
        var options = FleetOptions(content: .switch(ports: 1))
        options.servesIPv6 = true
        let fleet = try AgentFleet(options)
        #expect(try await client.system(of: target(fleet, "::1")).name == "sw-0-0-0-1")
    }

    @Test func `a port that is taken is told`() throws {
        let fleet = try AgentFleet()
        let failure = #expect(throws: FleetError.self) { try AgentFleet(port: fleet.port) }
        #expect(failure?.description == "UDP port \(fleet.port) is in use by another program")
    }

    @Test func `octet counters are the rates that were promised, to the byte`() async throws {
        var options = FleetOptions(content: .switch(ports: 8))
        options.epoch = 1_700_000_000
        let fleet = try AgentFleet(options)
        fleet.set(AgentBehaviour(age: .seconds(1_000_000)), for: "127.0.0.9")
        for address in ["127.0.0.7", "127.0.0.9"] {
            let first = try await sample(fleet, address)
            let second = try await sample(fleet, address)
            for port in 1...8 {
                let rates = try #require(AgentFleet.rates(ofPort: UInt32(port), at: address))
                let status = try #require(first[.ifOperStatus.appending(UInt32(port))]?.number)
                #expect((status == 1) == (rates.received > 0))
                for (column, rate) in [(OID.ifHCInOctets, rates.received), (.ifHCOutOctets, rates.sent)] {
                    let before = try #require(first[column.appending(UInt32(port))]?.number)
                    let after = try #require(second[column.appending(UInt32(port))]?.number)
                    guard rate > 0 else {
                        #expect(after == 0)
                        continue
                    }
                    // Both counters of a reply are of the same millisecond: its number is the same from every port.
                    let elapsed =
                        try #require(second[.sysUpTime.scalar]?.number) - (first[.sysUpTime.scalar]?.number ?? 0)
                    let counted = Double(after - before) * 100 / Double(rate)
                    #expect(abs(counted - Double(elapsed)) <= 1.01, "port \(port) of \(address)")
                }
            }
        }
    }

    private func sample(_ fleet: AgentFleet, _ address: String) async throws -> [OID: SNMPValue] {
        let oids = (1...8).flatMap { (port: UInt32) in
            [OID.ifHCInOctets.appending(port), .ifHCOutOctets.appending(port), .ifOperStatus.appending(port)]
        }
        let varBinds = try await client.get([.sysUpTime.scalar] + oids, from: target(fleet, address))
        return Dictionary(varBinds.map { ($0.oid, $0.value) }) { first, _ in first }
    }

    /// The two ways to answer: ready-made, and object by object for agents that are told to do something odd.
    @Test func `an agent with a fault that does not show says the same as one without`() async throws {
        let content = AgentContent.switch(ports: 12)
        var options = FleetOptions(content: content)
        options.epoch = 1_700_000_000
        let fleet = try AgentFleet(options)
        fleet.set(AgentBehaviour(missing: [[1, 3, 9]]), for: "127.0.0.8")
        fleet.set(AgentBehaviour(), for: "127.0.0.7")
        for options in [WalkOptions(), WalkOptions(maxVarBinds: 1), WalkOptions(usesBulk: false)] {
            let quick = try await all(client.walk([1, 3, 6, 1], of: target(fleet, "127.0.0.7"), options: options))
            let slow = try await all(client.walk([1, 3, 6, 1], of: target(fleet, "127.0.0.8"), options: options))
            #expect(quick.map(\.oid) == slow.map(\.oid))
            #expect(quick.count == 8 + 41 * 12 + 63)
            for (quick, slow) in zip(quick, slow) where quick.oid.hasPrefix(.ifDescr) || quick.oid.hasPrefix(.ifName) {
                #expect(quick.value == slow.value)
            }
        }
    }

    @Test func `losses are told apart from deaths, and the same seed loses the same`() async throws {
        var counts: [Int] = []
        for _ in 0..<2 {
            let fleet = try AgentFleet(ports: 1, seed: 9, behaviour: AgentBehaviour(loss: 0.5))
            fleet.set(AgentBehaviour(isDead: true), for: "127.0.0.1")
            let dead = SNMPTarget("127.0.0.1", port: fleet.port, timeout: .milliseconds(10), retries: 1)
            await #expect(throws: SNMPError.self) { try await client.get([.sysName.scalar], from: dead) }
            for _ in 0..<20 {
                let target = SNMPTarget("127.0.0.2", port: fleet.port, timeout: .milliseconds(60), retries: 20)
                _ = try await client.get([.sysName.scalar], from: target)
            }
            let statistics = fleet.statistics
            #expect(statistics.dead == 2)
            #expect(statistics.replies == 20)
            #expect(statistics.requests == statistics.dead + statistics.lost + statistics.replies)
            counts.append(statistics.lost)
        }
        #expect(counts[0] == counts[1] && counts[0] > 0)
    }

    @Test func `a share of the addresses is dead, always the same ones`() async throws {
        var options = FleetOptions(content: .switch(ports: 1))
        options.deadShare = 0.25
        let fleets = [try AgentFleet(options), try AgentFleet(options)]
        var living: [Set<Int>] = []
        for fleet in fleets {
            living.append(
                await withTaskGroup(of: (Int, Bool).self) { group in
                    for number in 1...200 {
                        group.addTask {
                            let target = SNMPTarget(
                                "127.3.0.\(number)", port: fleet.port, timeout: .milliseconds(500), retries: 2)
                            return (number, (try? await client.get([.sysName.scalar], from: target)) != nil)
                        }
                    }
                    return await group.reduce(into: []) { if $1.1 { $0.insert($1.0) } }
                })
        }
        #expect(living[0] == living[1])
        #expect((120...180).contains(living[0].count))
    }

    @Test func `a large reply is cut or refused at the size that was given`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(replySize: 484))
        let bulk = try await client.getBulk([.ifDescr], maxRepetitions: 40, from: target(fleet))
        #expect((8...12).contains(bulk.count))
        let oids = (1...30).map { OID.ifDescr.appending($0) }
        #expect(try await client.get(oids, from: target(fleet)).map(\.oid) == oids)
        #expect(fleet.requests > 2)
    }
}
