/// How messages of SNMPv3 are encrypted.
public enum PrivacyProtocol: String, Sendable, Hashable, CaseIterable, Codable {
    /// CBC-DES (RFC 3414 §8): broken, but all that some devices have.
    case des = "DES"
    /// CFB128-AES-128 (RFC 3826).
    case aes128 = "AES-128"
    /// AES with 192 bits (draft-blumenthal-aes-usm). No standard says how a short key is extended: ``KeyExtension``.
    case aes192 = "AES-192"
    /// AES with 256 bits, as ``aes192``.
    case aes256 = "AES-256"

    /// The size in bytes of what is taken from the localized key: the cipher's key, and for DES the pre-IV too.
    var keyLength: Int {
        switch self {
        case .des, .aes128: 16
        case .aes192: 24
        case .aes256: 32
        }
    }

    /// Whether a key made by that hash function is too short, so that the key must be extended.
    func needsExtension(of authentication: AuthenticationProtocol) -> Bool {
        authentication.keyLength < keyLength
    }
}

extension PrivacyProtocol: CustomStringConvertible {
    /// `AES-128`.
    public var description: String { rawValue }
}

/// How a localized key that is too short for AES-192 or AES-256 is made longer. Both ways are in use and no message says
/// which; a device that took one is remembered with it.
public enum KeyExtension: String, Sendable, Hashable, CaseIterable, Codable {
    /// Digests of what there is are appended (draft-blumenthal-aes-usm-04 §3.1.2.1). Net-SNMP does so.
    case blumenthal
    /// The key is taken for a passphrase, from which another one is derived and appended (draft-reeder-snmpv3-usm-3desede
    /// §2.1). Cisco and many others do so.
    case reeder

    var other: KeyExtension { self == .blumenthal ? .reeder : .blumenthal }
}
