import Foundation
import TestKit

/// A PostgreSQL server of the test's own, on a port that it keeps when it is started anew.
final class PostgreSQLServer: Sendable {
    let port: Int
    private let directory: TemporaryDirectory
    private let process: Box<ChildProcess?>

    /// `postgres` refuses to run as root.
    private static let asItsUser = ["--reuid=postgres", "--regid=postgres", "--init-groups"]

    private static var programs: String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return "/usr/lib/postgresql/\(versions.max { (Int($0) ?? 0) < (Int($1) ?? 0) } ?? "")/bin"
    }

    init() async throws {
        directory = try TemporaryDirectory()
        port = try freePort()
        process = Box(nil)
        guard chmod(directory.path, 0o777) == 0 else { throw ChildProcess.Unexpected(description: "chmod") }
        let initialize = try ChildProcess(
            "/usr/bin/setpriv",
            Self.asItsUser + [
                "\(Self.programs)/initdb", "-D", data, "-U", "lapwing", "--auth=trust", "--encoding=UTF8",
                "--no-locale", "--no-sync",
            ])
        try await initialize.end()
        try await start()
    }

    var url: String { Self.url(port: port) }

    static func url(port: Int) -> String { "postgresql://lapwing@127.0.0.1:\(port)/postgres" }

    func start() async throws {
        let server = try ChildProcess(
            "/usr/bin/setpriv",
            Self.asItsUser + [
                "\(Self.programs)/postgres", "-D", data, "-p", "\(port)", "-h", "127.0.0.1", "-k", data, "-c",
                "max_connections=200",
            ])
        process.value = server
        _ = try await server.line { $0.contains("ready to accept connections") }
    }

    /// As `systemctl restart` ends it: connections are closed, transactions undone.
    func stop() async throws {
        guard let server = process.value else { return }
        server.signal(SIGINT)
        try await server.end()
        process.value = nil
    }

    private var data: String { "\(directory.path)/data" }
}

/// A Redis server of the test's own, on a port that it keeps.
final class RedisServer: Sendable {
    let port: Int
    private let process = Box<ChildProcess?>(nil)

    init() async throws {
        port = try freePort()
        try await start()
    }

    var url: String { "redis://127.0.0.1:\(port)/0" }

    func start() async throws {
        let server = try ChildProcess(
            "/usr/bin/redis-server", ["--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            directory: "/tmp")
        process.value = server
        _ = try await server.line { $0.contains("Ready to accept connections") }
    }

    /// `kill -9`.
    func kill() async throws {
        guard let server = process.value else { return }
        server.signal(SIGKILL)
        try await server.end()
        process.value = nil
    }
}

/// A way to a server that can be made slow.
struct SlowWay: Sendable {
    private let server: Server

    init(to port: Int) async throws {
        server = try await Server.python("slow_proxy.py", ["--to", "127.0.0.1:\(port)"])
    }

    var port: Int { server.port }

    /// - Parameter delay: of every piece of data, each way.
    func slow(by delay: Duration) { server.process.write("\(delay / .seconds(1))\n") }
}
