import NIOConcurrencyHelpers
internal import Sockets

/// What callers have for the thread that owns the sockets, and the pipe that wakes it.
final class Mailbox: Sendable {
    enum Command: Sendable {
        case begin(any RequestDriver)
        case resume(any RequestDriver)
        case cancel(any RequestDriver)
        /// Something to look up or change on the thread.
        case run(@Sendable (Transport) -> Void)
    }

    private struct Contents {
        var commands: [Command] = []
        var isStopped = false
    }

    let waker: WakePipe
    private let contents = NIOLockedValueBox(Contents())

    init() throws(SystemError) {
        waker = try WakePipe()
    }

    /// `false` if nobody collects any more.
    func post(_ command: Command) -> Bool {
        let (accepted, isFirst) = contents.withLockedValue { contents in
            guard !contents.isStopped else { return (false, false) }
            contents.commands.append(command)
            return (true, contents.commands.count == 1)
        }
        if isFirst { waker.wake() }
        return accepted
    }

    /// The last word.
    func stop() {
        contents.withLockedValue { $0.isStopped = true }
        waker.wake()
    }

    /// What was posted since the last time, and whether that was all.
    func collect() -> (commands: [Command], isStopped: Bool) {
        contents.withLockedValue { contents in
            defer { contents.commands.removeAll() }
            return (contents.commands, contents.isStopped)
        }
    }
}
