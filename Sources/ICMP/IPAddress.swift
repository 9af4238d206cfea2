internal import Glibc

/// An IPv4 or IPv6 address, the latter with the interface it is scoped to where it is link-local (RFC 4007).
public struct IPAddress: Hashable, Sendable {
    /// The version of the Internet Protocol an address belongs to.
    public enum Family: Sendable, CaseIterable {
        /// IPv4 (RFC 791).
        case v4
        /// IPv6 (RFC 8200).
        case v6
    }

    /// The version of the Internet Protocol it belongs to.
    public let family: Family
    /// The index of the interface that a link-local IPv6 address is meant on; 0 for none.
    public let scope: UInt32
    /// The first eight of its bytes; an IPv4 address has the upper four.
    let high: UInt64
    let low: UInt64

    init(family: Family, high: UInt64, low: UInt64, scope: UInt32) {
        self.family = family
        self.high = high
        self.low = low
        self.scope = scope
    }

    /// An address from its 4 or 16 bytes in network order; `nil` for any other number of them. An IPv4 address in IPv6's
    /// clothes (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address.
    public init?(bytes: some Collection<UInt8>, scope: UInt32 = 0) {
        switch bytes.count {
        case 4:
            self.init(family: .v4, high: Self.word(bytes) << 32, low: 0, scope: 0)
        case 16:
            let half = bytes.index(bytes.startIndex, offsetBy: 8)
            let (high, low) = (Self.word(bytes[..<half]), Self.word(bytes[half...]))
            if high == 0, low >> 32 == 0xffff {
                self.init(family: .v4, high: low << 32, low: 0, scope: 0)
            } else {
                self.init(family: .v6, high: high, low: low, scope: scope)
            }
        default:
            return nil
        }
    }

    private static func word(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The address' 4 or 16 bytes in network order.
    public var bytes: [UInt8] {
        switch family {
        case .v4: (0..<4).map { byte($0) }
        case .v6: (0..<16).map { byte($0) }
        }
    }

    private func byte(_ index: Int) -> UInt8 {
        let word = index < 8 ? high : low
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index % 8)))
    }
}

extension IPAddress {
    /// Whether packets to it reach many hosts, or none in particular: multicast, `255.255.255.255`, `0.0.0.0`, `::`.
    public var isSingleHost: Bool {
        switch family {
        case .v4:
            let first = byte(0)
            return !(224...239).contains(first) && high >> 32 != UInt64(UInt32.max) && high != 0
        case .v6:
            return byte(0) != 0xff && (high, low) != (0, 0)
        }
    }
}

extension IPAddress {
    /// Whether it is an IPv6 address that means something on one link alone (`fe80::/10`).
    public var isLinkLocal: Bool { family == .v6 && high >> 54 == 0x3fa }
}

extension IPAddress: LosslessStringConvertible {
    /// Reads `192.0.2.1`, `2001:db8::1`, or `fe80::1%eth0` with an interface of this host by name or number. It asks
    /// no name server.
    public init?(_ description: String) {
        let parts = description.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        let text = String(parts[0])
        guard !text.utf8.contains(0) else { return nil }
        if parts.count == 1, let bytes = Self.parse(text, AF_INET, count: 4) {
            self.init(bytes: bytes)
        } else if let bytes = Self.parse(text, AF_INET6, count: 16) {
            guard let scope = parts.count == 1 ? 0 : Self.interface(parts[1]) else { return nil }
            self.init(bytes: bytes, scope: scope)
        } else {
            return nil
        }
    }

    private static func parse(_ text: String, _ family: CInt, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    private static func interface(_ name: Substring) -> UInt32? {
        guard !name.utf8.contains(0) else { return nil }
        if let number = UInt32(name) { return number == 0 ? nil : number }
        let index = if_nametoindex(String(name))
        return index == 0 ? nil : index
    }

    /// The usual text of the address, IPv6 in its shortest form (RFC 5952), with `%` and the interface's number where
    /// it has a scope.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = family == .v4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "an unprintable address" }
        let address = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return scope == 0 ? address : "\(address)%\(scope)"
    }
}

extension IPAddress {
    /// Whether it is of this host alone: `127.0.0.0/8` or `::1`.
    var isLoopback: Bool {
        switch family {
        case .v4: high >> 56 == 127
        case .v6: high == 0 && low == 1
        }
    }

    /// The network of so many leading bits that it is in, as its first address.
    func network(bits: Int) -> IPAddress {
        func mask(_ word: UInt64, _ bits: Int) -> UInt64 {
            bits >= 64 ? word : bits <= 0 ? 0 : word & ~(UInt64.max >> UInt64(bits))
        }
        return IPAddress(family: family, high: mask(high, bits), low: mask(low, bits - 64), scope: scope)
    }
}
