import SNMP
import Simulators
import Testing

/// Agents that are slow, limited, far away or dead.
@Suite struct SpeedQuirksTests {
    /// Quirk 19: Juniper EX [librenms #3313 #3511 #4643 #2017], Huawei S6720 [#17452], SONiC [#21314]: one request at a time,
    /// and eight more in the queue.
    @Test
    func `a slow agent is not asked for more at once than it can queue`() async throws {
        var behaviour = AgentBehaviour()
        behaviour.serviceTime = .milliseconds(2)
        let rig = try QuirkRig(behaviour)
        let target = rig.target(timeout: .seconds(5), retries: 3)
        let names = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<60 { group.addTask { try await rig.get(.sysName.scalar, target)?.text } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(names.allSatisfy { $0 == "sw-127-0-0-7" })
        #expect(rig.fleet.statistics.lost == 0)
    }

    /// Quirk 19.
    @Test func `walks of a slow agent that overlap are all whole`() async throws {
        var behaviour = AgentBehaviour()
        behaviour.serviceTime = .milliseconds(1)
        let rig = try QuirkRig(behaviour)
        let target = rig.target(timeout: .milliseconds(500), retries: 20)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<12 { group.addTask { try await rig.walk(.ifTable, target).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 22 * 20, count: 12))
    }

    /// Quirk 20: control plane policing looks like loss.
    @Test func `an agent that answers so many requests a second answers all of them in the end`() async throws {
        var behaviour = AgentBehaviour()
        behaviour.rateLimit = 40
        let rig = try QuirkRig(behaviour)
        let target = rig.target(timeout: .milliseconds(50), retries: 100)
        let names = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<40 { group.addTask { try await rig.get(.sysName.scalar, target)?.text } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(names.allSatisfy { $0 == "sw-127-0-0-7" })
        #expect(rig.fleet.statistics.lost > 0)
    }

    /// Quirk 21: telegraf #3823, #7300 and #17948, librenms #2149.
    @Test func `a dead device costs one request and its retries, however many columns are wanted`() async throws {
        let rig = try QuirkRig(AgentBehaviour(isDead: true))
        let columns: [OID] = [.ifDescr, .ifType, .ifMtu, .ifSpeed, .ifOperStatus, .ifName, .ifAlias, .ifHCInOctets]
        let target = rig.target(timeout: .milliseconds(40), retries: 2)
        let failure = await #expect(throws: SNMPError.self) { try await rig.table(columns, target) }
        #expect(failure?.code == .noAnswer)
        // GETBULK with its retries, and one probe whether that was too much.
        #expect(rig.fleet.requests <= 4)
    }

    /// Quirk 21.
    @Test func `one dead device among two hundred keeps no other waiting`() async throws {
        let rig = try QuirkRig()
        rig.fleet.set(AgentBehaviour(isDead: true), for: "127.8.0.77")
        // The dead one is waited for as long as the test may take: the others must not need its end.
        let dead = Task { try await rig.get(.sysName.scalar, rig.target("127.8.0.77", timeout: .seconds(3_600))) }
        while rig.fleet.requests == 0 { await Task.yield() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...200 where number != 77 {
                group.addTask {
                    let target = rig.target("127.8.0.\(number)", timeout: .seconds(3_600), retries: 0)
                    return rig.isWhole(try await rig.table(QuirkRig.columns, target))
                }
            }
            for try await isWhole in group { #expect(isWhole) }
        }
        dead.cancel()
        let failure = await #expect(throws: SNMPError.self) { try await dead.value }
        #expect(failure?.code == .cancelled)
    }

    /// Quirk 20, and the loss that every network has.
    @Test func `with 5 % loss each way every living device is polled in full`() async throws {
        var behaviour = AgentBehaviour(loss: 0.05)
        behaviour.replyLoss = 0.05
        let rig = try QuirkRig(behaviour)
        for number in 1...20 { rig.fleet.set(AgentBehaviour(isDead: true), for: "127.8.0.\(number)") }
        let answered = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 1...400 {
                group.addTask {
                    let host = "127.8.\(number / 250).\(number % 250)"
                    let patience: (Duration, Int) = number <= 20 ? (.milliseconds(200), 1) : (.milliseconds(600), 12)
                    let target = rig.target(host, timeout: patience.0, retries: patience.1)
                    let oids: [OID] =
                        [.sysUpTime.scalar, .sysName.scalar] + (1...8).map { .ifHCInOctets.appending($0) }
                    let varBinds = try? await rig.client.get(oids, from: target)
                    return (number, varBinds?.allSatisfy { !$0.value.isException } ?? false)
                }
            }
            return await group.reduce(into: Set()) { if $1.1 { $0.insert($1.0) } }
        }
        #expect(answered == Set(21...400))
    }

    /// Quirk 22: Cacti #4105, gosnmp #435, splunk #341: VPNs and firewalls drop what is in fragments.
    @Test func `a device whose large replies are lost on the way is read whole in small ones`() async throws {
        var behaviour = AgentBehaviour(replySize: 65_507)
        behaviour.lostAbove = 700
        let rig = try QuirkRig(behaviour)
        let target = rig.target(timeout: .milliseconds(400), retries: 1)
        #expect(try await rig.walk(.ifTable, target).count == 22 * 20)
        #expect(rig.isWhole(try await rig.table(QuirkRig.columns, target)))
    }

    /// Quirk 22: the size of replies not yet seen is a guess from those seen. A guess that was too high is made once.
    @Test func `replies larger than a packet of Ethernet are learned to be too large by one request`() async throws {
        var behaviour = AgentBehaviour(replySize: 65_507)
        behaviour.lostAbove = 1_472
        let rig = try QuirkRig(behaviour)
        let target = rig.target(timeout: .milliseconds(300), retries: 2)
        for _ in 0..<3 {
            #expect(try await rig.walk(.ifTable, target).count == 22 * 20)
            #expect(try await rig.walk(.ifXTable, target).count == 19 * 20)
            #expect(rig.isWhole(try await rig.table(QuirkRig.columns, target)))
        }
        #expect(rig.fleet.statistics.lost <= 3)
    }

    /// Quirk 22: and if it was, what comes is read whole.
    @Test func `a reply of sixty thousand bytes is read whole`() async throws {
        let rig = try QuirkRig(
            "1.3.6.1.4.1.99999.1.[1-60] text \"\(String(repeating: "x", count: 1_000))\"",
            AgentBehaviour(replySize: 65_507))
        let varBinds = try await rig.client.getBulk(
            [[1, 3, 6, 1, 4, 1, 99999]], maxRepetitions: 60, from: rig.target())
        #expect(varBinds.count == 60)
        #expect(varBinds.allSatisfy { $0.value.text?.count == 1_000 })
    }
}
