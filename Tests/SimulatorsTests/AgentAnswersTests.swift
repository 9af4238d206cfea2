import SNMP
import Simulators
import Testing

/// The two ways of an agent to answer: ready-made, and object by object for agents that are told to do something odd.
@Suite struct AgentAnswersTests {
    private func message(_ version: SNMPVersion, _ pdu: PDU) -> [UInt8] {
        var memory = [UInt8](repeating: 0, count: 70_000)
        return memory.withUnsafeMutableBytes { pointer in
            let message = Message(version: version, community: "public", pdu: pdu)
            return message.encode(atEndOf: pointer).map { [UInt8](pointer[(pointer.count - $0)...]) } ?? []
        }
    }

    private let content = AgentContent.switch(ports: 12)

    /// Objects of the switch, ones that are not there, and ones before and behind all.
    private static let objects: [OID] =
        [
            .sysDescr.scalar, .sysUpTime.scalar, .sysName.scalar, .sysName, [1, 3, 6, 1, 2, 1, 1, 99, 0], [0, 0],
            [2, 5],
        ]
        + (0...13).flatMap { port in
            [OID.ifDescr, .ifPhysAddress, .ifOperStatus, .ifInOctets, .ifHCOutOctets, .ifAlias].map {
                $0.appending(port)
            }
        } + [
            [1, 3, 6, 1, 2, 1, 25, 3, 3, 1, 2, 196_608], [1, 3, 6, 1, 2, 1, 99, 1, 1, 1, 4, 1_001],
            [1, 3, 6, 1, 6, 3, 10],
        ]

    @Test(arguments: [SNMPVersion.v1, .v2c])
    func `both say the same, byte for byte`(version: SNMPVersion) throws {
        let agent = AgentAnswers(content, address: 0x7F01_0203, age: .seconds(123_456))
        var compared = 0
        for round in 0..<3_000 {
            let kind: PDU.Kind = [.get, .getNext, version == .v1 ? .getNext : .getBulk][round % 3]
            let oids = (0..<Int.random(in: 1...6)).compactMap { _ in Self.objects.randomElement() }
            let request = message(
                version,
                PDU(
                    kind, requestID: .random(in: .min ... .max),
                    firstParameter: kind == .getBulk ? .random(in: 0...2) : 0,
                    secondParameter: kind == .getBulk ? .random(in: 0...4) : 0, varBinds: oids.map { VarBind($0) }))
            let ready = try #require(agent.readyMade(request))
            #expect(ready == agent.considered(request), "\(kind) of \(oids)")
            compared += 1
        }
        #expect(compared == 3_000)
    }

    @Test(arguments: [484, 700, 1_472, 9_000])
    func `no answer is larger than it may be, and a GETBULK is filled up to that`(size: Int) throws {
        let agent = AgentAnswers(content, address: 0x7F01_0203, age: .seconds(5), replySize: size)
        let request = message(
            .v2c, PDU(.getBulk, requestID: 5, secondParameter: 2_000, varBinds: [VarBind([1, 3, 6, 1])]))
        let answer = try #require(agent.readyMade(request))
        #expect(answer.count <= size && answer.count > size - 120)
        let get = message(.v2c, PDU(.get, requestID: 5, varBinds: Self.objects.map { VarBind($0) }))
        #expect(try #require(agent.readyMade(get)).count <= size)
    }

    @Test func `no request, random or with some bytes changed, does harm`() {
        let agent = AgentAnswers(content, address: 0x7F01_0203, age: .seconds(5))
        let seeds = [PDU.Kind.get, .getNext, .getBulk, .set].map { kind in
            message(
                .v2c, PDU(kind, requestID: 5, secondParameter: 10, varBinds: Self.objects.prefix(5).map { VarBind($0) })
            )
        }
        var answered = 0
        for round in 0..<20_000 {
            var request = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...4) {
                guard !request.isEmpty else { break }
                switch Int.random(in: 0..<4) {
                case 0: request[Int.random(in: 0..<request.count)] = .random(in: 0...255)
                case 1: request.removeLast(Int.random(in: 0...min(9, request.count)))
                case 2: request[Int.random(in: 0..<request.count)] = [0x80, 0x81, 0x84, 0xFF].randomElement() ?? 0
                default: request.insert(.random(in: 0...255), at: Int.random(in: 0..<request.count))
                }
            }
            if agent.readyMade(request) != nil { answered += 1 }
            _ = agent.considered(request)
        }
        #expect(answered > 1_000)
    }
}
