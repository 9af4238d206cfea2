internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// What is said to a client that speaks no HTTP, or too much of it.
struct ParserErrorResponse {
    let head: HTTPResponseHead
    let body: ByteBuffer

    init(_ error: HTTPParserError) {
        if error == .headerOverflow {
            self.init("The request's headers are too large", status: .requestHeaderFieldsTooLarge)
        } else {
            self.init("This is not a valid HTTP request")
        }
    }

    init(_ sentence: String, status: HTTPResponseStatus = .badRequest) {
        var writer = JSONWriter()
        writer.object { $0.field("msg", sentence) }
        body = writer.buffer
        var headers = NIOHTTP1.HTTPHeaders([
            ("Content-Type", "application/json"), ("Content-Length", "\(body.readableBytes)"), ("Connection", "close"),
            ("X-Request-ID", UUIDText.random()),
        ])
        for field in SecurityHeaders.all { headers.add(name: field.name.rawName, value: field.value) }
        head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    }
}
