internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The headers and the JSON text of a 200.
struct RenderedAnswer: Sendable {
    var headers: HTTPFields
    var body: ByteBuffer

    /// - Parameter bytes: About how long the text will be.
    init(headers: HTTPFields = [:], expecting bytes: Int = 512, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(reserving: bytes)
        write(&writer)
        self.headers = headers
        body = writer.buffer
    }

    init(headers: HTTPFields, body: ByteBuffer) {
        self.headers = headers
        self.body = body
    }

    /// Bytes it takes to keep, with an allowance for what surrounds the text.
    var size: Int { body.readableBytes + 256 }

    var response: Response { .json(headers: headers, rendered: body) }
}

extension RenderedAnswer? {
    func found(_ sentence: String) throws(APIError) -> Response {
        guard let self else { throw .notFound(sentence) }
        return self.response
    }
}
