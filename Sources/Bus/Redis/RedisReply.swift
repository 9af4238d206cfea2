internal import NIOCore

/// An answer, or a message of a subscription.
enum RedisReply: Equatable, Sendable {
    case text([UInt8])
    case error(String)
    case integer(Int)
    case array([RedisReply])
    case null
}

/// Takes RESP2 off the wire: redis.io/docs/latest/develop/reference/protocol-spec.
struct RedisDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = RedisReply

    /// No answer that Lapwing asks for is longer, and what others publish is not worth more memory.
    static let longestReply = 1 << 20
    private static let longestLine = 16 << 10
    private static let mostElements = 1024
    private static let deepest = 4
    private static let kinds = Array("+-:$*".utf8)

    func decode(buffer: inout ByteBuffer) throws -> RedisReply? {
        var (rest, elements) = (buffer, 0)
        guard let reply = try Self.reply(&rest, depth: 0, elements: &elements) else {
            guard buffer.readableBytes < Self.longestReply else { throw tooMuch }
            return nil
        }
        buffer = rest
        return reply
    }

    func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> RedisReply? { try decode(buffer: &buffer) }

    private static func reply(_ bytes: inout ByteBuffer, depth: Int, elements: inout Int) throws -> RedisReply? {
        guard let kind = bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) else { return nil }
        guard kinds.contains(kind) else { throw strange("an answer of no known kind") }
        guard let line = try line(&bytes) else { return nil }
        switch kind {
        case UInt8(ascii: "+"): return .text(Array(line.dropFirst()))
        case UInt8(ascii: "-"): return .error(sentence(line.dropFirst()))
        case UInt8(ascii: ":"): return .integer(try number(line))
        case UInt8(ascii: "$"):
            guard let length = try length(line, atMost: longestReply) else { return .null }
            guard bytes.readableBytes >= length + 2, let text = bytes.readBytes(length: length) else { return nil }
            guard bytes.readBytes(length: 2) == [13, 10] else { throw strange("a text without its end") }
            return .text(text)
        default:
            guard let count = try length(line, atMost: mostElements - elements) else { return .null }
            guard depth < deepest else { throw strange("arrays in arrays in arrays") }
            elements += count
            var parts: [RedisReply] = []
            for _ in 0..<count {
                guard let part = try reply(&bytes, depth: depth + 1, elements: &elements) else { return nil }
                parts.append(part)
            }
            return .array(parts)
        }
    }

    private static func line(_ bytes: inout ByteBuffer) throws -> [UInt8]? {
        let view = bytes.readableBytesView.prefix(longestLine)
        guard let end = view.firstIndex(of: 13) else {
            guard view.count < longestLine else { throw strange("a line without an end") }
            return nil
        }
        guard bytes.readableBytes > end - view.startIndex + 1 else { return nil }
        let line = bytes.readBytes(length: end - view.startIndex) ?? []
        guard bytes.readBytes(length: 2) == [13, 10] else { throw strange("half an end of a line") }
        return line
    }

    private static func number(_ line: [UInt8]) throws -> Int {
        guard let number = Int(String(decoding: line.dropFirst(), as: UTF8.self)) else { throw strange("no number") }
        return number
    }

    /// - Returns: `nil` for -1, which stands for nothing.
    private static func length(_ line: [UInt8], atMost most: Int) throws -> Int? {
        let number = try number(line)
        guard number <= most else { throw tooMuch }
        guard number >= -1 else { throw strange("a negative length") }
        return number == -1 ? nil : number
    }

    /// One line of at most 200 characters, fit for a log.
    private static func sentence(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes.prefix(800), as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : String(scalar)
        }
        return String(text.joined().prefix(200))
    }
}

private let tooMuch = strange("more than a mebibyte, or than a thousand parts, in one piece")

private func strange(_ reason: String) -> RedisError { .unintelligible(reason) }
