package import NIOCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An IPv4 or IPv6 address. An IPv4 address is kept as the IPv6 address that stands for it (`::ffff:a.b.c.d`,
/// RFC 4291 §2.5.5.2), so that both spellings are one address.
package struct IPAddress: Sendable, Hashable {
    package let bits: UInt128

    package init(bits: UInt128) { self.bits = bits }

    package init(ipv4 bits: UInt32) { self.bits = 0xFFFF << 32 | UInt128(bits) }

    /// Reads `192.0.2.1` or `2001:db8::1`; neither a zone nor brackets nor a port.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        guard !text.utf8.contains(0) else { return nil }
        var octets = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &octets) == 1 {
            self.init(ipv4: UInt32(Self.number(octets.prefix(4))))
        } else if inet_pton(AF_INET6, text, &octets) == 1 {
            self.init(bits: Self.number(octets[...]))
        } else {
            return nil
        }
    }

    /// `nil` for a local socket.
    package init?(_ socketAddress: SocketAddress) {
        switch socketAddress {
        // It begins at byte 4 of a `sockaddr_in`, at byte 8 of a `sockaddr_in6`.
        case .v4(let address): self.init(ipv4: UInt32(withUnsafeBytes(of: address.address) { Self.number($0[4..<8]) }))
        case .v6(let address): self.init(bits: withUnsafeBytes(of: address.address) { Self.number($0[8..<24]) })
        case .unixDomainSocket: return nil
        }
    }

    private static func number(_ octets: some Sequence<UInt8>) -> UInt128 {
        octets.reduce(0) { $0 << 8 | UInt128($1) }
    }

    package var isIPv4: Bool { bits >> 32 == 0xFFFF }

    package var isLoopback: Bool { isIPv4 ? UInt32(truncatingIfNeeded: bits) >> 24 == 127 : bits == 1 }
}

extension IPAddress: CustomStringConvertible {
    /// Four decimal numbers, or IPv6 in the form of RFC 5952.
    package var description: String {
        let octets = (0..<16).map { UInt8(truncatingIfNeeded: bits >> (120 - 8 * $0)) }
        if isIPv4 { return octets.suffix(4).map(String.init).joined(separator: ".") }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, octets, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
