internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import NIOCore
internal import Web

/// All of a list, without pages: read and rendered some rows at a time, and no transaction lasts as long as all of
/// them.
struct WholeList<Subject: Sendable>: Sendable {
    let ids: [ID<Subject>]
    let headers: HTTPFields
    /// Reads some of them; those that are gone are left out.
    let read: @Sendable ([ID<Subject>]) async throws -> [Subject]
    let write: @Sendable (inout JSONWriter, Subject) -> Void

    /// More than that is not kept rendered, and goes out as it is read.
    static var mostKept: Int { 10_000 }
    private static var atOnce: Int { 1000 }

    func rendered() async throws -> RenderedAnswer {
        var text = ByteBuffer()
        text.reserveCapacity(ids.count * 768)
        try await render { text.writeImmutableBuffer($0) }
        return RenderedAnswer(headers: headers, body: text)
    }

    /// Each part is read when the client took the one before.
    var streamed: Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await render { try await writer.write($0) }
                try await writer.finish(nil)
            })
    }

    private func render(_ body: (ByteBuffer) async throws -> Void) async throws {
        var isFirst = true
        for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
            let subjects = try await read(Array(ids[start..<min(start + Self.atOnce, ids.count)]))
            var text = JSONWriter(reserving: subjects.count * 768)
            for subject in subjects {
                text.raw(isFirst ? "[" : ",")
                write(&text, subject)
                isFirst = false
            }
            try await body(text.buffer)
        }
        try await body(ByteBuffer(string: isFirst ? "[]" : "]"))
    }
}
