/// How well a message of SNMPv3 is protected (RFC 3411 §3.4.3).
public enum SecurityLevel: UInt8, Sendable, Hashable, Comparable {
    /// Not at all.
    case noAuthNoPriv = 0
    /// Shown to be genuine, but readable by all.
    case authNoPriv = 1
    /// Genuine and encrypted.
    case authPriv = 3

    /// By strength.
    public static func < (left: SecurityLevel, right: SecurityLevel) -> Bool { left.rawValue < right.rawValue }
}

extension SecurityLevel: CustomStringConvertible {
    /// The name in the RFC: `authPriv`.
    public var description: String {
        switch self {
        case .noAuthNoPriv: "noAuthNoPriv"
        case .authNoPriv: "authNoPriv"
        case .authPriv: "authPriv"
        }
    }
}
