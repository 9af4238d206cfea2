import Foundation
import TestKit

/// A program that a test started: its output by line, and its end.
final class ChildProcess: Sendable {
    struct Unexpected: Error, CustomStringConvertible { let description: String }

    let pid: Int32
    private let output: LineBuffer
    private let input: FileHandle
    /// What must outlive it, such as its directory.
    private let kept: (any Sendable)?
    private let process: ProcessBox

    /// - Parameter directory: where it runs.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil,
        keeping kept: (any Sendable)? = nil
    ) throws {
        self.kept = kept
        guard FileManager.default.isExecutableFile(atPath: executable) else {
            throw Unexpected(
                description: "\(executable) is not there: run `make test`, which installs what tests need.")
        }
        let (process, input) = (Process(), Pipe())
        self.input = input.fileHandleForWriting
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        let inherited = ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp"]
        process.environment = inherited.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let (out, buffer) = (Pipe(), LineBuffer())
        process.standardOutput = out
        process.standardError = out
        process.standardInput = input
        out.fileHandleForReading.readabilityHandler = { handle in
            let bytes = handle.availableData
            if bytes.isEmpty { handle.readabilityHandler = nil }
            buffer.append(bytes)
        }
        let box = ProcessBox(process)
        process.terminationHandler = { ended in box.ended(ended.terminationStatus, ended.terminationReason) }
        try process.run()
        pid = process.processIdentifier
        output = buffer
        self.process = box
    }

    deinit { kill(pid, SIGKILL) }

    /// The first line, past or to come, that `matches`.
    func line(within limit: Duration = .seconds(30), where matches: @escaping @Sendable (String) -> Bool) async throws
        -> String
    {
        try await eventually(within: limit, "a line of output; there is:\n\(output.text.suffix(4000))") {
            self.output.lines.first(where: matches)
        }
    }

    var text: String { output.text }

    func write(_ text: String) { input.write(Data(text.utf8)) }

    func signal(_ number: Int32) { kill(pid, number) }

    /// The exit status, or minus the signal that ended it: seen although programs that run on may hold what Foundation
    /// waits for.
    func exit(within limit: Duration = .seconds(40)) async throws -> Int32 {
        let status = try await eventually(within: limit, "the process to end; it says:\n\(text.suffix(4000))") {
            self.process.status ?? self.unreaped
        }
        // What it said last may still be on its way; a program that it left behind may keep the way open for long.
        _ = try? await eventually(within: .seconds(2), "the end of what it says") { self.output.isWhole ? true : nil }
        return status
    }

    /// Its end, whatever the status.
    func end() async throws { _ = try await exit() }

    /// The status of a process that has ended and that nobody waited for: the last field of its line (proc(5)).
    private var unreaped: Int32? {
        guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let fields = line.split(separator: ") ").last?.split(whereSeparator: \.isWhitespace), fields.first == "Z",
            let status = fields.last.flatMap({ Int32($0) })
        else { return nil }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }
}

/// Proof of `@unchecked`: every access is under the lock.
private final class LineBuffer: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes = Data()

    private var isEnded = false

    /// - Parameter more: nothing at the end.
    func append(_ more: Data) {
        lock.withLock {
            bytes.append(more)
            if more.isEmpty { isEnded = true }
        }
    }

    var isWhole: Bool { lock.withLock { isEnded } }
    var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// Proof of `@unchecked`: the status is under the lock and the process is only kept alive.
private final class ProcessBox: @unchecked Sendable {
    private let lock = NSLock()
    private let process: Process
    private var ending: Int32?

    init(_ process: Process) { self.process = process }

    func ended(_ status: Int32, _ reason: Process.TerminationReason) {
        lock.withLock { ending = reason == .exit ? status : -status }
    }

    var status: Int32? { lock.withLock { ending } }
}
