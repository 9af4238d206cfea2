import Glibc
import Synchronization

/// The thread that owns the sockets and the table of requests, for all devices of a client.
///
/// A thread of its own, rather than an event loop's channel, because ICMP errors of a socket that is not connected have to be
/// read from its error queue, or the socket stays readable for ever.
final class RequestLoop: Sendable {
    private let mailbox = Mutex(Mailbox())
    private let bell: Bell

    private struct Mailbox {
        var commands: [Command] = []
        var isStopped = false
    }

    enum Command {
        case send(Exchange)
        case cancel(Exchange)
        case report(CheckedContinuation<SNMPStatistics, Never>)
    }

    init() throws(SystemError) {
        bell = try Bell()
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let loop = Unmanaged<RequestLoop>.fromOpaque(context).takeRetainedValue()
                var state = LoopState(bell: loop.bell)
                state.run(loop)
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            throw SystemError(number: result)
        }
        pthread_detach(thread)
    }

    /// Hands a command to the thread; `false` if it has stopped.
    func post(_ command: Command) -> Bool {
        let (accepted, isFirst) = mailbox.withLock { mailbox in
            guard !mailbox.isStopped else { return (false, false) }
            mailbox.commands.append(command)
            return (true, mailbox.commands.count == 1)
        }
        if isFirst { bell.ring() }
        return accepted
    }

    /// Ends the thread; all who wait get ``SNMPError/Code/closed``.
    func stop() {
        mailbox.withLock { $0.isStopped = true }
        bell.ring()
    }

    /// For the thread: what was posted since the last time, and whether to go on.
    func collect() -> (commands: [Command], isStopped: Bool) {
        mailbox.withLock { mailbox in
            defer { mailbox.commands.removeAll() }
            return (mailbox.commands, mailbox.isStopped)
        }
    }
}
