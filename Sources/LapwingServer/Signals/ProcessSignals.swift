internal import Foundation
internal import NIOConcurrencyHelpers

/// Signals to this process that would end it.
package enum ProcessSignals {
    /// Hears of a signal on a thread that may take its time.
    package typealias Listener = @Sendable (_ number: Int32) -> Void

    private static let listeners = NIOLockedValueBox<[Int32: Listener]>([:])
    /// Whether there is a pipe; made once.
    private static let isOpen = openPipe()

    /// From when this returns, `listener` hears of each of these signals, also of one that comes at once: unlike a dispatch
    /// source, which takes its time to begin, a handler is in force as soon as it is set.
    package static func take(_ numbers: [Int32], _ listener: @escaping Listener) {
        // Without one they do what they would: a process that may open no file gets no further anyway.
        guard isOpen else { return }
        listeners.withLockedValue { listeners in
            for number in numbers { listeners[number] = listener }
        }
        // A function of C's library, which restarts what was interrupted (signal(2)).
        for number in numbers { signal(number, noteSignal) }
    }

    /// They come to nothing from now on, also in a program that this process goes on as.
    package static func ignore(_ numbers: [Int32]) {
        for number in numbers { signal(number, SIG_IGN) }
    }

    private static func openPipe() -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // What sets off the handler may not wait in it.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        writeEnd = ends[1]
        let thread = Thread { [readEnd = ends[0]] in listen(on: readEnd) }
        thread.name = "signals"
        thread.start()
        return true
    }

    private static func listen(on readEnd: Int32) {
        var number: UInt8 = 0
        while true {
            let count = read(readEnd, &number, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return }
            listeners.withLockedValue { $0[Int32(number)] }?(Int32(number))
        }
    }
}

/// Written once, before the first handler is set.
nonisolated(unsafe) private var writeEnd: Int32 = -1

/// All that a handler may do (signal-safety(7)): pass the number on.
private func noteSignal(_ number: Int32) {
    let kept = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(writeEnd, &byte, 1)
    errno = kept
}
