/// What a device is asked with: the version of the protocol, and by what the device knows us.
public enum Credentials: Sendable, Hashable {
    /// RFC 1157: no GETBULK, no 64-bit counters.
    case v1(Community)
    /// RFC 1901: the operations and types of RFC 3416, with a community.
    case v2c(Community)

    /// The version of the protocol.
    public var version: SNMPVersion {
        switch self {
        case .v1: .v1
        case .v2c: .v2c
        }
    }

    /// The community; `nil` where a user takes its place.
    var community: Community? {
        switch self {
        case .v1(let community), .v2c(let community): community
        }
    }
}
