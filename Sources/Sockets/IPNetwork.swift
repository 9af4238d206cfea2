/// The addresses that share their leading bits.
package struct IPNetwork: Sendable, Hashable {
    private let first: UInt128
    /// Of 128 bits, of which an IPv4 address has the last 32.
    private let prefix: Int

    /// Reads `10.0.0.0/8`, `fd00::/8`, or a single address. Bits behind the prefix may be set and count for nothing.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(withoutZone: parts[0]) else { return nil }
        let unwritten = parts[0].utf8.contains(UInt8(ascii: ":")) ? 0 : 96
        if parts.count == 2 {
            guard let length = Self.length(parts[1]), length <= 128 - unwritten else { return nil }
            prefix = unwritten + length
        } else {
            prefix = 128
        }
        first = address.mappedBits & ~(UInt128.max >> prefix)
    }

    private static func length(_ text: some StringProtocol) -> Int? {
        (1...3).contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
    }

    /// A network of IPv6 has no addresses of IPv4 in it, unless it is within `::ffff:0:0/96`.
    package func contains(_ address: IPAddress) -> Bool {
        (address.family == .v4) == (first >> 32 == 0xFFFF) && (address.mappedBits ^ first) >> (128 - prefix) == 0
    }
}

extension IPAddress {
    /// As a number; an IPv4 address as the IPv6 address that stands for it (RFC 4291 §2.5.5.2).
    fileprivate var mappedBits: UInt128 {
        family == .v4 ? 0xFFFF << 32 | UInt128(high >> 32) : UInt128(high) << 64 | UInt128(low)
    }
}
