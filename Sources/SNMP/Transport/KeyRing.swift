import Dispatch
import NIOConcurrencyHelpers

/// The keys of all users that a client has met. To derive them takes milliseconds, so it is done once for each user, and not on
/// a task's thread.
final class KeyRing: Sendable {
    private let known = NIOLockedValueBox<[USMUser: USMCredential]>([:])
    private let queue = DispatchQueue(label: "snmp.keys")

    func credential(of user: USMUser) async -> USMCredential {
        if let credential = known.withLockedValue({ $0[user] }) { return credential }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.derive(user)) }
        }
    }

    /// On the queue, one after the other.
    private func derive(_ user: USMUser) -> USMCredential {
        if let credential = known.withLockedValue({ $0[user] }) { return credential }
        let credential = USMCredential(user)
        known.withLockedValue { $0[user] = credential }
        return credential
    }
}
