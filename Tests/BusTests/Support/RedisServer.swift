import Foundation
import Glibc
import Monitoring
import TestKit
import Testing

@testable import Bus

/// A `redis-server` that a test started, on a socket in a directory of its own.
final class RedisServer: Sendable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    enum Listening { case socketAlone, tcp, tls }

    let directory: String
    private let settings: [String]
    private let listening: Listening
    /// 0 for a socket alone.
    let port: Int
    private let process: ServerPid

    /// - Parameter settings: as on its command line, `["--requirepass", "x"]`.
    static func run<Result>(
        _ settings: [String] = [], over listening: Listening = .socketAlone,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RedisServer) async throws -> Result
    ) async throws -> Result {
        let server = try RedisServer(settings, listening)
        defer { server.remove() }
        try await server.start()
        return try await body(server)
    }

    private init(_ settings: [String], _ listening: Listening) throws {
        (port, self.listening) = (listening == .socketAlone ? 0 : try freePort(), listening)
        directory = NSTemporaryDirectory() + "/lapwing-redis-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        self.settings = settings
        if listening == .tls { try Certificates.make(in: directory) }
        process = ServerPid()
    }

    var socket: String { directory + "/s" }
    var url: Secret { url(login: "") }
    func url(login: String, database: Int = 0) -> Secret { Secret("unix://\(login)\(socket)?db=\(database)") }

    /// Returns once it answers.
    func start() async throws {
        let arguments =
            [
                "--port", listening == .tls ? "0" : "\(port)", "--unixsocket", socket, "--dir", directory, "--save", "",
                "--appendonly", "no",
                "--logfile", directory + "/log",
            ] + (listening == .tls ? tlsSettings : []) + settings
        process.set(try spawn("/usr/bin/redis-server", arguments))
        try await eventually("redis-server to answer") { [socket] in
            try? await RedisClient.with(Secret("unix://\(socket)")) { _ in true }
        }
    }

    private var tlsSettings: [String] {
        [
            "--tls-port", "\(port)", "--tls-cert-file", directory + "/server.pem", "--tls-key-file",
            directory + "/server.key", "--tls-ca-cert-file", directory + "/ca.pem", "--tls-auth-clients", "no",
        ]
    }

    /// Ends it as a crash would.
    func kill() { process.end() }

    /// As a machine that hangs: connections stay, nothing answers.
    func freeze() { process.signal(SIGSTOP) }
    func thaw() { process.signal(SIGCONT) }

    /// A connection past the bus, for what others do in the same Redis.
    func withClient<Result>(
        login: String = "", isolation: isolated (any Actor)? = #isolation, _ body: (RedisClient) async throws -> Result
    ) async throws -> Result {
        try await RedisClient.with(url(login: login), body)
    }

    @discardableResult
    func ask(_ words: String..., isolation: isolated (any Actor)? = #isolation) async throws -> RedisReply {
        try await ask(words.map(\.bytes))
    }

    @discardableResult
    func ask(_ words: [[UInt8]], isolation: isolated (any Actor)? = #isolation) async throws -> RedisReply {
        try await withClient { try await $0.ask(words) }
    }

    private func remove() {
        process.end()
        try? FileManager.default.removeItem(atPath: directory)
    }
}
