/// A reply of a camera (RFC 2326 §7).
struct RTSPResponse: Sendable, Hashable {
    var status: Int
    var headers = RTSPHeaders()
    var body: [UInt8] = []
}

/// What can arrive from a camera.
enum RTSPMessage: Sendable, Hashable {
    case response(RTSPResponse)
    /// Some cameras send requests of their own, `OPTIONS` mostly, and wait for the answer.
    case request(method: String, cseq: String?)
}
