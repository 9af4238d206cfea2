/// What a simulated camera does with one request.
package struct CameraReply: Sendable {
    /// How the bytes leave.
    enum Pace: Sendable {
        case atOnce
        /// In pieces of so many bytes, each by itself on the wire.
        case pieces(Int)
        /// As above, each piece two milliseconds after the one before.
        case slowPieces(Int)
        /// Again and again, until the client hangs up or has had 16 MiB.
        case endless
        /// Five seconds later.
        case late
    }

    var bytes: [UInt8] = []
    var pace = Pace.atOnce
    var closes = false

    static let silence = CameraReply()
    static let hangUp = CameraReply(closes: true)
}

/// A reply as text.
struct CameraResponse {
    var status: Int
    var reason: String
    var headers: [(String, String)] = []
    var body = ""

    static func ok(_ description: String) -> CameraResponse {
        CameraResponse(
            status: 200, reason: "OK", headers: [("Content-Type", "application/sdp")], body: description)
    }

    static func refusal(_ status: Int, _ reason: String) -> CameraResponse {
        CameraResponse(status: status, reason: reason)
    }

    /// Its text as RFC 2326 wants it.
    func text(cseq: String) -> String {
        var headers = [
            ("CSeq", cseq), ("Server", "Simulated/1.0"), ("Date", "Tue, 24 Nov 2026 07:40:59 GMT"),
        ]
        headers += self.headers
        if !body.isEmpty || status == 200 { headers.append(("Content-Length", String(body.utf8.count))) }
        return "RTSP/1.0 \(status) \(reason)\r\n" + headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n" + body
    }
}
