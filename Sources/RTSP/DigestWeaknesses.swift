internal import Synchronization

/// The digest to begin with at cameras that refused a stronger one, where that may have been their own fault: a visit has
/// one login, so the next one that may offer the credentials tries the weaker digest.
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
