import Foundation
import Glibc

/// The programs of Net-SNMP, run for what they print.
enum NetSNMP {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// What `snmpget`, `snmpwalk` and the like print, both of their outputs, without a look at any MIB.
    static func run(_ program: String, _ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            // Waiting for a program must not keep a thread of the tests'.
            Thread.detachNewThread {
                continuation.resume(with: Result { try wait(for: program, arguments) })
            }
        }
    }

    private static func wait(for program: String, _ arguments: [String]) throws -> String {
        let path = "/usr/bin/\(program)"
        guard access(path, X_OK) == 0 else {
            throw Missing(description: "\(path) is missing: install the Debian package snmp")
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Missing(description: "no pipe: error \(errno)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in [STDOUT_FILENO, STDERR_FILENO] { posix_spawn_file_actions_adddup2(&actions, ends[1], stream) }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        let settings = ["MIBS=", "SNMPCONFPATH=/nonexistent"]
        var environment = settings.map { strdup($0) } + [nil]
        defer { for word in words + environment { free(word) } }
        var process = pid_t()
        let result = posix_spawn(&process, path, &actions, nil, &words, &environment)
        close(ends[1])
        guard result == 0 else { throw Missing(description: "\(path) does not start: error \(result)") }
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(ends[0], &piece, piece.count), count > 0 { output += piece[..<count] }
        waitpid(process, nil, 0)
        return String(decoding: output, as: UTF8.self)
    }
}
