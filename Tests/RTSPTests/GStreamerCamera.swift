import Foundation
import RTSP

/// A camera that is not ours: gst-rtsp-server, as `Tests/Servers/rtsp_server.py` starts it.
final class GStreamerCamera {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let url: RTSPURL
    private let process: Process
    private let input = Pipe()

    /// Returns once it listens.
    init(_ arguments: String...) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [Self.script] + arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([0x0A]), !byte.isEmpty {
            line += byte
        }
        guard let ready = try? JSONDecoder().decode(Ready.self, from: line) else {
            let reason = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw Failure(description: "gst-rtsp-server did not start: \(reason)")
        }
        url = try RTSPURL(ready.url)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The same camera at another path.
    func url(path: String) throws -> RTSPURL { try RTSPURL("\(url.scheme.rawValue)://\(url.endpoint)\(path)") }

    private struct Ready: Decodable { let url: String }

    private static var script: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../Servers/rtsp_server.py")
            .standardizedFileURL.path
    }
}
