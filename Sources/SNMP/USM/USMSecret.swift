/// A passphrase of a user, or the key that was once derived from it. It prints as `•••`.
public struct USMSecret: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case passphrase([UInt8])
        case masterKey([UInt8])
    }

    let kind: Kind

    /// The passphrase as an operator types it, taken as UTF-8. Fewer than 8 characters are against RFC 3414 §11.2, but some
    /// devices take them.
    public init(_ passphrase: String) {
        kind = .passphrase([UInt8](passphrase.utf8))
    }

    /// A key that ``MasterKeys`` derived: as long as the digest of the user's ``AuthenticationProtocol``. One of another
    /// length authenticates nothing.
    public init(masterKey: [UInt8]) {
        kind = .masterKey(masterKey)
    }

    /// Whether it is a passphrase of fewer than 8 characters, which most devices refuse.
    var isShort: Bool {
        guard case .passphrase(let bytes) = kind else { return false }
        return bytes.count < 8
    }
}

extension USMSecret: ExpressibleByStringLiteral {
    /// The passphrase as written in code.
    public init(stringLiteral passphrase: String) {
        self.init(passphrase)
    }
}

extension USMSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three dots, never the secret.
    public var description: String { "•••" }
    /// Three dots, never the secret.
    public var debugDescription: String { "•••" }
    /// Nothing: `dump` must not show it either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
