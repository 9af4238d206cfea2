/// How messages of SNMPv3 are shown to be genuine: HMAC over one of these hash functions.
public enum AuthenticationProtocol: String, Sendable, Hashable, CaseIterable, Codable {
    /// HMAC-MD5-96 (RFC 3414 §6).
    case md5 = "MD5"
    /// HMAC-SHA-96 (RFC 3414 §7), called SHA by most devices.
    case sha1 = "SHA-1"
    /// HMAC-128-SHA-224 (RFC 7860).
    case sha224 = "SHA-224"
    /// HMAC-192-SHA-256 (RFC 7860).
    case sha256 = "SHA-256"
    /// HMAC-256-SHA-384 (RFC 7860).
    case sha384 = "SHA-384"
    /// HMAC-384-SHA-512 (RFC 7860).
    case sha512 = "SHA-512"

    /// The size of a key in bytes.
    var keyLength: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The bytes of an HMAC that are sent (RFC 3414 §6.3, §7.3; RFC 7860 §4).
    var macLength: Int {
        switch self {
        case .md5, .sha1: 12
        case .sha224: 16
        case .sha256: 24
        case .sha384: 32
        case .sha512: 48
        }
    }
}

extension AuthenticationProtocol: CustomStringConvertible {
    /// `SHA-256`.
    public var description: String { rawValue }
}
