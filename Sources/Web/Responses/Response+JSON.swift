package import HTTPTypes
package import Hummingbird
package import NIOCore

extension ResponseBody {
    /// Bytes that go out in one piece.
    private static let piece = 256 << 10

    /// A long one goes out piece by piece, each when the client took the one before: what is encrypted or copied for a
    /// slow client stays small, and the rest is let go when the client goes.
    package static func paced(_ bytes: ByteBuffer) -> ResponseBody {
        guard bytes.readableBytes > piece else { return ResponseBody(byteBuffer: bytes) }
        return ResponseBody(contentLength: bytes.readableBytes) { writer in
            var rest = bytes
            while let next = rest.readSlice(length: min(piece, rest.readableBytes)), next.readableBytes > 0 {
                try await writer.write(next)
            }
            try await writer.finish(nil)
        }
    }
}

extension Response {
    package static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var writer = JSONWriter()
        try write(&writer)
        return .json(status, headers: headers, rendered: writer.buffer)
    }

    /// Sends JSON that was rendered before.
    package static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], rendered: ByteBuffer
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: .paced(rendered))
    }

    /// `{"msg": sentence}`.
    package static func message(_ sentence: String, status: HTTPResponse.Status = .ok) -> Response {
        .json(status) { $0.object { $0.field("msg", sentence) } }
    }
}
