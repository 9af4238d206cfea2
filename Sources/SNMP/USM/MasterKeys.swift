/// The keys of a user before they are made to fit one device (Ku in RFC 3414 §2.6).
///
/// To derive them from passphrases takes a hash of a mebibyte for each, about a millisecond: do it once for each credential
/// and away from threads that must not wait. A user made with ``USMSecret/init(masterKey:)`` derives nothing.
public struct MasterKeys: Sendable, Hashable {
    let authentication: AuthenticationProtocol?
    let privacy: PrivacyProtocol?
    /// As long as the digest of ``authentication``; empty for a user without it.
    public let authenticationKey: [UInt8]
    /// As long as the digest of ``authentication``; empty for a user without privacy.
    public let privacyKey: [UInt8]

    /// The keys of that user.
    public init(_ user: USMUser) {
        authentication = user.authentication?.name
        privacy = user.privacy?.name
        guard let own = user.authentication else {
            authenticationKey = []
            privacyKey = []
            return
        }
        authenticationKey = Self.key(own.secret, own.name)
        switch user.privacy {
        case nil: privacyKey = []
        case let privacy? where privacy.secret == own.secret: privacyKey = authenticationKey
        case let privacy?: privacyKey = Self.key(privacy.secret, own.name)
        }
    }

    private static func key(_ secret: USMSecret, _ hash: AuthenticationProtocol) -> [UInt8] {
        switch secret.kind {
        case .masterKey(let key): key.count == hash.keyLength ? key : [UInt8](repeating: 0, count: hash.keyLength)
        case .passphrase(let passphrase): hash.masterKey(of: passphrase)
        }
    }

    /// The keys for the device with that identifier; `nil` for a user without authentication.
    package func localized(to engine: EngineID, extension way: KeyExtension = .blumenthal) -> LocalizedKeys? {
        guard let authentication else { return nil }
        return engine.octets.withBytes { engine in
            LocalizedKeys(
                authentication, authentication.localize(authenticationKey, to: engine),
                privacy.map { ($0, localizedPrivacyKey($0, authentication, engine, way)) })
        }
    }

    private func localizedPrivacyKey(
        _ privacy: PrivacyProtocol, _ hash: AuthenticationProtocol, _ engine: UnsafeRawBufferPointer,
        _ way: KeyExtension
    ) -> [UInt8] {
        var key = hash.localize(privacyKey, to: engine)
        while key.count < privacy.keyLength {
            switch way {
            case .blumenthal: key += hash.digest(of: key)
            case .reeder: key += hash.localize(hash.masterKey(of: Array(key.suffix(hash.keyLength))), to: engine)
            }
        }
        return Array(key.prefix(privacy.keyLength))
    }
}

extension MasterKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three dots, never a key.
    public var description: String { "•••" }
    /// Three dots, never a key.
    public var debugDescription: String { "•••" }
    /// Nothing: `dump` must not show them either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
