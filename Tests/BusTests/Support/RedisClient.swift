import Monitoring
import NIOCore
import NIOPosix
import TestKit

@testable import Bus

/// Commands of a test, past the bus.
struct RedisClient {
    let connection: RedisConnection

    /// - Parameter body: its connection ends with it.
    static func with<Result>(
        _ url: Secret, isolation: isolated (any Actor)? = #isolation, _ body: (RedisClient) async throws -> Result
    ) async throws -> Result {
        guard let address = try RedisAddress.parse(url) else { throw Timeout(description: "No address") }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        return try await RedisConnection.with(
            address, tls: try address.tls?.context(), loop: loop, patience: .seconds(20)
        ) { try await body(RedisClient(connection: $0)) }
    }

    @discardableResult
    func ask(_ words: String...) async throws -> RedisReply { try await ask(words.map { Array($0.utf8) }) }

    @discardableResult
    func ask(_ words: [[UInt8]]) async throws -> RedisReply { try await connection.ask(words).get() }
}
