#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An IPv6 address as it is written, without a zone.
struct IPv6Text {
    private let octets: [UInt8]

    init?(_ text: String) {
        var octets = [UInt8](repeating: 0, count: 16)
        // C would take a text with a zero byte for what comes before it.
        guard !text.utf8.contains(0), inet_pton(AF_INET6, text, &octets) == 1 else { return nil }
        self.octets = octets
    }

    /// RFC 5952.
    var canonical: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, octets, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Of `::ffff:192.0.2.1` (RFC 4291 §2.5.5.2).
    var mappedIPv4: [UInt8]? {
        octets.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] ? Array(octets.suffix(4)) : nil
    }

    var isUnspecified: Bool { octets.allSatisfy { $0 == 0 } }
    var isMulticast: Bool { octets[0] == 0xFF }
    /// `fe80::/10` (RFC 4291 §2.5.6).
    var isLinkLocal: Bool { octets[0] == 0xFE && octets[1] & 0xC0 == 0x80 }
}
