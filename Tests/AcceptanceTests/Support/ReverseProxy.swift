import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import TestKit

/// nginx with the configuration that we ship, on ports and in a directory of its own.
final class ReverseProxy: Sendable {
    let port: Int
    let process: ChildProcess
    let client: HTTPClient

    init(to servers: [Int]) async throws {
        let directory = try TemporaryDirectory()
        port = try freePort()
        let certificate = try ChildProcess("\(Lapwing.root)/deploy/nginx/self-signed", ["\(directory.path)/tls"])
        guard try await certificate.exit() == 0 else {
            throw ChildProcess.Unexpected(description: certificate.text)
        }
        let site = try Self.shipped("lapwing.conf")
            .replacing("/etc/nginx/tls", with: "\(directory.path)/tls")
            .replacing("/var/log/nginx", with: directory.path)
            .replacing(/listen \[::\]:.*/, with: "")
            .replacing("listen 80;", with: "listen 127.0.0.1:\(try freePort());")
            .replacing("listen 443 ", with: "listen \(port) ")
        let upstream = try Self.shipped("upstream.conf").replacing(/(?m)^ +(server 127\.0\.0\.1:)5000(.*;)$/) { line in
            servers.map { "\(line.1)\($0)\(line.2)" }.joined(separator: "\n")
        }
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(directory.path)/\($0);" }
        let main = """
            daemon off;
            worker_processes 1;
            pid \(directory.path)/nginx.pid;
            error_log stderr notice;
            events { worker_connections 1024; }
            http {
            \(temporary.joined(separator: "\n"))
            \(upstream)
            \(site)
            }
            """
        try Data(main.utf8).write(to: URL(fileURLWithPath: "\(directory.path)/nginx.conf"))
        process = try ChildProcess(
            "/usr/sbin/nginx", ["-p", directory.path, "-e", "stderr", "-c", "\(directory.path)/nginx.conf"],
            keeping: directory)
        _ = try await process.line { $0.contains("start worker process ") }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: .init(tlsConfiguration: tls, redirectConfiguration: .disallow))
    }

    private static func shipped(_ name: String) throws -> String {
        try String(contentsOfFile: "\(Lapwing.root)/deploy/nginx/\(name)", encoding: .utf8)
    }

    /// - Parameters:
    ///   - from: a loopback address to ask from.
    /// - Returns: the status, and the headers and body as curl prints them.
    func curl(_ path: String, from address: String = "127.0.0.1", _ arguments: String...) async throws -> (
        status: Int?, text: String
    ) {
        let curl = try ChildProcess(
            "/usr/bin/curl",
            ["-sk", "-i", "--path-as-is", "--interface", address] + arguments + ["https://127.0.0.1:\(port)\(path)"])
        guard try await curl.exit() == 0 else { throw ChildProcess.Unexpected(description: curl.text) }
        return (curl.text.split(separator: " ").dropFirst().first.flatMap { Int($0) }, curl.text)
    }

    func get(_ path: String, token: String) async throws -> Int {
        var request = HTTPClientRequest(url: "https://127.0.0.1:\(port)\(path)")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        let response = try await client.execute(request, timeout: .seconds(30))
        _ = try await response.body.collect(upTo: 1_048_576)
        return Int(response.status.code)
    }

    func stop() async throws {
        process.signal(SIGTERM)
        _ = try await process.exit()
        try await client.shutdown()
    }
}
