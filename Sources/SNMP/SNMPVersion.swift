/// The versions of the protocol spoken here.
public enum SNMPVersion: String, Sendable, Hashable, CaseIterable {
    /// RFC 1157: no GETBULK, no 64-bit counters.
    case v1 = "1"
    /// RFC 1901: the operations and types of RFC 3416, with a community.
    case v2c = "2c"
    /// RFC 3410: the same operations, for users whose messages can be authenticated and encrypted.
    case v3 = "3"

    /// The number in the message.
    var number: Int64 {
        switch self {
        case .v1: 0
        case .v2c: 1
        case .v3: 3
        }
    }

    init(number: Int64) throws(BERFault) {
        switch number {
        case 0: self = .v1
        case 1: self = .v2c
        case 3: self = .v3
        default: throw .unknownVersion(number)
        }
    }
}
