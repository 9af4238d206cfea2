internal import Foundation
internal import Glibc
internal import Synchronization

/// A program that runs beside the test and ends with it.
package final class ChildProcess: Sendable {
    package struct Missing: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    private let process: pid_t
    private let output: Int32
    /// Whether its end was waited for, so that its id may be another's.
    private let isOver = Mutex(false)

    /// `environment` is added to our own.
    package init(_ program: String, _ arguments: [String], environment: [String] = [], package: String) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Missing(description: "\(program) is missing: install the Debian package \(package)")
        }
        var pipe: [Int32] = [0, 0]
        // Not `pipe`: what other tests start meanwhile must not inherit it.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pipe) == 0 else {
            throw Missing(description: "no pipe: error \(errno)")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 2)
        // The sockets of other tests would stay open in it.
        for descriptor in Int32(3)..<1_024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var process = pid_t()
        var pointers = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") }
        variables += environment.map { strdup($0) } + [nil]
        defer { for pointer in pointers + variables { free(pointer) } }
        let result = posix_spawn(&process, program, &actions, nil, &pointers, &variables)
        close(pipe[1])
        guard result == 0 else {
            close(pipe[0])
            throw Missing(description: "\(program) does not start: error \(result)")
        }
        self.process = process
        output = pipe[0]
    }

    deinit {
        if !isOver.withLock({ $0 }) {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(output)
    }

    package func signal(_ number: Int32) {
        isOver.withLock { isOver in if !isOver { kill(process, number) } }
    }

    /// Waits for its end: what it wrote, and its exit status.
    package func finish() -> (output: String, status: Int32) {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        var status: Int32 = 0
        isOver.withLock { isOver in
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            isOver = true
        }
        return (String(decoding: bytes, as: UTF8.self), status >> 8 & 0xFF)
    }
}
