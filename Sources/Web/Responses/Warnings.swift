package import Hummingbird
internal import NIOConcurrencyHelpers
internal import NIOCore

/// What a caller should know of a call that is carried out all the same, as sentences. They become the `warnings` of the
/// answer.
package final class Warnings: Sendable {
    private static let most = 20
    private let kept = NIOLockedValueBox<[String]>([])

    package init() {}

    package var sentences: [String] { kept.withLockedValue { $0 } }

    /// The first twenty different ones are kept.
    package func add(_ sentence: String) {
        kept.withLockedValue { kept in
            if kept.count < Self.most, !kept.contains(sentence) { kept.append(sentence) }
        }
    }
}

extension Response {
    /// The answer with the warnings as its last field; as it is if there are none, or if it is not a JSON object.
    package func adding(_ warnings: Warnings) async throws -> Response {
        let sentences = warnings.sentences
        guard !sentences.isEmpty, headers[.contentType] == "application/json" else { return self }
        let text = Collected()
        try await body.write(text)
        guard let json = text.bytes.withLockedValue({ $0 }).adding(sentences) else { return self }
        var answer = self
        answer.headers[.contentLength] = nil
        answer.body = ResponseBody(byteBuffer: json)
        return answer
    }
}

/// A body as it would be sent.
private struct Collected: ResponseBodyWriter {
    let bytes = NIOLockedValueBox(ByteBuffer())

    func write(_ buffer: ByteBuffer) async throws {
        bytes.withLockedValue { _ = $0.writeImmutableBuffer(buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension ByteBuffer {
    /// A JSON object with one field more; `nil` for what is not an object.
    fileprivate func adding(_ sentences: [String]) -> ByteBuffer? {
        let view = readableBytesView
        guard view.first == UInt8(ascii: "{"), view.last == UInt8(ascii: "}") else { return nil }
        var writer = JSONWriter()
        writer.object { $0.field("warnings", sentences) { $0.string($1) } }
        var longer = ByteBuffer(bytes: view.dropLast())
        if view.count > 2 { longer.writeInteger(UInt8(ascii: ",")) }
        longer.writeBytes(writer.buffer.readableBytesView.dropFirst())
        return longer
    }
}
