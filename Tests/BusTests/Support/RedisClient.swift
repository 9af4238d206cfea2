@testable import Bus

/// Commands of a test, past the bus.
final class RedisClient {
    private let connection: RedisConnection

    init(_ connection: RedisConnection) { self.connection = connection }

    @discardableResult
    func ask(_ words: String...) throws -> RedisReply { try ask(words.map { Array($0.utf8) }) }

    @discardableResult
    func ask(_ words: [[UInt8]]) throws -> RedisReply {
        try connection.call(words, until: .now + .seconds(20), limit: .seconds(20), interruption: -1)
    }
}
