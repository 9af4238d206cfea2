/// The addresses that share their leading bits.
package struct IPNetwork: Sendable, Hashable {
    private let first: IPAddress
    /// Of the 128 bits of an `IPAddress`.
    private let prefix: Int

    /// Reads `10.0.0.0/8`, `fd00::/8`, or a single address. Bits behind the prefix may be set and count for nothing.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let unwritten = parts[0].contains(":") ? 0 : 96
        if parts.count == 2 {
            guard let length = Self.length(parts[1]), length <= 128 - unwritten else { return nil }
            prefix = unwritten + length
        } else {
            prefix = 128
        }
        first = IPAddress(bits: address.bits & ~(UInt128.max >> prefix))
    }

    private static func length(_ text: some StringProtocol) -> Int? {
        (1...3).contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
    }

    /// A network of IPv6 has no addresses of IPv4 in it, unless it is within `::ffff:0:0/96`.
    package func contains(_ address: IPAddress) -> Bool {
        address.isIPv4 == first.isIPv4 && (address.bits ^ first.bits) >> (128 - prefix) == 0
    }
}
