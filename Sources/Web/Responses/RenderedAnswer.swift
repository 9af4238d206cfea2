package import HTTPTypes
package import Hummingbird
package import NIOCore

/// The headers and the JSON text of a 200.
package struct RenderedAnswer: Sendable {
    package var headers: HTTPFields
    package var body: ByteBuffer

    /// - Parameter bytes: About how long the text will be.
    package init(headers: HTTPFields = [:], expecting bytes: Int = 512, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(reserving: bytes)
        write(&writer)
        self.headers = headers
        body = writer.buffer
    }

    package init(headers: HTTPFields, body: ByteBuffer) {
        self.headers = headers
        self.body = body
    }

    /// Bytes it takes to keep, with an allowance for what surrounds the text.
    package var size: Int { body.readableBytes + 256 }

    package var response: Response { .json(headers: headers, rendered: body) }
}

extension RenderedAnswer? {
    package func found(_ sentence: String) throws(APIError) -> Response {
        guard let self else { throw .notFound(sentence) }
        return self.response
    }
}
