#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A system call that failed.
package struct SystemError: Error, Sendable, Hashable {
    /// The system's number for it.
    package let number: CInt

    package init(number: CInt) { self.number = number }

    /// Why the last call of this thread failed.
    package static var current: SystemError { SystemError(number: errno) }
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
