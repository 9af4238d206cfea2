internal import NIOConcurrencyHelpers

/// Bounds the memory of all bodies that are arriving or being read.
package final class BodyBudget: Sendable {
    private let limit: Int
    private let used = NIOLockedValueBox(0)

    /// - Parameter limit: bytes.
    package init(limit: Int) { self.limit = limit }

    package var bytes: Int { used.withLockedValue { $0 } }

    /// - Returns: whether there was room.
    package func take(_ bytes: Int) -> Bool {
        used.withLockedValue { used in
            guard used + bytes <= limit else { return false }
            used += bytes
            return true
        }
    }

    package func giveBack(_ bytes: Int) { used.withLockedValue { $0 -= bytes } }
}
