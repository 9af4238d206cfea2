/// A request as it goes out, with a place for its identifier.
struct EncodedRequest: Sendable {
    let datagram: [UInt8]
    /// Where the four bytes of the identifier stand.
    let idOffset: Int

    /// The largest payload of a UDP datagram over IPv4.
    static let maximumSize = 65_507

    init(_ pdu: PDU, of target: SNMPTarget) throws(SNMPError) {
        // Headers of every element have at most 4 bytes; a request has small numbers and no values but NULL.
        let bound = pdu.varBinds.reduce(64 + target.community.octets.count) { $0 + $1.oid.byteCount + 12 }
        var pdu = pdu
        pdu.requestID = RequestIDs.placeholder
        let message = Message(version: target.version, community: target.community, pdu: pdu)
        var offset = 0
        let datagram = [UInt8](unsafeUninitializedCapacity: bound) { memory, count in
            let raw = UnsafeMutableRawBufferPointer(memory)
            guard let encoded = message.encode(atEndOf: raw) else { return }
            offset = encoded.idOffset
            raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[(raw.count - encoded.size)...]))
            count = encoded.size
        }
        guard !datagram.isEmpty, datagram.count <= Self.maximumSize else { throw .requestTooLarge(target) }
        self.datagram = datagram
        idOffset = offset
    }
}
