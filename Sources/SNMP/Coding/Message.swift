/// A message of v1 or v2c: a community and a PDU (RFC 1157 §4, RFC 1901 §3).
package struct Message: Sendable, Hashable {
    package var version: SNMPVersion
    package var community: Community
    package var pdu: PDU

    package init(version: SNMPVersion, community: Community, pdu: PDU) {
        self.version = version
        self.community = community
        self.pdu = pdu
    }
}

/// The part of a message that tells whose it is, read without a look at its variable bindings.
struct MessageHeader {
    let version: SNMPVersion
    /// Points into the message.
    let community: UnsafeRawBufferPointer
    let kind: PDU.Kind
    let requestID: Int32
    /// The PDU from its second field on.
    let pdu: BERReader

    /// What follows the message, or its PDU, is passed over.
    init(_ datagram: UnsafeRawBufferPointer) throws(BERFault) {
        var outer = BERReader(datagram)
        var message = try outer.contents(of: BERTag.sequence)
        version = try SNMPVersion(number: message.integer())
        community = try message.contents(of: BERTag.octetString).bytes
        let (tag, contents) = try message.element()
        guard let kind = PDU.Kind(rawValue: tag) else { throw .unexpectedTag(tag) }
        self.kind = kind
        var pdu = contents
        requestID = try pdu.integer32()
        self.pdu = pdu
    }

    /// Whether a message is of v3, which has another form.
    static func isOfV3(_ datagram: UnsafeRawBufferPointer) -> Bool {
        var outer = BERReader(datagram)
        guard var message = try? outer.contents(of: BERTag.sequence), let version = try? message.integer() else {
            return false
        }
        return version == SNMPVersion.v3.number
    }

    /// The whole PDU. Room is made for `expectedCount` variable bindings, if the message can hold so many at all.
    func pdu(expectedCount: Int) throws(BERFault) -> PDU {
        var (first, second, varBinds) = try pdu.pduBody()
        return PDU(
            kind, requestID: requestID, firstParameter: first, secondParameter: second,
            varBinds: try varBinds.all(expecting: expectedCount))
    }
}

extension BERReader {
    /// What comes after the identifier of a PDU.
    func pduBody() throws(BERFault) -> (first: Int32, second: Int32, varBinds: VarBindReader) {
        var reader = self
        let first = try reader.integer32()
        let second = try reader.integer32()
        return (first, second, VarBindReader(try reader.contents(of: BERTag.sequence)))
    }
}

extension Message {
    /// Reads a message.
    package init(decoding datagram: UnsafeRawBufferPointer) throws {
        let header = try MessageHeader(datagram)
        self.init(
            version: header.version, community: Community(copying: header.community),
            pdu: try header.pdu(expectedCount: .max))
    }

    /// Writes the message at the end of `memory`; its size, or `nil` if it does not fit.
    package func encode(atEndOf memory: UnsafeMutableRawBufferPointer) -> Int? {
        var writer = BERWriter(endingAt: memory)
        writer.message(self)
        return writer.isFull ? nil : writer.count
    }
}

extension BERWriter {
    fileprivate mutating func message(_ message: Message) {
        element(BERTag.sequence) { writer in
            writer.wholePDU(message.pdu)
            writer.octets(message.community.octets, tag: BERTag.octetString)
            writer.signed(message.version.number, tag: BERTag.integer)
        }
    }

    /// A PDU with its header.
    mutating func wholePDU(_ pdu: PDU) {
        element(pdu.kind.rawValue) { writer in
            writer.element(BERTag.sequence) { writer in
                for varBind in pdu.varBinds.reversed() { writer.varBind(varBind) }
            }
            writer.signed(Int64(pdu.secondParameter), tag: BERTag.integer)
            writer.signed(Int64(pdu.firstParameter), tag: BERTag.integer)
            writer.signed(Int64(pdu.requestID), tag: BERTag.integer)
        }
    }
}
