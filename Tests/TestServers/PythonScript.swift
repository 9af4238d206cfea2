package import Foundation

/// A program of `Tests/Servers` that reads something and prints something.
package struct PythonScript: Sendable {
    private let name: String

    package init(_ name: String) { self.name = name }

    /// What it prints for `input`.
    package func run(_ input: Data) async throws -> Data {
        let (process, output) = try start(input)
        let result = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try output.readToEnd() ?? Data() }) }
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ServerProcessError("\(name) failed") }
        return result
    }

    private func start(_ input: Data) throws -> (Process, FileHandle) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [ServerProcess.folder + "/" + name]
        let (source, output) = (Pipe(), Pipe())
        process.standardInput = source
        process.standardOutput = output
        try process.run()
        let writer = source.fileHandleForWriting
        Thread.detachNewThread {
            try? writer.write(contentsOf: input)
            try? writer.close()
        }
        return (process, output.fileHandleForReading)
    }
}
