/// A request as a client sends it (RFC 2326 §6).
struct RTSPRequest: Sendable, Hashable {
    enum Method: String, Sendable {
        case options = "OPTIONS"
        case describe = "DESCRIBE"
    }

    var method: Method
    /// The exact characters that a digest covers.
    var uri: String
    var cseq: Int
    var userAgent: String
    /// The value of `Authorization`.
    var authorization: [UInt8]?

    /// The bytes on the wire. `User-Agent` is always there: some cameras answer 401 without it (go2rtc#235).
    var encoded: [UInt8] {
        var bytes = Array("\(method.rawValue) \(uri) RTSP/1.0\r\nCSeq: \(cseq)\r\n".utf8)
        if let authorization { bytes += Array("Authorization: ".utf8) + authorization + [0x0D, 0x0A] }
        bytes += Array("User-Agent: \(userAgent)\r\n".utf8)
        if method == .describe { bytes += Array("Accept: application/sdp\r\n".utf8) }
        return bytes + [0x0D, 0x0A]
    }
}
