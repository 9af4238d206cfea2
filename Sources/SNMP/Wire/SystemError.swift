import Glibc

/// A system call that failed.
package struct SystemError: Error, Sendable, Hashable {
    let number: Int32

    static var current: SystemError { SystemError(number: errno) }

    /// The kernel's queues are full; it may work a moment later.
    var meansNoRoom: Bool { [EAGAIN, ENOBUFS, ENOMEM].contains(number) }

    /// ICMP may have reported it for a datagram sent earlier.
    var mayBeOfAnotherDatagram: Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, EACCES, EPERM, EMSGSIZE, EPROTO, ENOPROTOOPT].contains(
            number)
    }
}

extension SystemError: CustomStringConvertible {
    /// The system's own words: `Network is unreachable`.
    package var description: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
            guard let start = text.baseAddress, strerror_r(number, start, text.count) == 0 else {
                return "error \(number)"
            }
            return String(cString: start)
        }
    }
}
