internal import Foundation

/// A server program of `Tests/Servers`, started by a test and ended with it.
///
/// The program prints one JSON line when it is ready, then one for each thing that happens, and ends when its standard
/// input closes.
package final class ServerProcess: Sendable {
    /// What every program says when it is ready.
    package struct Ready: Decodable, Sendable {
        package var port: Int
        /// The PEM file of the authority that signed its certificate.
        package var authority: String?
    }

    package let ready: Ready
    private let input: FileHandle
    private let lines: LineReader
    private let exit: AsyncStream<Void>

    private init(ready: Ready, input: FileHandle, lines: LineReader, exit: AsyncStream<Void>) {
        self.ready = ready
        self.input = input
        self.lines = lines
        self.exit = exit
    }

    package var port: Int { ready.port }

    /// Runs `script` for as long as `body` does.
    package static func run<Result>(
        _ script: String, _ arguments: [String] = [], _ body: (ServerProcess) async throws -> Result
    ) async throws -> Result {
        let server = try await start(script, arguments)
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    /// The next thing that happened, once it does.
    package func next<Event: Decodable>(_ type: Event.Type) async throws -> Event {
        guard let line = await lines.next() else { throw ServerProcessError("The server ended") }
        return try JSONDecoder().decode(Event.self, from: Data(line.utf8))
    }

    private static func start(_ script: String, _ arguments: [String]) async throws -> ServerProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [folder + "/" + script] + arguments
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        let (exit, exited) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in exited.finish() }
        try process.run()
        let lines = LineReader(output.fileHandleForReading)
        guard let line = await lines.next() else {
            let reason = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw ServerProcessError("\(script) did not start: \(reason)")
        }
        let ready = try JSONDecoder().decode(Ready.self, from: Data(line.utf8))
        return ServerProcess(ready: ready, input: input.fileHandleForWriting, lines: lines, exit: exit)
    }

    private func stop() async {
        try? input.close()
        for await _ in exit {}
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Servers").path
}

package struct ServerProcessError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// The lines a program prints, in order.
private actor LineReader {
    private var iterator: AsyncStream<String>.AsyncIterator

    init(_ handle: FileHandle) {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        iterator = lines.makeAsyncIterator()
        let reader = Thread {
            var rest = Data()
            while case let data = handle.availableData, !data.isEmpty {
                rest.append(data)
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                    rest = Data(rest[(end + 1)...])
                }
            }
            continuation.finish()
        }
        reader.start()
    }

    func next() async -> String? {
        var mine = iterator
        defer { iterator = mine }
        return await mine.next(isolation: self)
    }
}
