/// A request as it goes out, with a place for its identifier.
struct EncodedRequest: Sendable {
    private(set) var datagram: [UInt8]
    /// Where the four bytes of the identifier stand.
    private let idOffset: Int

    /// The largest payload of a UDP datagram over IPv4.
    static let maximumSize = 65_507

    init(_ request: Request, of target: SNMPTarget) throws(SNMPError) {
        // No header of an element takes more than 4 bytes.
        let bound = request.oids.reduce(64 + target.community.octets.count) { $0 + $1.byteCount + 12 }
        var offset = 0
        datagram = [UInt8](unsafeUninitializedCapacity: bound) { memory, count in
            let memory = UnsafeMutableRawBufferPointer(memory)
            var writer = BERWriter(endingAt: memory)
            writer.request(request, of: target, idOffset: &offset)
            guard !writer.isFull else { return }
            count = writer.count
            // Both lie in the same memory, which copyMemory allows.
            memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[writer.start...]))
        }
        guard !datagram.isEmpty, datagram.count <= Self.maximumSize else { throw .requestTooLarge(target) }
        idOffset = offset
    }

    /// Puts the identifier into the datagram.
    mutating func identify(as id: RequestID) {
        datagram.withUnsafeMutableBytes { $0.storeBytes(of: id.bigEndian, toByteOffset: idOffset, as: RequestID.self) }
    }
}

extension BERWriter {
    /// `idOffset` becomes the place of the identifier's contents, from the start.
    fileprivate mutating func request(_ request: Request, of target: SNMPTarget, idOffset: inout Int) {
        var behindID = 0
        element(BERTag.sequence) { writer in
            writer.element(request.operation.kind.rawValue) { writer in
                writer.element(BERTag.sequence) { writer in
                    for oid in request.oids.reversed() {
                        writer.element(BERTag.sequence) { writer in
                            writer.empty(tag: BERTag.null)
                            writer.objectIdentifier(oid)
                        }
                    }
                }
                let (first, second) = request.operation.parameters
                writer.signed(Int64(second), tag: BERTag.integer)
                writer.signed(Int64(first), tag: BERTag.integer)
                behindID = writer.count
                writer.signed(Int64(RequestIDs.placeholder), tag: BERTag.integer)
            }
            writer.octets(target.community.octets, tag: BERTag.octetString)
            writer.signed(target.version.number, tag: BERTag.integer)
        }
        idOffset = count - behindID - MemoryLayout<RequestID>.size
    }
}

extension Request.Operation {
    var kind: PDU.Kind {
        switch self {
        case .get: .get
        case .getNext: .getNext
        case .getBulk: .getBulk
        }
    }

    /// What stands where a reply has its error status and index.
    var parameters: (Int32, Int32) {
        switch self {
        case .get, .getNext: (0, 0)
        case .getBulk(let nonRepeaters, let maxRepetitions): (nonRepeaters, maxRepetitions)
        }
    }
}
