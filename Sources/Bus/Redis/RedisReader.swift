internal import CHiredis

/// Takes bytes off the wire and gives answers, by hiredis.
///
/// Used by one thread.
final class RedisReader {
    private let reader: UnsafeMutablePointer<redisReader>

    /// No answer that Lapwing asks for is longer, and what others publish is not worth more memory.
    private static let longestReply = 1 << 20

    init() throws(RedisError) {
        guard let reader = redisReaderCreate() else { throw .broken("out of memory") }
        self.reader = reader
    }

    deinit { redisReaderFree(reader) }

    func feed(_ bytes: UnsafeRawBufferPointer) throws(RedisError) {
        guard let start = bytes.baseAddress else { return }
        guard redisReaderFeed(reader, start.assumingMemoryBound(to: CChar.self), bytes.count) == REDIS_OK else {
            throw complaint
        }
    }

    /// - Returns: `nil` where more bytes are needed.
    func next() throws(RedisError) -> RedisReply? {
        var pointer: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &pointer) == REDIS_OK else { throw complaint }
        guard let pointer else {
            guard reader.pointee.len - reader.pointee.pos < Self.longestReply else {
                throw .unintelligible("more than a mebibyte in one piece")
            }
            return nil
        }
        defer { freeReplyObject(pointer) }
        return RedisReply(pointer.assumingMemoryBound(to: redisReply.self))
    }

    private var complaint: RedisError {
        .unintelligible(
            withUnsafeBytes(of: reader.pointee.errstr) { text in
                String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
            })
    }
}
