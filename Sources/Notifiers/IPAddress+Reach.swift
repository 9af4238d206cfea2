internal import Sockets

extension IPAddress {
    /// Where it leads, as the registries of special-purpose addresses have it (RFC 6890).
    enum Reach: String, Sendable {
        case global, loopback, unspecified, multicast, reserved
        case `private`
        case linkLocal = "link-local"
    }

    var reach: Reach {
        let octets = bytes
        if octets.count == 4 { return Self.reach(ofIPv4: octets) }
        // The IPv4 address behind NAT64 (RFC 6052 §2.1).
        let isTranslated = octets.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
        return isTranslated ? Self.reach(ofIPv4: Array(octets.suffix(4))) : Self.reach(ofIPv6: octets)
    }

    private static func reach(ofIPv4 octets: [UInt8]) -> Reach {
        switch (octets[0], octets[1], octets[2], octets[3]) {
        case (0, _, _, _): .unspecified
        case (127, _, _, _): .loopback
        case (169, 254, _, _): .linkLocal
        case (10, _, _, _), (172, 16...31, _, _), (192, 168, _, _): .private
        // Shared by a provider and its customers (RFC 6598).
        case (100, 64...127, _, _): .private
        // A cloud's own service, at an address that is otherwise global.
        case (168, 63, 129, 16): .reserved
        case (192, 0, 0, _), (192, 0, 2, _), (198, 18...19, _, _), (198, 51, 100, _), (203, 0, 113, _): .reserved
        case (224...239, _, _, _): .multicast
        case (240..., _, _, _): .reserved
        default: .global
        }
    }

    private static func reach(ofIPv6 octets: [UInt8]) -> Reach {
        if octets.dropLast().allSatisfy({ $0 == 0 }) {
            switch octets[15] {
            case 0: return .unspecified
            case 1: return .loopback
            default: return .reserved
            }
        }
        switch (octets[0], octets[1]) {
        case (0xFF, _): return .multicast
        case (0xFE, 0x80...0xBF): return .linkLocal
        case (0xFE, _), (0xFC...0xFD, _): return .private
        // Teredo and others of 2001::/23, documentation, 6to4: none is a host that takes notices.
        case (0x20, 0x01) where octets[2] < 2 || (octets[2] == 0x0D && octets[3] == 0xB8): return .reserved
        case (0x20, 0x02): return .reserved
        case (0x20...0x3F, _): return .global
        default: return .reserved
        }
    }
}
