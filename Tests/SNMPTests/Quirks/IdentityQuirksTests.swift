import SNMP
import Simulators
import Testing

/// Counters, clocks and identities that are not what they seem, read from agents and judged.
@Suite struct IdentityQuirksTests {
    /// A port's counters and the agent's clock from one reply.
    private func sample(
        _ rig: QuirkRig, _ host: String = QuirkRig.host, at received: Duration
    ) async throws -> (values: [OID: SNMPValue], clock: AgentClock) {
        let oids =
            AgentClock.instances
            + [
                .ifInOctets.appending(1), .ifHCInOctets.appending(1), .ifCounterDiscontinuityTime.appending(1),
                .ifSpeed.appending(1), .ifHighSpeed.appending(1),
            ]
        let varBinds = try await rig.client.get(oids, from: rig.target(host))
        return (
            Dictionary(varBinds.map { ($0.oid, $0.value) }) { first, _ in first },
            AgentClock(varBinds, received: received)
        )
    }

    private func reading(_ sample: (values: [OID: SNMPValue], clock: AgentClock)) throws -> CounterReading {
        try #require(
            CounterReading(
                highCapacity: sample.values[.ifHCInOctets.appending(1)], low: sample.values[.ifInOctets.appending(1)],
                clock: sample.clock, discontinuity: sample.values[.ifCounterDiscontinuityTime.appending(1)]))
    }

    /// What the first port counted in a minute of the agent's, in which it becomes what `second` says.
    private func delta(
        _ first: AgentBehaviour, _ second: AgentBehaviour, bitsPerSecond: UInt64 = 1_000_000_000
    ) async throws -> CounterDelta {
        let rig = try QuirkRig(first)
        rig.fleet.set(first, for: QuirkRig.host)
        let before = try reading(await sample(rig, at: .zero))
        rig.fleet.set(second, for: QuirkRig.host)
        let after = try reading(await sample(rig, at: .seconds(60)))
        return before.delta(to: after, limit: .octets(bitsPerSecond: bitsPerSecond))
    }

    private func behaviour(_ description: String, age: Duration) throws -> AgentBehaviour {
        AgentBehaviour(content: try AgentContent("sysUpTime.0 ticks uptime\n" + description), age: age)
    }

    /// Quirk 31: Cacti #3901 and #7424, monitoring-plugins #2257, netdata #4962, OpenNMS #1054.
    @Test func `counters of an agent that has restarted are no wrap`() async throws {
        let delta = try await delta(AgentBehaviour(age: .seconds(864_000)), AgentBehaviour(age: .seconds(20)))
        #expect(delta == .reset)
    }

    /// Quirk 31.
    @Test func `a 32-bit counter that wraps between two polls yields the true delta`() async throws {
        let counter = "ifInOctets.1 counter32 rate=100k start=4294000000"
        let delta = try await delta(
            try behaviour(counter, age: .seconds(1)), try behaviour(counter, age: .seconds(61)),
            bitsPerSecond: 100_000_000)
        let rate = try #require(delta.rate)
        #expect((99_000...101_000).contains(rate))
    }

    /// Quirk 31: a counter that jumps while the agent's clock runs on.
    @Test func `more than a line can carry is a gap and no spike`() async throws {
        let delta = try await delta(
            try behaviour("ifInOctets.1 counter32 4000000000", age: .seconds(1_000)),
            try behaviour("ifInOctets.1 counter32 1000", age: .seconds(1_060)), bitsPerSecond: 10_000_000)
        #expect(delta == .implausible)
    }

    /// Quirk 31: RFC 2863's ifCounterDiscontinuityTime.
    @Test func `counters that the agent says were disturbed are a gap`() async throws {
        let row = "ifHCInOctets.1 counter64 rate=100k\nifCounterDiscontinuityTime.1 ticks"
        let delta = try await delta(
            try behaviour("\(row) 500", age: .seconds(1_000)), try behaviour("\(row) 103000", age: .seconds(1_060)))
        #expect(delta == .discontinuity)
    }

    /// Quirk 32: librenms #13896, Cacti plugin_monitor #161: 2³² hundredths of a second are 497.1 days.
    @Test(arguments: [true, false])
    func `a sysUpTime that wraps is no restart, by the engine's time or by our own`(hasEngineTime: Bool) async throws {
        let missing: [OID] = hasEngineTime ? [] : [[1, 3, 6, 1, 6, 3, 10], .hrSystemUptime]
        let age = Duration.seconds(42_949_672)
        let delta = try await delta(
            AgentBehaviour(missing: missing, age: age - .seconds(30)),
            AgentBehaviour(missing: missing, age: age + .seconds(30)))
        guard case .delta(_, let elapsed) = delta else {
            Issue.record("it was \(delta)")
            return
        }
        #expect((.seconds(59))...(.seconds(70)) ~= elapsed)
    }

    /// Quirk 33: HP, NAV #1398; D-Link, librenms #136.
    @Test func `octets are counted by whichever counter an agent has and moves`() async throws {
        func width(_ description: String) async throws -> CounterReading.Width {
            let rig = try QuirkRig("sysUpTime.0 ticks uptime\n" + description)
            return try reading(await sample(rig, at: .zero)).width
        }
        #expect(try await width("ifInOctets.1 counter32 7") == .bits32)
        #expect(try await width("ifInOctets.1 counter32 7\nifHCInOctets.1 counter64 0") == .bits32)
        #expect(try await width("ifInOctets.1 counter32 7\nifHCInOctets.1 counter64 7") == .bits64)
        #expect(try await width("ifHCInOctets.1 counter64 7") == .bits64)
    }

    /// Quirk 33: a 64-bit counter never wraps; one that is smaller was set back.
    @Test func `a 64-bit counter that goes back by itself is a reset`() async throws {
        let delta = try await delta(
            try behaviour("ifHCInOctets.1 counter64 99999999999", age: .seconds(1_000)),
            try behaviour("ifHCInOctets.1 counter64 5", age: .seconds(1_060)))
        #expect(delta == .reset)
    }

    /// Quirk 33: above 570 Mbit/s 32 bits wrap within a minute.
    @Test func `a 32-bit counter of a line that wraps it within the interval is a gap`() async throws {
        let counter = "ifInOctets.1 counter32 rate=100M"
        let delta = try await delta(
            try behaviour(counter, age: .seconds(1_000)), try behaviour(counter, age: .seconds(1_060)),
            bitsPerSecond: 1_000_000_000)
        #expect(delta == .wrapped)
    }

    /// Quirk 34: librenms #1729 and #1750, check_nwc_health #289 (Aruba 1930), net-snmp #409 (Solaris).
    @Test(arguments: [
        ("ifSpeed.1 gauge 4294967295\nifHighSpeed.1 gauge 10000", 10_000_000_000 as UInt64?),
        ("ifSpeed.1 gauge 0\nifHighSpeed.1 gauge 1000", 1_000_000_000), ("ifSpeed.1 gauge 1000", 1_000_000_000),
        ("ifSpeed.1 gauge 1000\nifHighSpeed.1 gauge 1000", 1_000_000_000),
        ("ifSpeed.1 gauge 100000000\nifHighSpeed.1 gauge 0", 100_000_000), ("ifSpeed.1 gauge 4294967295", nil),
        ("ifSpeed.1 gauge 1544000\nifHighSpeed.1 gauge 2", 1_544_000),
    ])
    func `the speed of a line is had from whatever its agent puts into the two objects`(
        description: String, speed: UInt64?
    ) async throws {
        let values = try await sample(try QuirkRig(description), at: .zero).values
        #expect(
            InterfaceSpeed.bitsPerSecond(
                speed: values[.ifSpeed.appending(1)], highSpeed: values[.ifHighSpeed.appending(1)]) == speed)
    }

    /// Quirk 35: librenms #386 #2797 #3510 #13738 #15655 #16686: after a restart two ports have changed places, one is new,
    /// and two have the same description.
    @Test func `rows are read by the index they have now, with the names to know them by`() async throws {
        func content(_ names: [(UInt32, String)]) throws -> AgentContent {
            try AgentContent(
                names.map { "ifDescr.\($0) text \"Ethernet\"\nifName.\($0) text \"\($1)\"" }.joined(separator: "\n"))
        }
        let rig = try QuirkRig()
        func indexes() async throws -> [String?: RowIndex] {
            let rows = try await rig.table([.ifDescr, .ifName])
            #expect(rows.allSatisfy { $0[.ifDescr]?.text == "Ethernet" })
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[.ifName]?.text, $0.index) })
        }
        rig.fleet.set(AgentBehaviour(content: try content([(1, "eth0"), (2, "eth1")])), for: QuirkRig.host)
        #expect(try await indexes() == ["eth0": [1], "eth1": [2]])
        rig.fleet.set(
            AgentBehaviour(content: try content([(1, "eth1"), (2, "eth0"), (517, "wlan0")])), for: QuirkRig.host)
        #expect(try await indexes() == ["eth0": [2], "eth1": [1], "wlan0": [517]])
    }

    /// Quirk 36: centreon #385 #983 #1651 #3043, net-snmp #508.
    @Test func `a storage above eight terabytes is as large as it is`() async throws {
        let entry: OID = [1, 3, 6, 1, 2, 1, 25, 2, 3, 1]
        let rig = try QuirkRig(
            """
            \(entry).4.1 integer 4096
            \(entry).5.1 integer -1294967296
            \(entry).6.1 integer 1000000000
            """)
        let values = try await rig.client.get(
            [4, 5, 6].map { entry.appending(contentsOf: [$0, 1]) }, from: rig.target()
        ).map(\.value)
        let storage = try #require(StorageReading(units: values[0], size: values[1], used: values[2]))
        #expect(storage.size == 3_000_000_000 * 4_096)
        #expect(storage.used == 1_000_000_000 * 4_096)
    }

    /// Quirk 37: NAV #34, librenms #11004, scanopy #686, netdisco #652: BRIDGE-MIB of one VLAN by its community.
    @Test func `the bridge table of a VLAN is read with the community of the VLAN`() async throws {
        let port: OID = [1, 3, 6, 1, 2, 1, 17, 4, 3, 1, 2]
        let rig = try QuirkRig(
            """
            sysName.0 text "core"
            context 10
            \(port).0.26.43.60.77.[94-96] integer 3
            context 20
            \(port).0.26.43.60.78.1 integer 4
            """)
        var counts: [Int] = []
        for community: Community in ["public", "public@10", "public@20"] {
            counts.append(try await rig.walk(port, rig.target(community: community)).count)
        }
        #expect(counts == [0, 3, 1])
        let failure = await #expect(throws: SNMPError.self) {
            try await rig.walk(port, rig.target(community: "public@1002", timeout: .milliseconds(30), retries: 0))
        }
        #expect(failure?.code == .noAnswer)
    }

    /// Quirk 38: NAV #319 and #1903, OpenNMS #7999, natlas #19, sonic #155, gosnmp #205: time marks that are not zero,
    /// indexes without one, an empty chassis, and a neighbour twice.
    @Test func `neighbours are read whatever their index is made of`() async throws {
        let entry: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1]
        let rows = ["0.3.1", "4294967295.5.2", "17.5.2", "9.1"]
        let cells = rows.flatMap {
            ["\(entry).5.\($0) hex \($0 == "9.1" ? "00" : "001a2b")", "\(entry).9.\($0) text \"n\""]
        }
        let rig = try QuirkRig(cells.joined(separator: "\n") + "\n\(entry).5.9.9.9 text \"\"")
        let found = try await rig.table([entry.appending(5), entry.appending(9)])
        #expect(found.map(\.index.description) == ["0.3.1", "9.1", "9.9.9", "17.5.2", "4294967295.5.2"])
        #expect(found[2].values == [.octetString(""), nil])
    }

    /// Quirk 39: Hikvision and Dahua [LibreNMS, centreon].
    @Test func `a camera without an identity, and with numbers in words, is read`() async throws {
        let rig = try QuirkRig(
            """
            sysDescr.0      text "none"
            sysObjectID.0   raw 0600
            sysUpTime.0     ticks uptime
            sysName.0       text "(none)"
            ifDescr.[1-2]   text "eth{index}"
            1.3.6.1.4.1.39165.1.1.0   text "DS-2CD2042WD-I"
            1.3.6.1.4.1.39165.1.7.0   text "23 PERCENT"
            1.3.6.1.4.1.39165.1.10.0  text "512.00 MB"
            """)
        let system = try await rig.client.system(of: rig.target())
        #expect(system.objectID == OID())
        #expect(system.name == "(none)")
        let camera: OID = [1, 3, 6, 1, 4, 1, 39165, 1]
        #expect(try await rig.get(camera.appending(contentsOf: [1, 0]))?.text == "DS-2CD2042WD-I")
        #expect(try await rig.get(camera.appending(contentsOf: [7, 0]))?.quantity?.value == 23)
        #expect(try await rig.get(camera.appending(contentsOf: [10, 0]))?.quantity?.value == 512)
        let rows = try await rig.table([.ifDescr, .ifName, .ifHCInOctets])
        #expect(rows.map { $0[.ifDescr]?.text } == ["eth1", "eth2"])
        #expect(rows.allSatisfy { $0[.ifName] == nil && $0[.ifHCInOctets] == nil })
    }
}
