/// What came back for a request: errors and values, not yet decoded. Valid during the call that hands it over.
struct Reply {
    let errorStatus: ErrorStatus
    /// Counts from 1.
    let errorIndex: Int32
    let varBinds: VarBindReader
    /// The bytes of the message.
    var size = 0
    /// From request to reply; `nil` if the request was sent more than once.
    var roundTrip: Duration?
    /// How much longer than for its quickest reply the device took since the request was last sent, or longer still.
    var waited: Duration?
}

extension Reply {
    /// `pdu` is at what follows the identifier.
    init(_ pdu: BERReader, size: Int, roundTrip: Int64?, waited: Int64? = nil) throws(BERFault) {
        let (first, second, varBinds) = try pdu.pduBody()
        self.init(
            errorStatus: ErrorStatus(rawValue: first), errorIndex: second, varBinds: varBinds, size: size,
            roundTrip: roundTrip.map { .nanoseconds($0) }, waited: waited.map { .nanoseconds($0) })
    }
}

/// A reply that outlives its message.
struct DecodedReply: Sendable {
    let errorStatus: ErrorStatus
    let errorIndex: Int32
    let varBinds: [VarBind]
    let roundTrip: Duration?

    init(_ reply: Reply, expecting count: Int) throws(BERFault) {
        errorStatus = reply.errorStatus
        errorIndex = reply.errorIndex
        roundTrip = reply.roundTrip
        var reader = reply.varBinds
        varBinds = try reader.all(expecting: count)
    }

    /// Throws if the agent refused what was asked.
    func throwError(of target: SNMPTarget, asked: [OID]) throws(SNMPError) {
        guard errorStatus != .noError else { return }
        let position = Int(errorIndex) - 1
        throw .refused(target, errorStatus, asked.indices.contains(position) ? asked[position] : nil)
    }
}
