internal import CHiredis

/// An answer, or a message of a subscription.
enum RedisReply: Equatable {
    case text([UInt8])
    case error(String)
    case integer(Int)
    case array([RedisReply])
    case null

    init(_ reply: UnsafePointer<redisReply>) {
        let reply = reply.pointee
        switch reply.type {
        case REDIS_REPLY_INTEGER: self = .integer(Int(reply.integer))
        case REDIS_REPLY_STRING, REDIS_REPLY_STATUS: self = .text(Self.bytes(reply))
        case REDIS_REPLY_ERROR: self = .error(Self.sentence(Self.bytes(reply)))
        case REDIS_REPLY_ARRAY:
            self = .array((0..<reply.elements).map { reply.element[$0].map { RedisReply($0) } ?? .null })
        default: self = .null
        }
    }

    private static func bytes(_ reply: redisReply) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: reply.str, count: reply.len))
    }

    /// One line of at most 200 characters, fit for a log.
    private static func sentence(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(800), as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : String(scalar)
        }
        return String(text.joined().prefix(200))
    }
}
