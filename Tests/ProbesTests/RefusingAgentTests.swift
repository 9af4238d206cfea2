import Glibc
import ICMP
import Logging
import Monitoring
import SNMP
import Testing

@testable import Probes

/// Agents that live and give nothing of what they are asked for.
struct RefusingAgentTests {
    private let probe = DeviceProbe(
        pinger: Pinger(), snmp: SNMPClient(), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))

    private func poll(_ access: SNMPAccess) async -> DeviceOutcome {
        await probe.poll(DeviceConfiguration(name: "core-1", address: "127.0.0.1", snmp: access))
    }

    /// What the agent's refusal says; polls until the agent has started.
    private func refusal(_ access: SNMPAccess) async -> String {
        while true {
            let outcome = await poll(access)
            if case .failed(let reason) = outcome.snmp, reason.contains("the port is closed") { continue }
            guard case .refused(let reason) = outcome.snmp else { return "\(outcome.snmp)" }
            return reason
        }
    }

    @Test func `a user who may not read at his security level is refused by snmpd, and told so`() async throws {
        let agent = try SNMPDaemon(["createUser full SHA maplesyrup AES mapleleaf", "rouser full priv"])
        let user = SNMPv3Credentials(username: "full", authProtocol: "SHA", authPassword: Secret("maplesyrup"))
        let reason = await refusal(SNMPAccess(version: .v3, port: agent.port, v3: user))
        #expect(reason.hasPrefix("SNMP refuses: 127.0.0.1:\(agent.port) answered authorizationError"), "\(reason)")
        #expect(
            reason.hasSuffix(
                "Check on the device what the user “full” at the security level authNoPriv may see"), "\(reason)")
        withExtendedLifetime(agent) {}
    }

    @Test(arguments: [SNMPAccess.Version.v1, .v2c])
    func `a community that may see nothing of the system group is told`(version: SNMPAccess.Version) async throws {
        let agent = try SNMPDaemon([
            "view interfaces included .1.3.6.1.2.1.2", "rocommunity narrow default -V interfaces",
        ])
        let access = SNMPAccess(version: version, port: agent.port, community: Secret("narrow"))
        let reason = await refusal(access)
        #expect(
            reason.hasPrefix("SNMP refuses: 127.0.0.1:\(agent.port) answers, but shows nothing of its system group"))
        #expect(reason.hasSuffix("Check what the community may see on the device"))
        withExtendedLifetime(agent) {}
    }

    @Test(
        arguments: [
            (.genErr, 0), (.genErr, 1), (.noAccess, 1), (ErrorStatus(rawValue: 13), 0), (.tooBig, 0),
            (.authorizationError, 0), (.authorizationError, 1), (.badValue, 1), (ErrorStatus(rawValue: 77), 9),
        ] as [(ErrorStatus, Int32)])
    func `an agent that answers an error to everything refuses`(status: ErrorStatus, index: Int32) async throws {
        let agent = try HandAgent.refusing(status, index: index)
        for version in [SNMPAccess.Version.v1, .v2c] {
            let reason = await refusal(SNMPAccess(version: version, port: agent.port))
            #expect(reason.hasPrefix("SNMP refuses: 127.0.0.1:\(agent.port) answered \(status)"), "\(reason)")
        }
        withExtendedLifetime(agent) {}
    }

    @Test func `an agent that refuses but one object answers`() async throws {
        let agent = try HandAgent { request in
            guard var message = try? Message(request) else { return nil }
            let (id, asked) = (message.pdu.requestID, message.pdu.varBinds)
            if asked.map(\.oid) == [.sysName.scalar] {
                message.pdu = PDU(
                    .response, requestID: id, varBinds: [VarBind(.sysName.scalar, .octetString("core-1"))])
            } else {
                message.pdu = PDU(.response, requestID: id, firstParameter: 5, varBinds: asked)
            }
            return message.encoded
        }
        let outcome = await poll(SNMPAccess(port: agent.port))
        guard case .answered = outcome.snmp else { return #expect(Bool(false), "\(outcome.snmp)") }
        #expect(outcome.facts.sysName == "core-1")
        withExtendedLifetime(agent) {}
    }

    @Test func `what came in place of an answer is told`() async throws {
        let garbage = try HandAgent { _ in Array("http/1.1 400".utf8) }
        let access = SNMPAccess(port: garbage.port, timeout: 0.1, retries: 0)
        let reason = await refusal(access)
        #expect(
            reason.contains("Something answered at 127.0.0.1:\(garbage.port) that is not SNMP: 12 bytes, 68 74 74 70"))
        withExtendedLifetime(garbage) {}
    }

    @Test func `a wrong context is named first, where the agent is silent about it`() async throws {
        let agent = try SNMPDaemon(["createUser bert SHA maplesyrup AES mapleleaf", "rouser bert auth"])
        var user = SNMPv3Credentials(username: "bert", authProtocol: "SHA", authPassword: Secret("maplesyrup"))
        let right = SNMPAccess(version: .v3, port: agent.port, v3: user)
        while case .failed = await poll(right).snmp {}
        for isEncrypted in [false, true] {
            if isEncrypted { (user.privProtocol, user.privPassword) = ("AES", Secret("mapleleaf")) }
            user.context = "vlan-7"
            for _ in 0..<2 {
                let outcome = await poll(SNMPAccess(version: .v3, port: agent.port, v3: user, timeout: 0.3, retries: 1))
                let reason =
                    switch outcome.snmp {
                    case .failed(let reason), .refused(let reason): reason
                    default: "\(outcome.snmp)"
                    }
                #expect(reason.contains("the context “vlan-7”"), "\(reason)")
                #expect(reason.contains("first"), "\(reason)")
            }
        }
        withExtendedLifetime(agent) {}
    }

    @Test func `a slow agent answers within the time that it is given`() async throws {
        let agent = try HandAgent { request in
            guard var message = try? Message(request) else { return nil }
            usleep(1_500_000)
            message.pdu = PDU(
                .response, requestID: message.pdu.requestID,
                varBinds: message.pdu.varBinds.map { VarBind($0.oid, .octetString("core-1")) })
            return message.encoded
        }
        let hasty = SNMPAccess(port: agent.port, timeout: 0.1, retries: 0)
        guard case .failed = await poll(hasty).snmp else { return #expect(Bool(false), "answered in time") }
        let patient = await poll(SNMPAccess(port: agent.port, timeout: 20, retries: 0))
        guard case .answered = patient.snmp else { return #expect(Bool(false), "\(patient.snmp)") }
        guard case .failed(let reason) = await poll(hasty).snmp else { return #expect(Bool(false), "in time") }
        #expect(reason.hasPrefix("SNMP is too slow: 127.0.0.1:\(agent.port) answers too late"))
        #expect(reason.hasSuffix("Give the device a longer snmp_timeout"))
        withExtendedLifetime(agent) {}
    }

    @Test func `agents at one address are told apart by their ports`() async throws {
        func agent(_ name: String) throws -> HandAgent {
            try HandAgent { request in
                guard var message = try? Message(request) else { return nil }
                message.pdu = PDU(
                    .response, requestID: message.pdu.requestID,
                    varBinds: message.pdu.varBinds.map { VarBind($0.oid, .octetString(OctetString(name.utf8))) })
                return message.encoded
            }
        }
        let (left, right) = (try agent("left"), try agent("right"))
        for _ in 0..<3 {
            async let first = poll(SNMPAccess(port: left.port))
            async let second = poll(SNMPAccess(port: right.port))
            #expect(await first.facts.sysName == "left")
            #expect(await second.facts.sysName == "right")
        }
        withExtendedLifetime((left, right)) {}
    }
}
