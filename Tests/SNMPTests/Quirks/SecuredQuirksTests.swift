import SNMP
import Simulators
import Testing

/// Engines of SNMPv3 that err, and the quirks of v2c seen through encryption.
@Suite struct SecuredQuirksTests {
    private func secured(_ rig: QuirkRig, _ host: String = QuirkRig.host, timeout: Duration = .seconds(10))
        -> SNMPTarget
    {
        rig.target(host, .v3, timeout: timeout)
    }

    /// Quirk 4: gosnmp #106 (Cisco ASA sends 2147483647) and #139 (chance, under privacy).
    @Test func `a Report is known by its message, whatever request identifier it carries`() async throws {
        let rig = try QuirkRig(.wrongReportID)
        var target = secured(rig, timeout: .seconds(60))
        target.retries = 0
        #expect(try await rig.get(.sysName.scalar, target)?.text == "sw-127-0-0-7")
    }

    /// node-net-snmp #203, net-snmp #385, sharpsnmplib #99.
    @Test func `an agent that restarts is asked on, whether or not it counts the start`() async throws {
        let rig = try QuirkRig(AgentBehaviour(age: .seconds(1_000_000)))
        #expect(try await rig.get(.sysName.scalar, secured(rig)) != nil)
        var counted = AgentBehaviour(age: .zero)
        counted.restarts = 1
        rig.fleet.set(counted, for: QuirkRig.host)
        #expect(try await rig.get(.sysName.scalar, secured(rig))?.text == "sw-127-0-0-7")
        counted.age = .seconds(100_000)
        rig.fleet.set(counted, for: QuirkRig.host)
        #expect(try await rig.get(.sysName.scalar, secured(rig))?.text == "sw-127-0-0-7")
        var uncounted = AgentBehaviour(age: .seconds(5))
        uncounted.restarts = 1
        rig.fleet.set(uncounted, for: QuirkRig.host)
        #expect(try await rig.get(.sysName.scalar, secured(rig))?.text == "sw-127-0-0-7")
    }

    @Test func `a device that comes back with another engine is asked on`() async throws {
        let rig = try QuirkRig(.newEngine)
        #expect(try await rig.walk(.ifDescr, secured(rig)).count == 20)
        var replaced = AgentBehaviour(fault: .newEngine)
        replaced.restarts = 7
        rig.fleet.set(replaced, for: QuirkRig.host)
        #expect(try await rig.walk(.ifDescr, secured(rig)).count == 20)
    }

    /// Cacti #5797, easysnmp #146, net-snmp #120: clones and clusters with one engine identifier, and clocks of their own.
    @Test func `devices that share an engine identifier do not disturb one another`() async throws {
        let rig = try QuirkRig(.sharedEngine)
        for _ in 0..<2 {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...40 {
                    group.addTask {
                        let value = try await rig.get(.sysName.scalar, secured(rig, "127.7.0.\(number)"))
                        return value?.text == "sw-127-7-0-\(number)"
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    /// RFC 3414 §2.2.2.
    @Test func `an engine whose count of starts has run out is told as that`() async throws {
        let rig = try QuirkRig(.exhaustedBoots)
        let failure = await #expect(throws: SNMPError.self) {
            try await rig.get(.sysName.scalar, secured(rig, timeout: .milliseconds(500)))
        }
        #expect((failure?.underlying as? USMFault)?.kind == .bootsExhausted, "\(String(describing: failure))")
    }

    @Test func `a context that is not there is told as that, and one that is gives what is in it`() async throws {
        let rig = try QuirkRig("sysName.0 text \"all\"\ncontext vlan-10\nsysName.0 text \"VLAN 10\"")
        func target(_ context: String) -> SNMPTarget {
            var target = secured(rig, timeout: .milliseconds(500))
            target.credentials = .v3(QuirkRig.user, context: context)
            return target
        }
        #expect(try await rig.get(.sysName.scalar, target(""))?.text == "all")
        #expect(try await rig.get(.sysName.scalar, target("vlan-10"))?.text == "VLAN 10")
        let failure = await #expect(throws: SNMPError.self) { try await rig.get(.sysName.scalar, target("vlan-11")) }
        #expect((failure?.underlying as? USMFault)?.kind == .unknownContext, "\(String(describing: failure))")
    }

    /// Quirk 3: each attempt has a message of its own, and the answer to any of them is one [net-snmp #194].
    @Test func `an agent slower than the time-out is heard`() async throws {
        let rig = try QuirkRig(AgentBehaviour(delay: .milliseconds(120)))
        var target = secured(rig, timeout: .milliseconds(25))
        target.retries = 1_000
        #expect(try await rig.get(.sysName.scalar, target)?.text == "sw-127-0-0-7")
    }

    @Test(arguments: [
        AgentFault.foreignAddress, .foreignPort, .duplicates, .stale, .tooBig, .noBulk, .cutRows, .errorsOfV1,
        .emptyAtEnd,
        .longLengths, .bareUnsigned, .noCommunity,
    ])
    func `what is odd in the clear is as well understood when it is encrypted`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        #expect(try await rig.walk(.ifTable, secured(rig)).count == 22 * 20)
        #expect(rig.isWhole(try await rig.table(QuirkRig.columns, secured(rig))))
    }

    @Test func `with 5 % loss each way every device is polled in full`() async throws {
        var behaviour = AgentBehaviour(loss: 0.05)
        behaviour.replyLoss = 0.05
        let rig = try QuirkRig(behaviour)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...150 {
                group.addTask {
                    var target = secured(rig, "127.7.1.\(number)", timeout: .milliseconds(600))
                    target.retries = 12
                    return try await rig.get(.sysName.scalar, target)?.text == "sw-127-7-1-\(number)"
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
