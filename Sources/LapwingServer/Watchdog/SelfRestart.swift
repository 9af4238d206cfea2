internal import Foundation

/// Restarts the program in this very process, with the same arguments and environment: nobody else need be there to
/// do it, and whoever supervises the process sees it go on. Claims of the former life end with their leases.
package enum SelfRestart {
    private static let countName = "LAPWING_WATCHDOG_RESTARTS"
    private static let reasonName = "LAPWING_WATCHDOG_REASON"

    /// How often this process restarted itself.
    package static var count: Int {
        ProcessInfo.processInfo.environment[countName].flatMap(Int.init) ?? 0
    }

    /// Why it did, the last time.
    package static var reason: String? { count > 0 ? ProcessInfo.processInfo.environment[reasonName] : nil }

    /// Whatever the other threads do, and whatever locks they hold: the kernel ends them.
    package static func now(because reason: String) -> Never {
        closeFilesOnExecution()
        takeSignals()
        var environment = ProcessInfo.processInfo.environment
        environment[countName] = String(count + 1)
        environment[reasonName] = String(reason.prefix(500))
        let arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        execve("/proc/self/exe", arguments, variables)
        // A supervisor, where there is one, starts it again.
        _exit(EX_SOFTWARE)
    }

    /// Sockets and files of the former life must not outlive it.
    private static func closeFilesOnExecution() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap(Int32.init) where descriptor > STDERR_FILENO {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    /// What is blocked or ignored stays so across an execution, and the program expects neither; but what it takes must not
    /// end it before it does.
    private static func takeSignals() {
        ProcessSignals.ignore(Reloads.signals)
        signal(SIGTERM, SIG_DFL)
        signal(SIGINT, SIG_DFL)
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
    }
}
