internal import Sockets

/// The sentences, one for each way to fail.
extension SNMPError {
    static func noAnswer(_ target: SNMPTarget, _ attempts: Int, _ waited: Duration, _ obstacle: Obstacle?) -> SNMPError
    {
        let silence = "\(target) did not answer \(effort(attempts, waited))"
        switch obstacle {
        case nil, .portClosed: return SNMPError(.noAnswer, target, silence)
        case .hostUnreachable: return SNMPError(.unreachable, target, "\(silence): the network reports it unreachable")
        case .prohibited: return SNMPError(.unreachable, target, "\(silence): a filter on the way prohibits it")
        }
    }

    /// It answers, but later than anybody waits.
    static func tooLate(_ target: SNMPTarget, _ attempts: Int, _ waited: Duration) -> SNMPError {
        SNMPError(.tooLate, target, "\(target) answers too late: \(effort(attempts, waited)) had no answer in time")
    }

    /// Something came back that is no answer.
    static func otherReply(
        _ target: SNMPTarget, _ attempts: Int, _ waited: Duration, _ reply: RejectedReply
    ) -> SNMPError {
        SNMPError(
            .otherReply, target, "\(sentence(of: reply, target)) (\(effort(attempts, waited)) had no other answer)")
    }

    private static func effort(_ attempts: Int, _ waited: Duration) -> String {
        "\(attempts == 1 ? "a request" : "\(attempts) requests") in \(waited.seconds) s"
    }

    private static func sentence(of reply: RejectedReply, _ target: SNMPTarget) -> String {
        switch reply {
        case .notSNMP(let bytes): "Something answered at \(target) that is not SNMP: \(bytes)"
        case .malformed(let fault): "\(target) sent an answer that cannot be read: \(fault)"
        case .otherIdentifier: "\(target) answers, but under a request identifier that was not asked"
        case .otherCommunity: "\(target) answers with another community than it was asked with"
        case .otherVersion(let version):
            "\(target) answers in SNMP\(version), but was asked in SNMP\(target.credentials.version)"
        case .otherSource(let source): "\(source) answers in place of \(target)"
        case .echo:
            "\(target) sends the request back: an echo service listens on port \(target.port), not an SNMP agent"
        }
    }

    static func portClosed(_ target: SNMPTarget) -> SNMPError {
        SNMPError(.portClosed, target, "\(target.host) has no SNMP agent on port \(target.port): the port is closed")
    }

    static func insecure(_ target: SNMPTarget, _ fault: USMFault) -> SNMPError {
        SNMPError(.insecure, target, "\(target) does not answer over SNMPv3: \(fault)", underlying: fault)
    }

    static func refused(_ target: SNMPTarget, _ status: ErrorStatus, _ oid: OID?) -> SNMPError {
        let object = oid.map { " for \($0.name)" } ?? ""
        return SNMPError(.refused, target, "\(target) answered \(status)\(object)", oid: oid, errorStatus: status)
    }

    static func refusedToGoOn(_ target: SNMPTarget, _ status: ErrorStatus, after oid: OID) -> SNMPError {
        SNMPError(
            .refused, target, "\(target) answered \(status) when asked what follows \(oid.name)", oid: oid,
            errorStatus: status)
    }

    static func malformedReply(_ target: SNMPTarget, _ fault: BERFault) -> SNMPError {
        SNMPError(.malformedReply, target, "\(target) sent a malformed reply: \(fault)", underlying: fault)
    }

    static func unexpectedReply(_ target: SNMPTarget, _ what: String, oid: OID? = nil) -> SNMPError {
        SNMPError(.unexpectedReply, target, "\(target) sent a reply that does not fit the request: \(what)", oid: oid)
    }

    static func notIncreasing(_ target: SNMPTarget, _ oid: OID) -> SNMPError {
        SNMPError(
            .notIncreasing, target,
            "\(target) does not send its objects in increasing order: \(oid.name) came out of turn",
            oid: oid)
    }

    static func tooManyRows(_ target: SNMPTarget, _ limit: Int) -> SNMPError {
        SNMPError(.tooManyRows, target, "\(target) has more than the \(limit) objects that were to be read")
    }

    static func unknownHost(_ target: SNMPTarget, _ why: String) -> SNMPError {
        SNMPError(.unknownHost, target, "\(target.host) has no address: \(why)")
    }

    static func cannotSend(_ target: SNMPTarget, _ error: SystemError) -> SNMPError {
        SNMPError(.cannotSend, target, "Cannot send to \(target) from this machine: \(error)", underlying: error)
    }

    static func repliesLost(_ target: SNMPTarget) -> SNMPError {
        SNMPError(
            .repliesLost, target,
            "This machine threw away datagrams while it waited for \(target): its receive buffer was full")
    }

    static func requestTooLarge(_ target: SNMPTarget) -> SNMPError {
        SNMPError(.requestTooLarge, target, "The request to \(target) is larger than a datagram")
    }

    static func cancelled(_ target: SNMPTarget) -> SNMPError {
        SNMPError(.cancelled, target, "The request to \(target) was cancelled")
    }

    static func closed(_ target: SNMPTarget) -> SNMPError {
        SNMPError(.closed, target, "The request to \(target) was given up: the client is closed")
    }
}

extension Duration {
    /// Seconds with at most one decimal: `6`, `0.5`.
    fileprivate var seconds: String {
        let (seconds, attoseconds) = components
        let tenths = seconds * 10 + (attoseconds + 50_000_000_000_000_000) / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
