import Foundation
import Glibc
import Monitoring
import TestKit
import Testing

@testable import Bus

/// A `redis-server` that a test started, on a socket in a directory of its own.
final class RedisServer: Sendable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    private let directory: String
    private let settings: [String]
    /// 0 for a socket alone.
    let port: Int
    private let process: ServerPid

    /// - Parameter settings: as on its command line, `["--requirepass", "x"]`.
    static func run<Result>(
        _ settings: [String] = [], overTCP: Bool = false, isolation: isolated (any Actor)? = #isolation,
        _ body: (RedisServer) async throws -> Result
    ) async throws -> Result {
        let server = try RedisServer(settings, port: overTCP ? freePort() : 0)
        defer { server.remove() }
        try await server.start()
        return try await body(server)
    }

    private init(_ settings: [String], port: Int) throws {
        self.port = port
        directory = NSTemporaryDirectory() + "/lapwing-redis-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        self.settings = settings
        process = ServerPid()
    }

    var socket: String { directory + "/s" }
    var url: Secret { url(login: "") }
    func url(login: String, database: Int = 0) -> Secret { Secret("unix://\(login)\(socket)?db=\(database)") }

    /// Returns once it answers.
    func start() async throws {
        let arguments =
            [
                "--port", "\(port)", "--unixsocket", socket, "--dir", directory, "--save", "", "--appendonly", "no",
                "--logfile", directory + "/log",
            ] + settings
        process.set(try spawn("/usr/bin/redis-server", arguments))
        try await eventually("redis-server to answer") { [socket] in
            let address = try #require(try RedisAddress.parse(Secret("unix://\(socket)")))
            return (try? RedisDialer(address: address, interruption: -1).dial(until: .now + .seconds(5))).map {
                close($0)
            }
        }
    }

    /// Ends it as a crash would.
    func kill() { process.end() }

    /// As a machine that hangs: connections stay, nothing answers.
    func freeze() { process.signal(SIGSTOP) }
    func thaw() { process.signal(SIGCONT) }

    /// A connection past the bus, for what others do in the same Redis.
    func client(login: String = "") throws -> RedisClient {
        let address = try #require(try RedisAddress.parse(url(login: login)))
        return RedisClient(
            try RedisConnection(socket: RedisDialer(address: address, interruption: -1).dial(until: .now + .seconds(5)))
        )
    }

    private func remove() {
        process.end()
        try? FileManager.default.removeItem(atPath: directory)
    }
}
