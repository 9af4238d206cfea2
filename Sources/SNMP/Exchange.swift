/// One request of a caller, and the caller who waits for the reply.
///
/// `@unchecked Sendable`: the caller sets it up and hands it over; what changes from then on, the thread of
/// ``RequestLoop`` alone touches.
final class Exchange: @unchecked Sendable {
    let endpoint: Endpoint
    let target: SNMPTarget
    /// How many variable bindings the reply should have at most.
    let expectedCount: Int
    private var request: EncodedRequest
    private var continuation: UnsafeContinuation<Result<Reply, SNMPError>, Never>?

    private(set) var id: RequestID?
    /// ``UDPSocket/drops`` when it was first sent.
    private(set) var dropsBefore: UInt32 = 0
    /// Whether the caller gave it up. May come before the request itself.
    var isCancelled = false

    init(_ request: Request, of target: SNMPTarget, at endpoint: Endpoint) throws(SNMPError) {
        self.request = try EncodedRequest(request, of: target)
        self.target = target
        self.endpoint = endpoint
        expectedCount = request.expectedCount
    }

    var datagram: [UInt8] { request.datagram }
    var isFinished: Bool { continuation == nil }

    /// Hands over the caller, before anything else is done with it.
    func wait(_ continuation: UnsafeContinuation<Result<Reply, SNMPError>, Never>) {
        self.continuation = continuation
    }

    /// Puts the identifier into the datagram.
    func identify(as id: RequestID, drops: UInt32) {
        self.id = id
        dropsBefore = drops
        request.identify(as: id)
    }

    /// Whether a reply can be to this request, by what only the device and we know.
    func isAnswered(by header: MessageHeader) -> Bool {
        header.kind == .response && target.community.matches(header.community)
    }

    /// Wakes the caller. Only the first time counts.
    func finish(_ result: Result<Reply, SNMPError>) {
        continuation?.resume(returning: result)
        continuation = nil
    }
}

/// What came back for a request.
struct Reply: Sendable {
    let pdu: PDU
    /// From request to reply; `nil` if the request was sent more than once.
    let roundTrip: Duration?
}
