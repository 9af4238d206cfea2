#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Ends another thread's wait in `poll`.
package final class WakePipe: Sendable {
    /// Readable once it was woken.
    package let readEnd: CInt
    private let writeEnd: CInt

    package init() throws(SystemError) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .current }
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { makeNonBlocking(end) }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// A full pipe wakes as well.
    package func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Not readable until it is woken again.
    package func clear() {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while read(readEnd, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }
}

/// No call on it waits, and no program that this one starts inherits it.
package func makeNonBlocking(_ descriptor: CInt) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
}

extension Duration {
    /// Rounded up, for `poll`: at least 0 and at most a minute.
    package var pollMilliseconds: CInt {
        let milliseconds = (self / .milliseconds(1)).rounded(.up)
        return CInt(max(0, min(milliseconds, 60_000)))
    }
}
