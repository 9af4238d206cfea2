import Glibc

/// A system call that failed.
struct SystemError: Error, Sendable, Hashable {
    let number: Int32

    static var current: SystemError { SystemError(number: errno) }
}

extension SystemError: CustomStringConvertible {
    /// The system's own words: `Network is unreachable`.
    var description: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
            guard let start = text.baseAddress, strerror_r(number, start, text.count) == 0 else {
                return "error \(number)"
            }
            return String(cString: start)
        }
    }
}
