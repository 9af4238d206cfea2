import SNMP
import Simulators
import Testing

/// Replies that come from elsewhere, twice, late, or not at all.
@Suite struct TransportQuirksTests {
    /// Quirk 1: gosnmp #47 and #118, telegraf #11278, aiosnmp #27 (another port as well), DataDog #45724.
    @Test(arguments: [AgentFault.foreignAddress, .foreignPort])
    func `a device that answers from elsewhere is read whole, and every such reply is counted`(
        fault: AgentFault
    ) async throws {
        let rig = try QuirkRig(fault)
        #expect(try await rig.walk(.ifTable).count == 22 * 20)
        #expect(rig.isWhole(try await rig.table()))
        let statistics = await rig.client.statistics
        #expect(statistics.foreignReplies == statistics.replies && statistics.replies > 0)
    }

    /// Quirk 1.
    @Test(arguments: [AgentFault.foreignAddress, .foreignPort])
    func `a strict target hears nobody but the device that it asked`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        var target = rig.target(timeout: .milliseconds(500), retries: 0)
        target.acceptsOnlyItsOwnAddress = true
        let failure = await #expect(throws: SNMPError.self) { try await rig.get(.sysName.scalar, target) }
        #expect(failure?.code == .otherReply)
        #expect(failure?.description.contains(" answers in place of ") == true)
    }

    /// Quirk 2: gosnmp #68, alouca/gosnmp #47 (H3C sends many copies), ruby-netsnmp #31.
    @Test func `three copies of each reply disturb no step of a walk and nothing after it`() async throws {
        let rig = try QuirkRig(.duplicates)
        for _ in 0..<3 {
            #expect(try await rig.walk(.ifXTable).count == 19 * 20)
            #expect(rig.isWhole(try await rig.table()))
        }
        let statistics = await rig.client.statistics
        #expect(statistics.replies == statistics.requests)
        while await rig.client.statistics.strayReplies < 2 * statistics.replies { await Task.yield() }
    }

    /// Quirk 3: node-snmp-native #24, net-snmp #194, pysnmp #448: with a new identifier for each retry an agent slower than
    /// the time-out is never heard.
    @Test func `a retry carries the identifier of the first attempt, so that a slow reply is one`() async throws {
        let rig = try QuirkRig(AgentBehaviour(delay: .milliseconds(120)))
        let target = rig.target(timeout: .milliseconds(20), retries: 1_000)
        let value = try await rig.get(.sysName.scalar, target)
        #expect(value?.text == "sw-127-0-0-7")
        let asked = rig.asked(QuirkRig.get)
        #expect(asked.count > 1)
        #expect(Set(asked.map(\.id)).count == 1)
    }

    /// Quirk 3, Karn's rule: whose reply it is cannot be known.
    @Test func `no round-trip is told for a request that was sent again`() async throws {
        let rig = try QuirkRig(AgentBehaviour(ignoredRequests: 1))
        let system = try await rig.client.system(of: rig.target(timeout: .milliseconds(100)))
        #expect(system.roundTrip == nil)
        #expect(try await rig.client.system(of: rig.target()).roundTrip != nil)
    }

    /// Quirk 5: snmpkit 1.3.23. The reply to the step before has the same shape as the one that is due.
    @Test func `a stale reply ahead of the right one is passed over in each step of a walk`() async throws {
        let rig = try QuirkRig(.stale)
        for root in [OID.ifTable, .ifXTable] {
            let walked = try await rig.walk(root, options: WalkOptions(maxVarBinds: 7))
            #expect(walked.map(\.oid) == walked.map(\.oid).sorted())
            #expect(walked.count == (root == .ifTable ? 22 : 19) * 20)
        }
        #expect(rig.isWhole(try await rig.table()))
        let statistics = await rig.client.statistics
        #expect(statistics.replies == statistics.requests)
    }

    /// Quirk 2: the reply to one request comes when the next one is there.
    @Test func `an agent that is one reply behind answers each request all the same`() async throws {
        let rig = try QuirkRig(.oneBehind)
        let target = rig.target(timeout: .milliseconds(10), retries: 1_000)
        #expect(try await rig.walk(.system, target).count == 7)
        #expect(try await rig.get(.sysName.scalar, target)?.text == "sw-127-0-0-7")
    }

    /// Quirk 6: async-snmp 0.16. Each closed port leaves an error on the socket that all share.
    @Test func `a hundred closed ports are told as such and disturb no living device`() async throws {
        let rig = try QuirkRig()
        // Nothing listens on the port of the discard protocol.
        let closed: UInt16 = 9
        let codes = await withTaskGroup(of: SNMPError.Code?.self) { group in
            for number in 1...200 {
                group.addTask {
                    var target = rig.target("127.9.0.\(number)", timeout: .seconds(30), retries: 0)
                    if number % 2 == 0 { target.port = closed }
                    do throws(SNMPError) {
                        _ = try await rig.client.get([.sysName.scalar], from: target)
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == nil } == 100)
        #expect(codes.count { $0 == .portClosed } == 100)
        #expect(try await rig.walk(.ifTable).count == 22 * 20)
    }
}
