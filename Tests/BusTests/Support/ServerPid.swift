import Foundation
import NIOConcurrencyHelpers

/// A child process. Ended at the latest with this.
final class ServerPid: Sendable {
    private let pid = NIOLockedValueBox<pid_t?>(nil)

    deinit { end() }

    func set(_ new: pid_t) { pid.withLockedValue { $0 = new } }

    func signal(_ number: CInt) {
        pid.withLockedValue { pid in
            if let pid { _ = kill(pid, number) }
        }
    }

    func end() {
        pid.withLockedValue { pid in
            guard let ended = pid else { return }
            pid = nil
            kill(ended, SIGKILL)
            var status: CInt = 0
            while waitpid(ended, &status, 0) < 0, errno == EINTR {}
        }
    }
}

struct SpawnError: Error, CustomStringConvertible { let description: String }

func spawn(_ program: String, _ arguments: [String]) throws -> pid_t {
    guard FileManager.default.isExecutableFile(atPath: program) else {
        throw SpawnError(description: "\(program) is not there: run `make test`, which installs what tests need.")
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, program, nil, &attributes, &words, environ)
    guard code == 0 else { throw SpawnError(description: "\(program): \(String(cString: strerror(code)))") }
    return pid
}
