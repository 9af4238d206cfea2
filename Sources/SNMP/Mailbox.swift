import Synchronization

/// What callers have for the thread that owns the sockets, and the bell that wakes it.
final class Mailbox: Sendable {
    enum Command {
        case send(Exchange)
        case cancel(Exchange)
        case report(CheckedContinuation<SNMPStatistics, Never>)
    }

    private struct Contents {
        var commands: [Command] = []
        var isStopped = false
    }

    let bell: Bell
    private let contents = Mutex(Contents())

    init() throws(SystemError) {
        bell = try Bell()
    }

    /// `false` if nobody collects any more.
    func post(_ command: Command) -> Bool {
        let (accepted, isFirst) = contents.withLock { contents in
            guard !contents.isStopped else { return (false, false) }
            contents.commands.append(command)
            return (true, contents.commands.count == 1)
        }
        if isFirst { bell.ring() }
        return accepted
    }

    /// The last word.
    func stop() {
        contents.withLock { $0.isStopped = true }
        bell.ring()
    }

    /// What was posted since the last time, and whether to go on.
    func collect() -> (commands: [Command], isStopped: Bool) {
        contents.withLock { contents in
            defer { contents.commands.removeAll() }
            return (contents.commands, contents.isStopped)
        }
    }
}
