internal import Synchronization

/// The digest that a camera gets right, for those that also offer one they get wrong: without this each visit would
/// cost them a failed login.
final class DigestWeaknesses: Sendable {
    /// Broken firmware is rare; an address that is not remembered only costs a failed login.
    static let limit = 4096

    private let strengths = Mutex<[String: Int]>([:])

    /// By `host:port`.
    subscript(endpoint: String) -> Int? {
        get { strengths.withLock { $0[endpoint] } }
        set {
            strengths.withLock { strengths in
                if strengths.count >= Self.limit { strengths.removeAll() }
                strengths[endpoint] = newValue
            }
        }
    }
}
