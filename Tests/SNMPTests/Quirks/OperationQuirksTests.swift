import SNMP
import Simulators
import Testing

/// Agents that cannot do, or cannot do as much, as they are asked.
@Suite struct OperationQuirksTests {
    /// Where silence is part of the story: each one costs twice that.
    private static let patience = Duration.milliseconds(400)

    /// Quirk 8: MikroTik [devmon #102], net-snmp #212, gosnmp #72 and #98, snimpy #16: `tooBig` where the reply should have
    /// been cut, with no variable bindings, or with those of the request.
    @Test(arguments: [AgentFault.tooBig, .tooBigWithList])
    func `a reply that is too big is asked for by halves from the same place, never by GETNEXT`(
        fault: AgentFault
    ) async throws {
        let rig = try QuirkRig(fault)
        #expect(try await rig.walk(.ifTable).count == 22 * 20)
        #expect(rig.isWhole(try await rig.table()))
        #expect(rig.asked(QuirkRig.getNext).isEmpty)
        let asked = rig.asked(QuirkRig.getBulk)
        // One that is sent again for want of an answer is the same once more.
        let repeated = zip(asked, asked.dropFirst()).filter { $0.oids == $1.oids && $0.repetitions != $1.repetitions }
        #expect(repeated.allSatisfy { $0.repetitions / 2 == $1.repetitions })
        #expect(!repeated.isEmpty)
    }

    /// Quirk 8: what was learned is kept: snmpcollector #161, ezsnmp #422.
    @Test(
        arguments: [AgentFault.tooBig, .tooBigWithList])
    func `how much an agent can take is remembered from walk to walk`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        _ = try await rig.walk(.ifTable)
        let learned = rig.asked(QuirkRig.getBulk).count
        _ = try await rig.walk(.ifTable)
        let second = rig.asked(QuirkRig.getBulk).dropFirst(learned)
        #expect(second.allSatisfy { $0.repetitions <= 10 })
    }

    /// Quirk 8.
    @Test(arguments: [AgentFault.tooBig, .tooBigWithList], SNMPVersion.allCases)
    func `a GET of more than an agent can take is answered in full`(fault: AgentFault, version: SNMPVersion)
        async throws
    {
        let rig = try QuirkRig(fault)
        let oids = (1...40).map { OID.ifDescr.appending($0) }
        let varBinds = try await rig.client.get(oids, from: rig.target(QuirkRig.host, version))
        #expect(varBinds.map(\.oid) == oids)
        #expect(varBinds.map(\.value.text) == (1...40).map { $0 <= 20 ? "GigabitEthernet1/0/\($0)" : nil })
    }

    /// Quirk 9: RFC 3416 §4.2.3 (snmpSilentDrops), packetfence #2021 (Brocade), snmpcollector #161.
    @Test(arguments: [AgentFault.silentWhenLarge, .silentWhenAskedMuch])
    func `an agent that drops what is too large for it is read whole`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        let target = rig.target(timeout: Self.patience, retries: 1)
        #expect(try await rig.walk(.ifTable, target).count == 22 * 20)
        #expect(rig.isWhole(try await rig.table(QuirkRig.columns, target)))
        #expect(await rig.client.statistics.unanswered <= 4)
    }

    /// Quirk 9: so is a GET: F5 [check_nwc_health #209] drops requests for many objects.
    @Test(
        arguments: [AgentFault.silentWhenLarge, .silentWhenAskedMuch])
    func `a GET for more than an agent hears is asked again for less`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        let oids = (1...20).map { OID.ifDescr.appending($0) }
        let varBinds = try await rig.client.get(oids, from: rig.target(timeout: Self.patience, retries: 1))
        #expect(varBinds.map(\.value.text) == (1...20).map { "GigabitEthernet1/0/\($0)" })
    }

    /// Quirk 10: Emerson [snmp_exporter #31], CyberPower [#469], Eltek [librenms #6978], Brother [#11532], PacketFlux [#12100],
    /// IBM [snmpcollector #58].
    @Test(arguments: [AgentFault.noBulk, .silentBulk])
    func `an agent without GETBULK is read by GETNEXT`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        let target = fault == .silentBulk ? rig.target(timeout: Self.patience, retries: 1) : rig.target()
        #expect(try await rig.walk(.ifTable, target).count == 22 * 20)
        #expect(rig.isWhole(try await rig.table(QuirkRig.columns, target)))
        #expect(!rig.asked(QuirkRig.getNext).isEmpty)
    }

    /// Quirk 10: librenms #13666: single objects only.
    @Test(arguments: [AgentFault.noBulkInside, .silentBulkInside])
    func `GETBULK that fails in one subtree is given up there and nowhere else`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        let target = fault == .silentBulkInside ? rig.target(timeout: Self.patience, retries: 1) : rig.target()
        #expect(try await rig.walk(.ifXTable, target).count == 19 * 20)
        let before = rig.asked(QuirkRig.getNext).count
        #expect(try await rig.walk(.ifTable, target).count == 22 * 20)
        #expect(rig.asked(QuirkRig.getNext).count == before)
        #expect(rig.isWhole(try await rig.table(QuirkRig.columns, target)))
    }

    /// Quirk 10.
    @Test
    func `that an agent has no GETBULK is remembered from walk to walk`() async throws {
        let rig = try QuirkRig(.silentBulk)
        let target = rig.target(timeout: Self.patience, retries: 1)
        _ = try await rig.walk(.ifTable, target)
        let asked = rig.asked(QuirkRig.getBulk).count
        _ = try await rig.walk(.ifTable, target)
        #expect(rig.asked(QuirkRig.getBulk).count == asked)
    }

    /// Quirk 11: snmp_exporter #89; NAV #1339, a stack of 3750s that was fastest at 5 repetitions.
    @Test
    func `an agent that is slow with large replies is asked for smaller ones`() async throws {
        let rig = try QuirkRig(.slowWhenLarge)
        for _ in 0..<2 { #expect(try await rig.walk(.ifTable).count == 22 * 20) }
        let last = rig.asked(QuirkRig.getBulk).suffix(5).map(\.repetitions)
        // A packet would hold more than fifty.
        #expect(last.allSatisfy { $0 <= 40 }, "\(last)")
    }

    /// Quirk 14: Zabbix asks for half on a wrong count.
    @Test(arguments: [AgentFault.shortGet, .wrongObjects])
    func `a GET that is answered wrongly is asked again for fewer objects`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        let system = try await rig.client.system(of: rig.target())
        #expect(system.name == "sw-127-0-0-7")
        #expect(system.location == "Rack 7")
        #expect(rig.fleet.requests < 20)
    }

    /// Quirk 14.
    @Test func `an agent that answers every request wrongly has no system group, and is soon left alone`() async throws
    {
        let rig = try QuirkRig(.longGet)
        let failure = await #expect(throws: SNMPError.self) { try await rig.client.system(of: rig.target()) }
        #expect(failure?.code == .unexpectedReply)
        #expect(rig.fleet.requests < 20)
    }

    /// Quirk 14.
    @Test func `a GET that is answered with too much even for one object is told`() async throws {
        let rig = try QuirkRig(.longGet)
        let failure = await #expect(throws: SNMPError.self) { try await rig.get(.sysName.scalar) }
        #expect(failure?.code == .unexpectedReply)
    }

    /// Quirk 14: an error whose index points at nothing, and the error of v1 from an agent of v2c.
    @Test(arguments: [AgentFault.wrongErrorIndex, .errorsOfV1], SNMPVersion.allCases)
    func `one missing object takes no other with it, wherever the error points`(
        fault: AgentFault, version: SNMPVersion
    ) async throws {
        let rig = try QuirkRig(AgentBehaviour(missing: [.sysContact], fault: fault))
        let oids: [OID] = [.sysDescr.scalar, .sysContact.scalar, .sysName.scalar, .sysServices.scalar]
        let values = try await rig.client.get(oids, from: rig.target(QuirkRig.host, version)).map(\.value)
        #expect(values[1].isException)
        #expect(values[2].text == "sw-127-0-0-7")
        #expect(values[3] == .integer(2))
    }

    /// Quirk 14.
    @Test func `replies without anything are told, and end`() async throws {
        let rig = try QuirkRig(.emptyReplies)
        let failure = await #expect(throws: SNMPError.self) { try await rig.get(.sysName.scalar) }
        #expect(failure?.code == .unexpectedReply)
        #expect(try await rig.walk(.ifTable).isEmpty)
        #expect(rig.fleet.requests < 10)
    }
}
