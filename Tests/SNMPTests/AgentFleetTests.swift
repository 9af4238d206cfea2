import SNMP
import Simulators
import Testing

/// Against simulated agents that do what agents in the field do.
struct AgentFleetTests {
    private let client = SNMPClient()

    private func target(
        _ fleet: AgentFleet, _ host: String = "127.0.0.7", version: SNMPVersion = .v2c,
        timeout: Duration = .seconds(10), retries: Int = 2
    ) -> SNMPTarget {
        SNMPTarget(
            host, port: fleet.port, credentials: Credentials(version, "public"), timeout: timeout, retries: retries)
    }

    private func fleet(_ fault: AgentFault) throws -> AgentFleet {
        try AgentFleet(ports: 20, behaviour: AgentBehaviour(fault: fault))
    }

    private let columns: [OID] = [.ifDescr, .ifHCInOctets, .ifAlias]

    // MARK: Loss and death

    @Test func `every device of a thousand answers for itself`() async throws {
        let fleet = try AgentFleet(ports: 2)
        let names = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    let host = "127.1.\(number / 250).\(number % 250 + 1)"
                    return (number, try await client.system(of: target(fleet, host, timeout: .seconds(10))).name)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(names.count == 1_000)
        #expect(names.allSatisfy { $1 == "sw-127-1-\($0 / 250)-\($0 % 250 + 1)" })
    }

    @Test func `a walk goes on behind the instance it came to`() async throws {
        let fleet = try AgentFleet(ports: 20)
        let all = try await client.walk(.ifTable, of: target(fleet)).collect().map(\.oid)
        for position in [0, 7, all.count - 1] {
            let rest = try await client.walk(.ifTable, after: all[position], of: target(fleet)).collect().map(\.oid)
            #expect(rest == Array(all[(position + 1)...]))
        }
    }

    @Test func `a table that is known is asked for by its name`() async throws {
        let fleet = try AgentFleet(ports: 20)
        var names: [String?] = []
        for try await row in client.table(.ifXTable, of: target(fleet)) {
            names.append(row[.ifName]?.text)
            #expect(row.upTime != nil)
        }
        #expect(names.count == 20)
        #expect(!names.contains(nil))
    }

    @Test func `a sweep answers for every device, the dead ones too`() async throws {
        let fleet = try AgentFleet(ports: 2)
        for number in [3, 77] { fleet.set(AgentBehaviour(isDead: true), for: "127.0.0.\(number)") }
        let targets = (1...200).map { target(fleet, "127.0.0.\($0)", timeout: .milliseconds(200), retries: 1) }
        var silent: Set<Int> = []
        var names: Set<String> = []
        for await answer in client.get([.sysName.scalar, .sysUpTime.scalar], from: targets, atOnce: 50) {
            #expect(answer.target == targets[answer.position])
            switch answer.result {
            case .success(let varBinds): names.insert(try #require(varBinds.first?.value.text))
            case .failure(let error):
                #expect(error.code == .noAnswer)
                silent.insert(answer.position)
            }
        }
        #expect(silent == [2, 76])
        #expect(names.count == 198)
    }

    @Test(arguments: [AgentFault.shortGet, .wrongErrorIndex, .errorsOfV1, .tooBig])
    func `a sweep gets all from agents that cannot give all at once`(fault: AgentFault) async throws {
        let fleet = try AgentFleet(ports: 40, behaviour: AgentBehaviour(missing: [.ifDescr.appending(7)], fault: fault))
        let oids = (1...40).map { OID.ifDescr.appending($0) }
        let targets = (1...20).map { target(fleet, "127.0.0.\($0)") }
        var answers = 0
        for await answer in client.get(oids, from: targets) {
            let varBinds = try answer.result.get()
            #expect(varBinds.map(\.oid) == oids)
            #expect(varBinds.count { $0.value.text != nil } == 39)
            answers += 1
        }
        #expect(answers == 20)
    }

    @Test func `a sweep answers for the device that it asked, whatever becomes of others`() async throws {
        let fleet = try AgentFleet(ports: 40)
        fleet.set(AgentBehaviour(isDead: true), for: "127.0.0.1")
        // More than one request can hold, so that a dead device leaves several unanswered.
        let oids = (1...40).flatMap { [OID.ifDescr.appending($0), .ifAlias.appending($0)] }
        let hosts = ["no-such-host.invalid", "127.0.0.1", "127.0.0.2", "127.0.0.3"]
        let targets = hosts.map { target(fleet, $0, timeout: .milliseconds(300), retries: 0) }
        var answers: [Int: Bool] = [:]
        for await answer in client.get(oids, from: targets) {
            #expect(answer.target == targets[answer.position])
            #expect(answers[answer.position] == nil)
            answers[answer.position] = (try? answer.result.get())?.count == 80
        }
        #expect(answers == [0: false, 1: false, 2: true, 3: true])
    }

    @Test func `a sweep gets large answers from devices that hear small requests alone`() async throws {
        let fleet = try AgentFleet(ports: 40, behaviour: AgentBehaviour(fault: .silentWhenLarge))
        let oids = (1...40).flatMap { [OID.ifDescr.appending($0), .ifAlias.appending($0)] }
        let target = target(fleet, timeout: .milliseconds(300), retries: 0)
        for await answer in client.get(oids, from: [target]) { #expect(try answer.result.get().map(\.oid) == oids) }
        #expect(try await client.get(oids, from: target).map(\.oid) == oids)
    }

    @Test func `a client that is closed lets go of readers that were behind`() async throws {
        let fleet = try AgentFleet(ports: 1_000)
        let behind = SNMPClient()
        var count = 0
        let failure = await #expect(throws: SNMPError.self) {
            for try await _ in behind.walk(.ifTable, of: target(fleet)) {
                count += 1
                if count == 100 { behind.close() }
            }
        }
        #expect(failure?.code == .closed)
        #expect(count >= 100)
    }

    @Test func `requests that wait for a silent device wait no longer than for an answer`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(isDead: true))
        let target = target(fleet, timeout: .milliseconds(200), retries: 1)
        var failures = 0
        for await answer in client.get([.sysName.scalar], from: Array(repeating: target, count: 60)) {
            let error = #expect(throws: SNMPError.self) { try answer.result.get() }
            #expect(error?.code == .noAnswer)
            failures += 1
        }
        #expect(failures == 60)
        // Each by itself they would be 120.
        #expect(fleet.requests < 60)
    }

    @Test func `lost requests are sent again under the same identifier`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(ignoredRequests: 2))
        let group = try await client.system(of: target(fleet, timeout: .milliseconds(500)))
        #expect(group.name == "sw-127-0-0-7")
        #expect(group.roundTrip == nil)
        #expect(fleet.requests == 3)
    }

    @Test func `every living device answers although one request in four is lost`() async throws {
        let fleet = try AgentFleet(ports: 2, behaviour: AgentBehaviour(loss: 0.25))
        for number in 1...20 { fleet.set(AgentBehaviour(isDead: true), for: "127.0.0.\(number)") }
        let answered = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 1...200 {
                group.addTask {
                    let target = target(fleet, "127.0.0.\(number)", timeout: .milliseconds(30), retries: 20)
                    return (number, (try? await client.system(of: target)) != nil)
                }
            }
            return await group.reduce(into: Set()) { if $1.1 { $0.insert($1.0) } }
        }
        #expect(answered == Set(21...200))
    }

    @Test func `a dead device is told after all attempts`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(isDead: true))
        let failure = await #expect(throws: SNMPError.self) {
            try await client.system(of: target(fleet, timeout: .milliseconds(100)))
        }
        #expect(failure?.code == .noAnswer)
        #expect(failure?.description.hasPrefix("127.0.0.7:\(fleet.port) did not answer 3 requests in 0.") == true)
        #expect(fleet.requests == 3)
    }

    @Test func `a device that dies in the middle of a walk cuts it short, with an error`() async throws {
        let fleet = try AgentFleet(ports: 500)
        var rows = 0
        let failure = await #expect(throws: SNMPError.self) {
            for try await _ in client.walk(.ifTable, of: target(fleet, timeout: .milliseconds(100))) {
                rows += 1
                if rows == 100 { fleet.set(AgentBehaviour(isDead: true), for: "127.0.0.7") }
            }
        }
        #expect(failure?.code == .noAnswer)
        #expect(failure?.description.hasSuffix("(walk of ifTable, \(rows) read)") == true)
        #expect((100..<5_000).contains(rows))
    }

    // MARK: The network

    @Test func `an answer from another address is taken, and counted`() async throws {
        for fault in [AgentFault.foreignAddress, .foreignPort] {
            let fleet = try fleet(fault)
            #expect(try await client.system(of: target(fleet)).name == "sw-127-0-0-7")
        }
        #expect(await client.statistics.foreignReplies == 2)
    }

    @Test func `a strict target takes no answer from another address`() async throws {
        for fault in [AgentFault.foreignAddress, .foreignPort] {
            let fleet = try fleet(fault)
            var target = target(fleet, timeout: .milliseconds(200))
            target.acceptsOnlyItsOwnAddress = true
            let failure = await #expect(throws: SNMPError.self) { try await client.system(of: target) }
            #expect(failure?.code == .otherReply)
        }
    }

    @Test func `copies of an answer do no harm to later requests`() async throws {
        let fleet = try fleet(.duplicates)
        for _ in 0..<50 {
            let values = try await client.get([.sysName.scalar], from: target(fleet))
            #expect(values == [VarBind(.sysName.scalar, .octetString("sw-127-0-0-7"))])
            let others = try await client.get([.sysServices.scalar], from: target(fleet))
            #expect(others == [VarBind(.sysServices.scalar, .integer(2))])
        }
        while await client.statistics.strayReplies < 200 { await Task.yield() }
    }

    @Test func `an answer that comes after the next request still answers its own`() async throws {
        let fleet = try fleet(.oneBehind)
        for _ in 0..<5 {
            let target = target(fleet, timeout: .milliseconds(20), retries: 50)
            let values = try await client.get([.sysName.scalar], from: target)
            #expect(values == [VarBind(.sysName.scalar, .octetString("sw-127-0-0-7"))])
            let others = try await client.get([.sysServices.scalar], from: target)
            #expect(others == [VarBind(.sysServices.scalar, .integer(2))])
        }
    }

    @Test func `a slow answer is an answer to a request sent again`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(delay: .milliseconds(60)))
        let group = try await client.system(of: target(fleet, timeout: .milliseconds(20), retries: 1_000))
        #expect(group.name == "sw-127-0-0-7")
        #expect(group.roundTrip == nil)
    }

    @Test(arguments: [AgentFault.wrongID, .wrongCommunity, .garbage])
    func `what answers no request of ours is no answer`(fault: AgentFault) async throws {
        let fleet = try fleet(fault)
        let failure = await #expect(throws: SNMPError.self) {
            try await client.system(of: target(fleet, timeout: .milliseconds(200)))
        }
        #expect(failure?.code == .otherReply)
        while await client.statistics.useless < 3 { await Task.yield() }
    }

    @Test func `an answer that ends in error is told as that`() async throws {
        let fleet = try fleet(.truncated)
        let failure = await #expect(throws: SNMPError.self) {
            try await client.system(of: target(fleet, timeout: .seconds(3600)))
        }
        #expect(failure?.code == .malformedReply)
    }

    @Test func `needlessly long lengths and bytes behind the message are passed over`() async throws {
        let fleet = try fleet(.longLengths)
        #expect(try await client.system(of: target(fleet)).name == "sw-127-0-0-7")
    }

    // MARK: The operations

    @Test(arguments: SNMPVersion.withCommunity)
    func `a system group without a location comes without it`(version: SNMPVersion) async throws {
        for fault in [nil, AgentFault.wrongErrorIndex, .errorsOfV1] {
            let fleet = try AgentFleet(behaviour: AgentBehaviour(missing: [.sysLocation], fault: fault))
            let group = try await client.system(of: target(fleet, version: version))
            #expect(group.location == nil)
            #expect(group.name == "sw-127-0-0-7")
            #expect(group.descr == "Simulated switch")
            #expect(group.upTime != nil)
        }
    }

    @Test(arguments: [AgentFault.shortGet, .wrongObjects])
    func `a GET answered wrongly is asked again for fewer`(fault: AgentFault) async throws {
        let fleet = try fleet(fault)
        let group = try await client.system(of: target(fleet))
        #expect(group.name == "sw-127-0-0-7")
        #expect(group.location == "Rack 7")
    }

    @Test(arguments: [
        nil, AgentFault.noBulk, .silentBulk, .silentWhenLarge, .tooBig, .cutRows, .emptyAtEnd, .errorsOfV1, .duplicates,
        .foreignAddress, .longLengths,
    ])
    func `a walk and a table come whole from an agent with faults`(fault: AgentFault?) async throws {
        let fleet = try AgentFleet(ports: 20, behaviour: AgentBehaviour(fault: fault))
        let isSilent = fault == .silentBulk || fault == .silentWhenLarge
        let target = target(fleet, timeout: isSilent ? .milliseconds(500) : .seconds(10), retries: 1)
        let walked = try await all(client.walk(.ifTable, of: target))
        #expect(walked.count == 22 * 20)
        let last = try await all(client.walk(.ifXTable, of: target))
        #expect(last.count == 19 * 20)
        let rows = try await all(client.table(columns, of: target))
        #expect(rows.map(\.index) == (1...20).map { RowIndex([$0]) })
        #expect(rows.allSatisfy { $0.values.allSatisfy { $0 != nil } })
    }

    @Test func `cells that a table does not have are missing, and no others`() async throws {
        let fleet = try fleet(.gaps)
        let rows = try await all(client.table(columns, of: target(fleet)))
        #expect(rows.count == 20)
        for (port, row) in zip(1..., rows) {
            #expect(row[.ifDescr]?.text == "GigabitEthernet1/0/\(port)")
            #expect(row[.ifAlias]?.text == (port % 2 == 0 ? nil : "port \(port)"))
        }
    }

    @Test(arguments: [AgentFault.circle, .standstill])
    func `an agent that goes in circles is found out`(fault: AgentFault) async throws {
        let fleet = try fleet(fault)
        for options in [WalkOptions(), WalkOptions(usesBulk: false), WalkOptions(toleratesDisorder: true)] {
            let failure = await #expect(throws: SNMPError.self) {
                try await all(client.walk(.ifDescr, of: target(fleet), options: options))
            }
            #expect(failure?.code == .notIncreasing)
        }
        let failure = await #expect(throws: SNMPError.self) { try await all(client.table(columns, of: target(fleet))) }
        #expect(failure?.code == .notIncreasing)
    }

    @Test func `an agent without order is refused, or read all the same where that is wanted`() async throws {
        let fleet = try fleet(.disorder)
        let failure = await #expect(throws: SNMPError.self) { try await all(client.walk(.ifDescr, of: target(fleet))) }
        #expect(failure?.code == .notIncreasing)
        let walked = try await all(
            client.walk(.ifDescr, of: target(fleet), options: WalkOptions(toleratesDisorder: true)))
        #expect(Set(walked.map(\.oid)) == Set((1...20).map { OID.ifDescr.appending($0) }))
    }

    @Test(arguments: SNMPVersion.withCommunity)
    func `a table that breaks in the middle is never reported as whole`(version: SNMPVersion) async throws {
        let fleet = try fleet(.brokenInside)
        let failure = await #expect(throws: SNMPError.self) {
            try await all(client.walk(.ifDescr, of: target(fleet, version: version)))
        }
        #expect(failure?.code == .refused)
        #expect(failure?.errorStatus == .genErr)
        #expect(failure?.description.hasSuffix("(walk of ifDescr, 8 read)") == true)
        await #expect(throws: SNMPError.self) {
            try await all(client.table(columns, of: target(fleet, version: version)))
        }
    }

    // MARK: The client

    @Test func `a cancelled task is let go at once`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(isDead: true))
        let task = Task { try await client.system(of: target(fleet, timeout: .seconds(3600))) }
        while fleet.requests == 0 { await Task.yield() }
        task.cancel()
        let failure = await #expect(throws: SNMPError.self) { try await task.value }
        #expect(failure?.code == .cancelled)
    }

    @Test func `a task cancelled before it asks does not ask`() async throws {
        let fleet = try AgentFleet()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await client.system(of: target(fleet))
        }
        task.cancel()
        let failure = await #expect(throws: SNMPError.self) { try await task.value }
        #expect(failure?.code == .cancelled)
        #expect(fleet.requests == 0)
    }

    @Test func `a client that is closed lets all go, and asks no more`() async throws {
        let fleet = try AgentFleet(behaviour: AgentBehaviour(isDead: true))
        let waiting = Task { try await client.system(of: target(fleet, timeout: .seconds(3600))) }
        while fleet.requests == 0 { await Task.yield() }
        client.close()
        let failure = await #expect(throws: SNMPError.self) { try await waiting.value }
        #expect(failure?.code == .closed)
        let later = await #expect(throws: SNMPError.self) { try await client.system(of: target(fleet)) }
        #expect(later?.code == .closed)
        #expect(await client.statistics == SNMPClient().statistics)
    }

    @Test func `an address that cannot be sent to is the fault of this machine`() async throws {
        let failure = await #expect(throws: SNMPError.self) {
            try await client.system(of: SNMPTarget("255.255.255.255"))
        }
        #expect(failure?.code == .cannotSend)
        #expect(failure?.concernsDevice == false)
    }
}

extension SNMPStatistics {
    fileprivate var useless: Int { strayReplies + malformedReplies }
}
