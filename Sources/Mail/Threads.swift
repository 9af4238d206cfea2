internal import CCurl
internal import Foundation

/// Runs `body` on a new thread that ends with it. SIGPIPE is blocked there: a connection that breaks is an error of the
/// transfer, not of the process.
func startThread(named name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        body()
    }
    thread.name = name
    thread.start()
}
