/// What a device is asked with: the version of the protocol, and by what the device knows us.
public enum Credentials: Sendable, Hashable {
    /// RFC 1157: no GETBULK, no 64-bit counters.
    case v1(Community)
    /// RFC 1901: the operations and types of RFC 3416, with a community.
    case v2c(Community)
    /// RFC 3414: a user. The context names a part of the device, such as one VLAN of a switch; it is empty as a rule.
    case v3(USMUser, context: String = "")

    /// The version of the protocol.
    public var version: SNMPVersion {
        switch self {
        case .v1: .v1
        case .v2c: .v2c
        case .v3: .v3
        }
    }

    /// The community; `nil` where a user takes its place.
    var community: Community? {
        switch self {
        case .v1(let community), .v2c(let community): community
        case .v3: nil
        }
    }

    /// The user; `nil` where a community takes its place.
    var user: USMUser? {
        guard case .v3(let user, _) = self else { return nil }
        return user
    }

    /// Empty for the whole of the device.
    var context: OctetString {
        guard case .v3(_, let context) = self else { return OctetString() }
        return OctetString(context.utf8)
    }
}
