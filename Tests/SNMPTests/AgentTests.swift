import Glibc
import SNMP
import Testing

/// Against the `snmpd` of Net-SNMP.
struct AgentTests {
    private let client = SNMPClient()

    @Test(arguments: SNMPVersion.withCommunity)
    func `the system group comes in one call`(version: SNMPVersion) async throws {
        let agent = try await Agent.started(for: client)

        let group = try await client.system(of: agent.target(version))

        #expect(group.descr == "A switch for tests")
        #expect(group.objectID == [1, 3, 6, 1, 4, 1, 8072, 3, 2, 10])
        #expect(group.name == "core-1")
        #expect(group.location == "Rack 7")
        #expect(group.upTime != nil)
        #expect(group.roundTrip ?? .zero > .zero)
    }

    @Test(arguments: SNMPVersion.withCommunity)
    func `what the agent does not have does not keep the rest away`(version: SNMPVersion) async throws {
        let agent = try await Agent.started(for: client)
        let absent: OID = .enterprises.appending(contentsOf: [99_999, 1, 0])

        let values = try await client.get(
            [absent, .sysName.scalar, .sysName.appending(7)], from: agent.target(version))

        #expect(values.map(\.oid) == [absent, .sysName.scalar, .sysName.appending(7)])
        #expect(values[1].value == .octetString("core-1"))
        #expect(values[0].value.isException)
        #expect(values[2].value == .noSuchInstance)
    }

    @Test func `over IPv6 it is the same`() async throws {
        let agent = try await Agent.started(for: client)
        var target = agent.target(.v2c)
        target.host = "::1"
        let values = try await client.get([.sysName.scalar], from: target)
        #expect(values == [VarBind(.sysName.scalar, .octetString("core-1"))])
    }

    @Test func `a host may be given by its name`() async throws {
        let agent = try await Agent.started(for: client)
        var target = agent.target(.v2c)
        target.host = "localhost"
        #expect(try await client.system(of: target).name == "core-1")
        target.host = "no-such-host.invalid"
        await #expect { try await client.system(of: target) } throws: { ($0 as? SNMPError)?.code == .unknownHost }
    }

    @Test func `a wrong community is silence, and its text is in no message`() async throws {
        let agent = try await Agent.started(for: client)
        var target = agent.target(.v2c, community: "s3cret")
        (target.timeout, target.retries) = (.milliseconds(50), 2)
        let failure = await #expect(throws: SNMPError.self) { try await client.system(of: target) }
        #expect(failure?.code == .noAnswer)
        #expect(failure?.description.hasPrefix("127.0.0.1:\(agent.port) did not answer 3 requests in 0.") == true)
    }

    @Test func `a closed port is told at once, of the device that has it`() async throws {
        let agent = try await Agent.started(for: client)
        var closed = agent.target(.v2c)
        (closed.host, closed.timeout) = ("127.0.0.99", .seconds(3600))
        for _ in 0..<20 {
            async let good = client.system(of: agent.target(.v2c))
            let failure = await #expect(throws: SNMPError.self) { try await client.system(of: closed) }
            #expect(failure?.code == .portClosed)
            #expect(failure?.target == "127.0.0.99:\(agent.port)")
            #expect(try await good.name == "core-1")
        }
    }

    @Test func `an agent that was held up answers a request sent before`() async throws {
        let agent = try await Agent.started(for: client)
        agent.signal(SIGSTOP)
        var target = agent.target(.v2c)
        (target.timeout, target.retries) = (.milliseconds(20), 10_000)
        async let group = client.system(of: target)
        while await client.statistics.retries < 3 { await Task.yield() }
        agent.signal(SIGCONT)
        let answered = try await group
        #expect(answered.name == "core-1")
        #expect(answered.roundTrip == nil)
        // The answers to the other attempts come too late for anybody.
        while await client.statistics.strayReplies < 3 { await Task.yield() }
    }

    @Test func `the walk of the whole tree is the same by steps, in bulk, and in v1`() async throws {
        let agent = try await Agent.started(for: client)
        let root = OID.system
        let inBulk = try await all(client.walk(root, of: agent.target(.v2c)))
        let bySteps = try await all(client.walk(root, of: agent.target(.v2c), options: WalkOptions(usesBulk: false)))
        let inV1 = try await all(client.walk(root, of: agent.target(.v1)))
        let tiny = try await all(client.walk(root, of: agent.target(.v2c), options: WalkOptions(maxVarBinds: 1)))
        #expect(inBulk.count > 7)
        #expect(inBulk.map(\.oid) == bySteps.map(\.oid))
        #expect(inBulk.map(\.oid) == inV1.map(\.oid))
        #expect(inBulk.map(\.oid) == tiny.map(\.oid))
        #expect(inBulk.allSatisfy { $0.oid.hasPrefix(root) })
    }

    @Test func `a walk of everything ends`() async throws {
        let agent = try await Agent.started(for: client)
        let everything = try await all(client.walk(.internet, of: agent.target(.v2c)))
        #expect(everything.count > 100)
        #expect(everything.map(\.oid) == everything.map(\.oid).sorted())
    }

    @Test(arguments: SNMPVersion.withCommunity)
    func `the interfaces of this machine come as a table`(version: SNMPVersion) async throws {
        let agent = try await Agent.started(for: client)
        let columns: [OID] = [.ifIndex, .ifDescr, .ifOperStatus, .ifName, .ifHighSpeed]
        let rows = try await all(client.table(columns, of: agent.target(version)))
        let loopback = try #require(rows.first { $0[.ifDescr]?.text == "lo" })
        #expect(loopback[.ifName]?.text == "lo")
        #expect(loopback[.ifOperStatus] == .integer(1))
        #expect(loopback[.ifIndex]?.number == loopback.index.arcs.first.map(Int64.init))
    }

    @Test func `the next of the last is the end`() async throws {
        let agent = try await Agent.started(for: client)
        let end: OID = [1, 3, 6, 1, 6, 99]
        #expect(try await client.getNext([end], from: agent.target(.v2c)) == [VarBind(end, .endOfMibView)])
        let failure = await #expect(throws: SNMPError.self) { try await client.getNext([end], from: agent.target(.v1)) }
        #expect(failure?.errorStatus == .noSuchName)
        #expect(failure?.oid == end)
    }

    @Test func `GETBULK gives scalars once and columns often`() async throws {
        let agent = try await Agent.started(for: client)
        let values = try await client.getBulk(
            [.sysUpTime, .ifDescr], nonRepeaters: 1, maxRepetitions: 1, from: agent.target(.v2c))
        #expect(values.map(\.oid).first == .sysUpTime.scalar)
        #expect(values.count == 2)
        #expect(values[1].oid.hasPrefix(.ifDescr))
    }
}

func all<Sequence: AsyncSequence>(_ sequence: Sequence) async throws -> [Sequence.Element] {
    var elements: [Sequence.Element] = []
    for try await element in sequence { elements.append(element) }
    return elements
}
