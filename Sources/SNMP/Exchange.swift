/// One request of a caller, and the caller who waits for the reply.
///
/// `@unchecked Sendable`: ``RequestLoop``'s thread alone touches what changes, once it is handed over.
final class Exchange: @unchecked Sendable {
    let endpoint: Endpoint
    let target: SNMPTarget
    private let request: EncodedRequest
    /// How many variable bindings the reply should have at most.
    let expectedCount: Int
    private let continuation: CheckedContinuation<Result<Reply, SNMPError>, Never>

    private(set) var datagram: [UInt8]
    private(set) var id: RequestID?
    /// ``UDPSocket/drops`` when it was first sent.
    private(set) var dropsBefore: UInt32 = 0
    private(set) var isFinished = false

    init(
        _ request: EncodedRequest, to target: SNMPTarget, at endpoint: Endpoint, expectedCount: Int,
        continuation: CheckedContinuation<Result<Reply, SNMPError>, Never>
    ) {
        self.request = request
        self.target = target
        self.endpoint = endpoint
        self.expectedCount = expectedCount
        self.continuation = continuation
        datagram = request.datagram
    }

    /// Puts the identifier into the datagram.
    func identify(as id: RequestID, drops: UInt32) {
        self.id = id
        dropsBefore = drops
        withUnsafeBytes(of: id.bigEndian) { bytes in
            for (offset, byte) in bytes.enumerated() { datagram[request.idOffset + offset] = byte }
        }
    }

    /// Whether a reply can be to this request, by what only the device and we know.
    func isAnswered(by header: MessageHeader) -> Bool {
        header.kind == .response && target.community.matches(header.community)
    }

    /// Wakes the caller. Only the first time counts.
    func finish(_ result: Result<Reply, SNMPError>) {
        guard !isFinished else { return }
        isFinished = true
        continuation.resume(returning: result)
    }
}

/// What came back for a request.
struct Reply: Sendable {
    let pdu: PDU
    /// From request to reply; `nil` if the request was sent more than once.
    let roundTrip: Duration?
}
