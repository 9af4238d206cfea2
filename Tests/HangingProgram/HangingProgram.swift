import Foundation
import LapwingServer
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Hangs in its first life, for a test to see it restart itself; in its second it says what is left of the first.
@main
enum HangingProgram {
    static func main() async throws {
        let life = SelfRestart.count + 1
        say("life \(life) of \(getpid()) with \(CommandLine.arguments.dropFirst().joined(separator: " "))")
        if life == 1 { leaveTraces() } else { tellTraces() }

        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        if life == 1 { group.next().execute { while true { sleep(3600) } } }
        let watchdog = Watchdog(
            lanes: [], loops: group, limit: .seconds(1), logger: Logger(label: "hanging"),
            restart: { SelfRestart.now(because: $0) })
        try await watchdog.run()
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    /// What an execution would hand on if nobody saw to it: an open file, signals that are ignored or blocked.
    private static func leaveTraces() {
        dup2(open("/dev/null", O_RDONLY), 99)
        signal(SIGTERM, SIG_IGN)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private static func tellTraces() {
        say("file is \(fcntl(99, F_GETFD) < 0 ? "closed" : "open")")
        say("reason: \(SelfRestart.reason ?? "none")")
    }
}
