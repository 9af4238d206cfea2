import TestKit
import Testing

@testable import SNMP

struct TrapReceiverTests {
    private static let user = USMUser(
        "bert", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes256, "mapleleaf"))
    private static let device = EngineID([0x80, 0, 0, 0, 1, 2, 3, 4])
    private static let us = EngineID([0x80, 0, 0, 0, 9, 9, 9, 9])
    private static let source = Endpoint("10.0.0.7", port: 50_000)
    private static let now = Moment(nanoseconds: 1_000_000_000_000)

    private var receiver = TrapReceiver(
        TrapAccess(communities: ["public"], users: [user, USMUser("open")]),
        engine: AuthoritativeEngine(us, boots: 4, now: now))

    private mutating func receive(_ datagram: [UInt8], after seconds: Int64 = 0) throws -> TrapReceiver.Outcome {
        var datagram = datagram
        let source = try #require(Self.source)
        return datagram.withUnsafeMutableBytes {
            receiver.receive($0, from: source, now: Self.now + seconds * 1_000_000_000)
        }
    }

    /// A message of v3 as the device sends it.
    private func message(
        _ kind: PDU.Kind, by user: USMUser = user, engine: EngineID = device, boots: Int32 = 3, time: Int32 = 500,
        extension way: KeyExtension = .blumenthal, isReportable: Bool = false
    ) -> [UInt8] {
        let envelope = USMEnvelope(
            messageID: 7, level: user.level, isReportable: isReportable, engineID: engine, boots: boots, time: time,
            userName: OctetString(user.name.utf8), contextEngineID: engine, salt: 1)
        return encoded(
            envelope, MasterKeys(user).localized(to: engine, extension: way), .linkDown(kind, requestID: 5))
    }

    /// A trap of v1 as bytes: enterprise 1.3.6.1.4.1.9, agent 10.0.0.7, uptime 100.
    private func trapOfV1(generic: UInt8, specific: UInt8) -> [UInt8] {
        bytes("302b 020100 04067075626c6963 a41e 06062b0601040109 40040a000007")
            + [0x02, 0x01, generic, 0x02, 0x01, specific] + bytes("430164 3000 0500")
    }

    private static let versionOne: [(UInt8, UInt8, OID)] = [
        (0, 0, [1, 3, 6, 1, 6, 3, 1, 1, 5, 1]), (4, 0, [1, 3, 6, 1, 6, 3, 1, 1, 5, 5]),
        (5, 9, [1, 3, 6, 1, 6, 3, 1, 1, 5, 6]), (6, 42, [1, 3, 6, 1, 4, 1, 9, 0, 42]),
        (6, 0, [1, 3, 6, 1, 4, 1, 9, 0, 0]),
    ]

    @Test(arguments: versionOne)
    mutating func `a trap of v1 has the identifier that RFC 3584 makes of it`(
        generic: UInt8, specific: UInt8, oid: OID
    ) throws {
        var datagram = trapOfV1(generic: generic, specific: specific)
        datagram.removeLast(2)
        datagram[1] = UInt8(datagram.count - 2)
        datagram[14] = UInt8(datagram.count - 15)
        guard case .notification(let content, .v1, nil) = try receive(datagram) else {
            Issue.record("not taken")
            return
        }
        #expect(content.trapOID == oid)
        #expect(content.enterprise == [1, 3, 6, 1, 4, 1, 9])
        #expect(content.agentAddress == "10.0.0.7")
        #expect(content.upTime == 100)
    }

    @Test mutating func `a trap that does not keep to the order of its first objects is read`() throws {
        var pdu = PDU.linkDown(.trap, requestID: 1)
        pdu.varBinds.reverse()
        pdu.varBinds.append(VarBind([1, 3, 6, 1, 6, 3, 18, 1, 3, 0], .ipAddress(OctetString([10, 1, 1, 1]))))
        guard
            case .notification(let content, .v2c, nil) = try receive(
                Message(version: .v2c, community: "public", pdu: pdu).encoded)
        else {
            Issue.record("not taken")
            return
        }
        #expect(content.upTime == 4_711)
        #expect(content.agentAddress == "10.1.1.1")
    }

    @Test mutating func `what says nothing of what happened is no notification`() throws {
        var pdu = PDU.linkDown(.trap, requestID: 1)
        pdu.varBinds.remove(at: 1)
        for message in [pdu, PDU(.get, varBinds: []), PDU(.response, varBinds: [])] {
            let outcome = try receive(Message(version: .v2c, community: "public", pdu: message).encoded)
            guard case .refused(.malformed, nil) = outcome else {
                Issue.record("\(message.kind) was taken")
                continue
            }
        }
    }

    @Test(arguments: KeyExtension.allCases)
    mutating func `a trap of v3 is read in whichever way its key was extended`(way: KeyExtension) throws {
        for time: Int32 in 500..<503 {
            guard
                case .notification(let content, let sender, nil) = try receive(
                    message(.trap, time: time, extension: way))
            else {
                Issue.record("not taken")
                return
            }
            #expect(content.upTime == 4_711)
            #expect(sender == .v3(user: "bert", level: .authPriv, engineID: Self.device))
        }
    }

    @Test mutating func `a trap played back later is refused, one after a restart of the device taken`() throws {
        guard case .notification = try receive(message(.trap)) else {
            Issue.record("not taken")
            return
        }
        guard case .refused(.outsideTimeWindow, nil) = try receive(message(.trap), after: 151) else {
            Issue.record("played back")
            return
        }
        guard case .notification = try receive(message(.trap, boots: 4, time: 1), after: 152) else {
            Issue.record("not taken after a restart")
            return
        }
        guard case .refused(.outsideTimeWindow, nil) = try receive(message(.trap, time: 700), after: 153) else {
            Issue.record("of earlier boots")
            return
        }
    }

    @Test mutating func `an inform to another engine than ours is told which one we are`() throws {
        for user in [Self.user, USMUser("open")] {
            let outcome = try receive(message(.inform, by: user, isReportable: true))
            guard case .reply(var report) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(
                try reading(&report) { Self.us.matches($0.engineID) && $0.open(with: nil)?.report == .unknownEngineID })
        }
    }

    @Test(arguments: KeyExtension.allCases)
    mutating func `an inform of v3 is acknowledged in the way its key was extended`(way: KeyExtension) throws {
        let outcome = try receive(
            message(.inform, engine: Self.us, boots: 4, time: 3, extension: way, isReportable: true), after: 3)
        guard case .notification(_, _, let inform?) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        var acknowledgement = inform.acknowledgement
        let keys = try #require(MasterKeys(Self.user).localized(to: Self.us, extension: way))
        try reading(&acknowledgement) { message in
            #expect(message.isGenuine(by: keys) && message.messageID == 7)
            let scoped = try #require(message.open(with: keys))
            #expect(try scoped.decoded() == .linkDown(.response, requestID: 5))
        }
    }

    @Test mutating func `nothing that comes does harm`() throws {
        var generator = Seeded(22)
        let seeds = [
            Message(version: .v2c, community: "public", pdu: .linkDown(.inform, requestID: 1)).encoded,
            trapOfV1(generic: 6, specific: 1), message(.trap), message(.inform, engine: Self.us, boots: 4, time: 3),
            message(.trap, by: USMUser("open")),
            message(.inform, by: USMUser("open"), engine: Self.us, isReportable: true),
        ]
        for round in 0..<Fuzz.count / 4 {
            var datagram = seeds[round % seeds.count]
            for _ in 0...round % 3 { datagram.mutate(using: &generator) }
            _ = try receive(datagram)
        }
        for seed in seeds {
            for count in seed.indices { _ = try receive(Array(seed[..<count])) }
        }
    }

    @Test func `a refusal is a sentence and holds no secret`() {
        let reasons: [(TrapRefusal.Reason, String)] = [
            (.unknownCommunity, "10.0.0.7: the community is not one of those accepted"),
            (.unknownUser("eve"), "10.0.0.7: the user “eve” is not known here"),
            (
                .wrongAuthentication(Self.user),
                "10.0.0.7: not authentic: the device has another authentication protocol or passphrase than bert (SHA-1, "
                    + "AES-256)"
            ),
        ]
        for (reason, sentence) in reasons {
            let refusal = TrapRefusal(address: "10.0.0.7", reason: reason)
            #expect("\(refusal)" == sentence)
            var dumped = ""
            dump(refusal, to: &dumped)
            #expect(!dumped.contains("maple"))
        }
    }
}
