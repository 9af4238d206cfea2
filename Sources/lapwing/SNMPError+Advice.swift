import ArgumentParser
import SNMP

extension SNMPError {
    /// 2 if the failure says nothing of the device, else 1.
    var exitCode: ExitCode { concernsDevice ? .failure : ExitCode(2) }

    /// What to look at next, a line each.
    func advice(for target: SNMPTarget) -> [String] {
        switch code {
        case .noAnswer: Self.silence(target)
        case .portClosed:
            [
                "The device lives. Enable its SNMP agent, or give the port it listens on with --port."
            ]
        case .unreachable:
            ["Check the address, the route, and whether a firewall on the way lets UDP port \(target.port) pass."]
        case .refused: refusal
        case .tooLate: ["The agent is slow: wait longer, with --timeout 5."]
        case .otherReply:
            ["Something else may answer in its place: check the port, the community and the version."]
        case .malformedReply, .unexpectedReply:
            ["Something else may listen on that port, or the agent is faulty: ask for fewer objects, or with -v 1."]
        case .notIncreasing: ["Read on all the same with --any-order; the agent's firmware is faulty."]
        case .tooManyRows: ["Read more with --limit, or a smaller subtree."]
        case .unknownHost: ["Check the spelling, and the name servers of this machine."]
        case .repliesLost: ["This machine is busy: try again, or raise net.core.rmem_max."]
        default: []
        }
    }

    private static func silence(_ target: SNMPTarget) -> [String] {
        var lines: [String] = []
        switch target.credentials {
        case .v1, .v2c:
            lines = [
                "Agents do not answer a wrong community: check --community, upper and lower case too.",
                "The device may speak another version only: try -v 1, or -v 3 with a user.",
            ]
        case .v3(_, let context):
            if !context.isEmpty {
                lines = ["Agents are silent about a context that they do not have: check “\(context)” first."]
            }
            lines += ["The device may have no SNMPv3 enabled: try -v 2c with its community."]
        }
        return lines + [
            "Check that the device's access list lets this machine in, and that no firewall drops UDP port \(target.port).",
            "A slow agent may need longer: --timeout 5.",
        ]
    }

    private var refusal: [String] {
        switch errorStatus {
        case .authorizationError, .noAccess:
            ["The community or user may not see that object: check its view on the device."]
        case .tooBig: ["The answer does not fit into the agent's packets: ask for fewer objects at once."]
        case .genErr: ["The agent failed at that object: ask for the others without it, or with --no-bulk."]
        default: []
        }
    }

    /// The sentence and the advice, to standard error.
    func report(for target: SNMPTarget) {
        Note.write("\(self)")
        for line in advice(for: target) { Note.write("  \(line)") }
    }
}
