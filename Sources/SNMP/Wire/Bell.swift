import Glibc

/// A pipe by which other threads wake one that polls.
package final class Bell: Sendable {
    /// Readable once it was rung.
    package let descriptor: Int32
    private let far: Int32

    package init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .current }
        descriptor = ends[0]
        far = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(descriptor)
        close(far)
    }

    /// A pipe that is full already has rung.
    package func ring() {
        var byte: UInt8 = 1
        _ = write(far, &byte, 1)
    }

    /// Silent until it is rung again.
    package func silence() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { memory in
            while read(descriptor, memory.baseAddress, memory.count) == memory.count {}
        }
    }
}
