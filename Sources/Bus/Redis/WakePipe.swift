#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Ends another thread's wait in `poll`.
final class WakePipe: Sendable {
    let readEnd: CInt
    private let writeEnd: CInt

    init() throws(RedisError) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .broken(systemReason(errno)) }
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { makeNonBlocking(end) }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// A full pipe wakes as well.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    func clear() {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while read(readEnd, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }
}

/// No call on it waits, and no program that this one starts inherits it.
func makeNonBlocking(_ descriptor: CInt) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
}

func systemReason(_ code: CInt) -> String { String(cString: strerror(code)) }

extension Duration {
    /// Rounded up, for `poll`: at least 0 and at most a minute.
    var pollMilliseconds: CInt {
        let milliseconds = (self / .milliseconds(1)).rounded(.up)
        return CInt(max(0, min(milliseconds, 60_000)))
    }
}
