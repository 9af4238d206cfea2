internal import Dispatch
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import SNMP

/// The users of SNMPv3 with their master keys in place of passphrases: each derived once, away from tasks' threads, or taken
/// from what was kept.
final class MasterKeyRing: Sendable {
    struct Entry: Sendable {
        /// Derives nothing.
        let user: USMUser
        /// `nil` for a user without authentication.
        let keys: MasterKeys?
    }

    private let known = NIOLockedValueBox<[SNMPv3Credentials: Entry]>([:])
    private let queue = DispatchQueue(label: "lapwing.keys")

    func entry(for credentials: SNMPv3Credentials) async throws(SNMPv3FieldError) -> Entry {
        if let entry = known.withLockedValue({ $0[credentials] }) { return entry }
        let user = try credentials.user()
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.derive(user, for: credentials)) }
        }
    }

    /// Takes the keys that were kept of these credentials, if they are as long as such keys are.
    func take(_ keys: LearnedAccess.Keys, for credentials: SNMPv3Credentials) {
        guard let user = try? credentials.user() else { return }
        let entry = Entry(user.with(keys))
        guard entry.keys?.authenticationKey == keys.authentication, entry.keys?.privacyKey == keys.privacy else {
            return
        }
        known.withLockedValue { $0[credentials] = $0[credentials] ?? entry }
    }

    /// On the queue, one after the other.
    private func derive(_ user: USMUser, for credentials: SNMPv3Credentials) -> Entry {
        if let entry = known.withLockedValue({ $0[credentials] }) { return entry }
        let keys = MasterKeys(user)
        let entry = Entry(
            user.with(LearnedAccess.Keys(authentication: keys.authenticationKey, privacy: keys.privacyKey)))
        known.withLockedValue { $0[credentials] = entry }
        return entry
    }
}

extension MasterKeyRing.Entry {
    fileprivate init(_ user: USMUser) {
        self.user = user
        keys = user.level == .noAuthNoPriv ? nil : MasterKeys(user)
    }
}

extension USMUser {
    fileprivate func with(_ keys: LearnedAccess.Keys) -> USMUser {
        let authenticationKey = USMSecret(masterKey: keys.authentication)
        switch protection {
        case .none: return self
        case .authentication(let own):
            return USMUser(name, authentication: .init(own.name, authenticationKey))
        case .privacy(let own, let privacy):
            return USMUser(
                name, authentication: .init(own.name, authenticationKey),
                privacy: .init(privacy.name, USMSecret(masterKey: keys.privacy)))
        }
    }
}
