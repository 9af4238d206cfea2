import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A running Lapwing, or one process of it.
final class Lapwing: Sendable {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static var executable: String {
        ProcessInfo.processInfo.environment["LAPWING_EXECUTABLE"] ?? "\(root)/.build/debug/lapwing"
    }

    let process: ChildProcess
    let port: Int
    let api: API

    private init(process: ChildProcess, port: Int) {
        self.process = process
        self.port = port
        api = API(base: "http://127.0.0.1:\(port)", server: process)
    }

    /// Starts it and waits until it listens.
    /// - Parameter prefix: a command that runs the one behind it in surroundings of its own.
    static func start(
        _ arguments: [String] = ["serve"], in directory: TemporaryDirectory, _ environment: [String: String] = [:],
        running prefix: [String] = []
    ) async throws -> Lapwing {
        // Through another program: what is preloaded may change the environment when it is first loaded, and Swift's runtime
        // would find no arguments then.
        let process = try ChildProcess(
            "/usr/bin/env", prefix + [executable] + arguments,
            environment: ["PORT": "0", "HOST": "127.0.0.1"].merging(environment) { $1 },
            directory: directory.path, keeping: directory)
        let line = try await process.line { $0.contains("listens on") }
        guard let port = line.split(separator: ":").last.flatMap({ Int($0.prefix { $0.isNumber }) }) else {
            throw ChildProcess.Unexpected(description: "no port in “\(line)”")
        }
        return Lapwing(process: process, port: port)
    }

    /// SIGTERM, and the exit status.
    func stop() async throws -> Int32 {
        process.signal(SIGTERM)
        return try await process.exit()
    }

    /// `kill -9`.
    func crash() async throws {
        process.signal(SIGKILL)
        _ = try await process.exit()
    }
}

/// A directory that goes with the value.
final class TemporaryDirectory: Sendable {
    let path: String

    /// - Parameter parent: where it is to be, where that is a directory.
    init(in parent: String? = nil) throws {
        var isDirectory: ObjCBool = false
        let exists = parent.map { FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory) } ?? false
        let base = exists && isDirectory.boolValue ? (parent ?? "") + "/" : NSTemporaryDirectory()
        path = base + "lapwing-\(getpid())-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The API as a client sees it.
struct API: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: JSON
        let text: String
    }

    let base: String
    /// Runs for as long as somebody may ask it.
    var server: ChildProcess?
    var token: String?
    /// With one request.
    var patience = TimeAmount.seconds(70)

    func loggedIn(as username: String = "admin", _ password: String = "admin123") async throws -> API {
        let answer = try await post("/api/auth/login", ["username": username, "password": password])
        guard answer.status == 200, let token = answer.body["access_token"].string else {
            throw ChildProcess.Unexpected(description: "login: \(answer.status) \(answer.text)")
        }
        return API(base: base, server: server, token: token)
    }

    func get(_ path: String) async throws -> Answer { try await send("GET", path, nil) }
    func delete(_ path: String) async throws -> Answer { try await send("DELETE", path, nil) }
    func post(_ path: String, _ body: [String: Any]? = nil) async throws -> Answer {
        try await send("POST", path, body)
    }
    func put(_ path: String, _ body: [String: Any]) async throws -> Answer { try await send("PUT", path, body) }

    private func send(_ method: String, _ path: String, _ body: [String: Any]?) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = .RAW(value: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body)))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: patience)
        let bytes = try await response.body.collect(upTo: 64 * 1024 * 1024)
        let data = Data(bytes.readableBytesView)
        let isJSON = response.headers.first(name: "content-type")?.hasPrefix("application/json") == true
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first },
            body: isJSON ? try JSON(data) : .null, text: String(decoding: data, as: UTF8.self))
    }
}
