import SNMP
import Simulators
import Testing

/// Agents that lose their way in a walk, and ends of all kinds.
@Suite struct WalkQuirksTests {
    /// Quirk 7: gosnmp #401 and #551, puresnmp #51 and #94 (Cisco), snmp-query-engine 1.1.
    @Test(
        arguments: [(AgentFault.circle, 5), (.standstill, 1)])
    func `an agent that goes in circles is found out, after its rows are read once`(
        fault: AgentFault, rows: Int
    ) async throws {
        for options in [
            WalkOptions(), WalkOptions(usesBulk: false), WalkOptions(toleratesDisorder: true),
            WalkOptions(maxVarBinds: 3),
        ] {
            let rig = try QuirkRig(fault)
            let (read, failure) = await rig.brokenWalk(.ifDescr, options: options)
            #expect(read.map(\.oid) == (1...UInt32(rows)).map { OID.ifDescr.appending($0) })
            #expect(failure?.code == .notIncreasing)
            #expect(rig.fleet.requests < 10)
        }
    }

    /// Quirk 7: gosnmp #401, a Juniper: 578.1, .2, .3, .1 and so on for ever.
    @Test
    func `rows that begin again from the first are read once and told to be no whole`() async throws {
        let rows = [1, 2, 3, 1, 2, 3].map { "1.3.6.1.4.1.2636.3.578.\($0) integer \($0)" }
        let rig = try QuirkRig((["order as-written"] + rows).joined(separator: "\n"))
        for options in [WalkOptions(), WalkOptions(toleratesDisorder: true)] {
            let (read, failure) = await rig.brokenWalk([1, 3, 6, 1, 4, 1, 2636, 3, 578], options: options)
            #expect(read.map(\.value) == [.integer(1), .integer(2), .integer(3)])
            #expect(failure?.code == .notIncreasing)
        }
    }

    /// Quirk 7: easysnmp #205, ezsnmp #240: rows of lldpRemTable by port, not by their time mark.
    @Test
    func `rows out of order are each read once where disorder is tolerated, and refused elsewhere`() async throws {
        let column = "1.0.8802.1.1.2.1.4.1.1.9"
        let rows = ["300.1.1", "100.2.2", "400.3.3", "200.4.4"].map { "\(column).\($0) text \"port \($0)\"" }
        let rig = try QuirkRig((["order as-written"] + rows).joined(separator: "\n"))
        let root: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 9]
        let walked = try await rig.walk(root, options: WalkOptions(toleratesDisorder: true))
        #expect(walked.map(\.value.text) == ["port 300.1.1", "port 100.2.2", "port 400.3.3", "port 200.4.4"])
        let (read, failure) = await rig.brokenWalk(root)
        #expect(read.count == 1)
        #expect(failure?.code == .notIncreasing)
    }

    /// Quirk 7.
    @Test
    func `an agent that begins again behind its last object is read once`() async throws {
        let rig = try QuirkRig(.rollsOver)
        #expect(try await rig.walk([1, 3, 6, 1, 6, 3, 10, 2, 1]).count == 4)
        let (read, failure) = await rig.brokenWalk([1, 3, 6, 1])
        #expect(read.count == Self.objects(of: .v2c))
        #expect(failure?.code == .notIncreasing)
    }

    /// Quirk 7: a table without end, in order.
    @Test
    func `a table that never ends is stopped at the limit`() async throws {
        let rig = try QuirkRig(.endless)
        let (read, failure) = await rig.brokenWalk(.ifDescr, options: WalkOptions(limit: 5_000))
        #expect(read.count == 5_000)
        #expect(failure?.code == .tooManyRows)
    }

    /// Quirk 12: snmp_exporter #40, NAV #1925, node-net-snmp #245, pysnmp #236.
    @Test(arguments: [nil, AgentFault.emptyAtEnd, .wrongEnd, .repeatedEnd, .errorsOfV1], SNMPVersion.allCases)
    func `a walk to the end of all ends well, however the agent says so`(
        fault: AgentFault?, version: SNMPVersion
    ) async throws {
        let rig = try QuirkRig(AgentBehaviour(fault: fault))
        let target = rig.target(QuirkRig.host, version)
        for options in [WalkOptions(), WalkOptions(maxVarBinds: 1), WalkOptions(usesBulk: false)] {
            #expect(try await rig.walk([1, 3, 6, 1, 6, 3, 10, 2, 1], target, options: options).count == 4)
        }
        #expect(try await rig.walk([1, 3, 6, 1], target).count == Self.objects(of: version))
        let sensors: [OID] = [[1, 3, 6, 1, 2, 1, 99, 1, 1, 1, 4], [1, 3, 6, 1, 2, 1, 99, 1, 1, 1, 6]]
        #expect(try await rig.table(sensors, target).count == 4)
    }

    /// All of a switch of 20 ports. v1 has no 64-bit counters.
    private static func objects(of version: SNMPVersion) -> Int {
        let columns = version == .v1 ? 33 : 41
        let others = 8 + 2 + 21 + 4 + 32 + 4
        return columns * 20 + others
    }

    /// Quirk 12: an error is no end. What came before it is good; that nothing follows is not known.
    @Test(arguments: SNMPVersion.allCases)
    func `a walk that ends in genErr gives its rows and is not whole`(version: SNMPVersion) async throws {
        let rig = try QuirkRig(.errorAtEnd)
        let (read, failure) = await rig.brokenWalk([1, 3, 6, 1, 6, 3, 10], rig.target(QuirkRig.host, version))
        #expect(read.count == 4)
        #expect(failure?.code == .refused)
        #expect(failure?.errorStatus == .genErr)
    }

    /// Quirk 12: nor is silence an end.
    @Test func `a walk that ends in silence gives its rows and is not whole`() async throws {
        let rig = try QuirkRig(.silentAtEnd)
        let (read, failure) = await rig.brokenWalk(
            [1, 3, 6, 1, 6, 3, 10], rig.target(timeout: .milliseconds(60), retries: 1))
        #expect(read.count == 4)
        #expect(failure?.code == .noAnswer)
    }

    /// Quirk 12: `endOfMibView` for one column, while there is more.
    @Test func `an end told too early for one column takes no other column with it`() async throws {
        let rig = try QuirkRig(.earlyEnd)
        #expect(rig.isWhole(try await rig.table()))
        #expect(rig.isWhole(try await rig.table([.ifDescr, .ifOperStatus, .ifName])))
    }

    /// Quirk 12: node-net-snmp #245, snmpbot #7.
    @Test(arguments: SNMPVersion.allCases)
    func `a table that breaks in the middle gives the rows before and is not whole`(version: SNMPVersion) async throws {
        let rig = try QuirkRig(.brokenInside)
        let (read, failure) = await rig.brokenWalk(.ifDescr, rig.target(QuirkRig.host, version))
        #expect(read.count == 8)
        #expect(failure?.errorStatus == .genErr)
        #expect(failure?.description.hasSuffix("(walk of ifDescr, 8 read)") == true)
    }

    /// Quirk 13: RFC 3416 §4.2.3 lets an agent send less, even within a repetition [node-net-snmp #205].
    @Test(arguments: [AgentFault.cutRows, .singleBulk])
    func `replies cut in the middle of a row are put together to whole rows`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        #expect(rig.isWhole(try await rig.table()))
        let wide: [OID] = [
            .ifDescr, .ifType, .ifMtu, .ifSpeed, .ifPhysAddress, .ifAdminStatus, .ifOperStatus, .ifLastChange, .ifName,
            .ifAlias, .ifHighSpeed,
        ]
        #expect(rig.isWhole(try await rig.table(wide)))
        #expect(try await rig.walk(.ifTable).count == 22 * 20)
    }

    /// Quirk 15: gosnmp #78, #93 and #170.
    @Test(arguments: SNMPVersion.allCases)
    func `a scalar walked like a table is read`(version: SNMPVersion) async throws {
        let rig = try QuirkRig()
        let target = rig.target(QuirkRig.host, version)
        let name = VarBind(.sysName.scalar, .octetString("sw-127-0-0-7"))
        #expect(try await rig.walk(.sysName, target) == [name])
        #expect(try await rig.walk(.sysName.scalar, target) == [name])
    }

    /// Quirk 15: RFC 2578 §7.7 makes index columns not-accessible; agents skip them, or refuse.
    @Test func `an index column that is left out costs its cells and nothing else`() async throws {
        let rig = try QuirkRig(AgentBehaviour(missing: [.ifIndex]))
        let rows = try await rig.table([.ifIndex, .ifDescr])
        #expect(rows.count == 20)
        #expect(rows.allSatisfy { $0[.ifIndex] == nil && $0[.ifDescr] != nil })
    }

    /// Quirk 15: snmpbot #7.
    @Test
    func `an index column that is refused costs its cells and nothing else`() async throws {
        let rig = try QuirkRig(.inaccessibleIndex)
        let rows = try await rig.table([.ifIndex, .ifDescr])
        #expect(rows.count == 20)
        #expect(rows.allSatisfy { $0[.ifIndex] == nil && $0[.ifDescr] != nil })
    }

    /// Quirk 16: vyos #960, net-snmp #935, librenms #1672 and #19027.
    @Test
    func `a huge table is read up to its budget and told to be cut`() async throws {
        let route: OID = [1, 3, 6, 1, 2, 1, 4, 24, 7, 1, 8]
        let rig = try QuirkRig("\(route).[1-40].[1-250] integer {2}")
        let (read, failure) = await rig.brokenWalk(route, options: WalkOptions(limit: 1_000))
        #expect(read.count == 1_000)
        #expect(failure?.code == .tooManyRows)
        #expect(rig.fleet.requests < 60)
        let rest = try await rig.walk(route)
        #expect(rest.count == 10_000)
        #expect(Set(rest.map(\.oid)).count == 10_000)
    }

    /// Quirk 17: netdata #22604.
    @Test
    func `a subtree that was found empty is not asked for in each walk`() async throws {
        let rig = try QuirkRig()
        let bridge: OID = [1, 3, 6, 1, 2, 1, 17]
        let options = WalkOptions(emptinessLasts: .seconds(600))
        #expect(try await rig.walk(bridge, options: options).isEmpty)
        let requests = rig.fleet.requests
        for _ in 0..<10 { #expect(try await rig.walk(bridge, options: options).isEmpty) }
        #expect(rig.fleet.requests == requests)
        #expect(try await rig.walk(bridge).isEmpty)
        #expect(rig.fleet.requests > requests)
    }

    /// Quirk 17.
    @Test func `an empty subtree costs two requests at most`() async throws {
        let rig = try QuirkRig()
        #expect(try await rig.walk([1, 3, 6, 1, 2, 1, 17]).isEmpty)
        #expect(rig.fleet.requests <= 2)
    }

    /// Quirk 18: netdata #23726 (MikroTik's forwarding table), snmp_exporter #1156 (Netgear).
    @Test func `rows that an agent had not yet at the first walk are there at the second`() async throws {
        let rig = try QuirkRig(.warming)
        let options = WalkOptions(maxVarBinds: 4)
        var counts: [Int] = []
        for _ in 0..<12 { counts.append(try await rig.walk(.ifDescr, options: options).count) }
        #expect(counts.first == 5)
        #expect(counts.last == 20)
        #expect(counts == counts.sorted())
    }
}
