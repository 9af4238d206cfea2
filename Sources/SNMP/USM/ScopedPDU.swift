/// What a message of SNMPv3 protects: a PDU, and the context it is about (RFC 3412 §6.8). It points into the message.
struct ScopedPDU {
    let contextEngineID: UnsafeRawBufferPointer
    let contextName: UnsafeRawBufferPointer
    /// The tag of the PDU, which may be of a kind that is not known here.
    let kind: UInt8
    /// At the PDU's own header.
    let pdu: BERReader

    /// What follows it is passed over: DES pads.
    init(_ bytes: UnsafeRawBufferPointer) throws(BERFault) {
        var outer = BERReader(bytes)
        var scoped = try outer.contents(of: BERTag.sequence)
        contextEngineID = try scoped.contents(of: BERTag.octetString).bytes
        contextName = try scoped.contents(of: BERTag.octetString).bytes
        pdu = scoped
        kind = try scoped.element().tag
    }

    /// The whole PDU, decoded.
    func decoded() throws(BERFault) -> PDU {
        var reader = pdu
        return try reader.wholePDU()
    }

    /// The request identifier, without a look at the variable bindings.
    var requestID: Int32? {
        var reader = pdu
        guard var fields = try? reader.element().contents else { return nil }
        return try? fields.integer32()
    }

    /// The PDU's tag, its identifier, and what follows that.
    func header() throws(BERFault) -> (kind: UInt8, id: Int32, rest: BERReader) {
        var reader = pdu
        var fields = try reader.element().contents
        let id = try fields.integer32()
        return (kind, id, fields)
    }

    /// The first variable binding's object of a Report: what it reports.
    var report: USMReport? {
        guard kind == PDU.Kind.report.rawValue else { return nil }
        var reader = pdu
        guard let contents = try? reader.element().contents else { return nil }
        return (try? contents.firstObject()).map(USMReport.init)
    }
}

extension BERReader {
    /// A PDU with its header.
    mutating func wholePDU() throws(BERFault) -> PDU {
        let (tag, contents) = try element()
        guard let kind = PDU.Kind(rawValue: tag) else { throw .unexpectedTag(tag) }
        var fields = contents
        let requestID = try fields.integer32()
        var (first, second, varBinds) = try fields.pduBody()
        return PDU(
            kind, requestID: requestID, firstParameter: first, secondParameter: second,
            varBinds: try varBinds.all(expecting: varBinds.countBound))
    }

    /// A list of variable bindings with its header.
    mutating func varBinds() throws(BERFault) -> [VarBind] {
        var reader = VarBindReader(try contents(of: BERTag.sequence))
        return try reader.all(expecting: reader.countBound)
    }

    /// In the contents of a PDU.
    fileprivate func firstObject() throws(BERFault) -> OID {
        var fields = self
        for _ in 0..<3 { _ = try fields.integer() }
        var list = try fields.contents(of: BERTag.sequence)
        var pair = try list.contents(of: BERTag.sequence)
        return try pair.contents(of: BERTag.oid).objectIdentifier()
    }
}
