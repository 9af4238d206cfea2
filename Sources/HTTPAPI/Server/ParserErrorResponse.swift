internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// What is said to a client that speaks no HTTP, or too much of it.
struct ParserErrorResponse {
    let head: HTTPResponseHead
    let body: ByteBuffer

    init(_ error: HTTPParserError) {
        let isTooLarge = error == .headerOverflow
        var writer = JSONWriter()
        writer.object {
            $0.field("msg", isTooLarge ? "The request's headers are too large" : "This is not a valid HTTP request")
        }
        body = writer.buffer
        var headers = NIOHTTP1.HTTPHeaders([
            ("Content-Type", "application/json"), ("Content-Length", "\(body.readableBytes)"), ("Connection", "close"),
            ("X-Request-ID", UUIDText.random()),
        ])
        for field in SecurityHeaders.all { headers.add(name: field.name.rawName, value: field.value) }
        head = HTTPResponseHead(
            version: .http1_1, status: isTooLarge ? .requestHeaderFieldsTooLarge : .badRequest, headers: headers)
    }
}
