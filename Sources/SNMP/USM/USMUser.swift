/// A user of SNMPv3 as a device knows it (RFC 3414 §2.1): a name, and what protects its messages.
///
/// ```swift
/// USMUser("monitor")
/// USMUser("monitor", authentication: .init(.sha256, "passphrase"))
/// USMUser("monitor", authentication: .init(.sha256, "passphrase"), privacy: .init(.aes128, "another one"))
/// ```
public struct USMUser: Sendable, Hashable {
    /// A protocol that authenticates, with its secret.
    public struct Authentication: Sendable, Hashable {
        /// The protocol.
        public let name: AuthenticationProtocol
        /// Its secret, which never prints.
        public let secret: USMSecret

        /// That protocol with that secret.
        public init(_ name: AuthenticationProtocol, _ secret: USMSecret) {
            self.name = name
            self.secret = secret
        }
    }

    /// A protocol that encrypts, with its secret.
    public struct Privacy: Sendable, Hashable {
        /// The protocol.
        public let name: PrivacyProtocol
        /// Its secret, which never prints.
        public let secret: USMSecret

        /// That protocol with that secret.
        public init(_ name: PrivacyProtocol, _ secret: USMSecret) {
            self.name = name
            self.secret = secret
        }
    }

    /// What protects the messages. There is no privacy without authentication (RFC 3414 §1.3).
    public enum Protection: Sendable, Hashable {
        /// Nothing.
        case none
        /// Messages are authenticated.
        case authentication(Authentication)
        /// Messages are authenticated and encrypted.
        case privacy(Authentication, Privacy)
    }

    /// The name, of 1 to 32 bytes in UTF-8.
    public let name: String
    /// What protects its messages.
    public let protection: Protection

    /// A user whose messages nothing protects.
    public init(_ name: String) {
        self.name = name
        protection = .none
    }

    /// A user whose messages are authenticated.
    public init(_ name: String, authentication: Authentication) {
        self.name = name
        protection = .authentication(authentication)
    }

    /// A user whose messages are authenticated and encrypted.
    public init(_ name: String, authentication: Authentication, privacy: Privacy) {
        self.name = name
        protection = .privacy(authentication, privacy)
    }

    /// How well its messages are protected.
    public var level: SecurityLevel {
        switch protection {
        case .none: .noAuthNoPriv
        case .authentication: .authNoPriv
        case .privacy: .authPriv
        }
    }

    var authentication: Authentication? {
        switch protection {
        case .none: nil
        case .authentication(let authentication), .privacy(let authentication, _): authentication
        }
    }

    var privacy: Privacy? {
        guard case .privacy(_, let privacy) = protection else { return nil }
        return privacy
    }

    /// Whether its privacy key must be extended, in one of two ways that only the device knows.
    var needsKeyExtension: Bool {
        guard case .privacy(let authentication, let privacy) = protection else { return false }
        return privacy.name.needsExtension(of: authentication.name)
    }
}

extension USMUser: CustomStringConvertible {
    /// For example `monitor (SHA-256, AES-128)`; no secret.
    public var description: String {
        switch protection {
        case .none: "\(name) (noAuthNoPriv)"
        case .authentication(let authentication): "\(name) (\(authentication.name))"
        case .privacy(let authentication, let privacy): "\(name) (\(authentication.name), \(privacy.name))"
        }
    }
}
