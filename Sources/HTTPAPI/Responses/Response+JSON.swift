package import HTTPTypes
package import Hummingbird
package import NIOCore

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
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: rendered))
    }

    /// `{"msg": sentence}`.
    package static func message(_ sentence: String, status: HTTPResponse.Status = .ok) -> Response {
        .json(status) { $0.object { $0.field("msg", sentence) } }
    }
}
