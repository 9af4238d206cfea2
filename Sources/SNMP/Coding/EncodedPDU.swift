/// A request's PDU as it goes out, with a place for its identifier. One serves any number of devices.
struct EncodedPDU: Sendable {
    /// With the header of the PDU; the identifier is a placeholder.
    let bytes: [UInt8]
    /// Where the four bytes of the identifier stand.
    let idOffset: Int
    /// The most variable bindings that a conforming reply has.
    let expectedCount: Int

    init(_ request: Request) {
        // No header of an element takes more than 4 bytes.
        let bound = request.varBinds.reduce(64) { $0 + $1.oid.byteCount + $1.value.contentsBound + 12 }
        var offset = 0
        bytes = [UInt8](unsafeUninitializedCapacity: bound) { memory, count in
            let memory = UnsafeMutableRawBufferPointer(memory)
            var writer = BERWriter(endingAt: memory)
            offset = writer.request(request)
            count = writer.count
            // Both lie in the same memory, which copyMemory allows.
            memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[writer.start...]))
        }
        idOffset = offset
        expectedCount = request.expectedCount
    }
}

extension BERWriter {
    /// The PDU of a request; the place of the identifier's contents, from its start.
    fileprivate mutating func request(_ request: Request) -> Int {
        var behindID = 0
        element(request.operation.kind.rawValue) { writer in
            writer.element(BERTag.sequence) { writer in
                for varBind in request.varBinds.reversed() { writer.varBind(varBind) }
            }
            let (first, second) = request.operation.parameters
            writer.signed(Int64(second), tag: BERTag.integer)
            writer.signed(Int64(first), tag: BERTag.integer)
            behindID = writer.count
            writer.signed(Int64(RequestIDs.placeholder), tag: BERTag.integer)
        }
        return count - behindID - MemoryLayout<RequestID>.size
    }

    /// The PDU with its identifier in place.
    mutating func pdu(_ pdu: EncodedPDU, id: RequestID) {
        pdu.bytes.withUnsafeBytes { prepend($0) }
        overwrite(id.bigEndian, at: pdu.idOffset)
    }

    /// A message of v1 or v2c.
    mutating func message(_ pdu: EncodedPDU, id: RequestID, version: SNMPVersion, community: Community) {
        element(BERTag.sequence) { writer in
            writer.pdu(pdu, id: id)
            writer.octets(community.octets, tag: BERTag.octetString)
            writer.signed(version.number, tag: BERTag.integer)
        }
    }
}

extension SNMPValue {
    /// At least the bytes that its contents take.
    fileprivate var contentsBound: Int {
        switch self {
        case .octetString(let string), .ipAddress(let string), .opaque(let string), .other(_, let string): string.count
        case .oid(let oid): oid.byteCount
        default: 16
        }
    }
}

extension Request.Operation {
    var kind: PDU.Kind {
        switch self {
        case .get: .get
        case .getNext: .getNext
        case .getBulk: .getBulk
        case .set: .set
        }
    }

    /// What stands where a reply has its error status and index.
    var parameters: (Int32, Int32) {
        switch self {
        case .get, .getNext, .set: (0, 0)
        case .getBulk(let nonRepeaters, let maxRepetitions): (nonRepeaters, maxRepetitions)
        }
    }
}
