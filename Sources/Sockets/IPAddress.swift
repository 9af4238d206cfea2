#if canImport(Glibc)
    package import Glibc
#else
    package import Darwin
#endif

/// An IPv4 or IPv6 address, the latter with the interface it is scoped to if it is link-local (RFC 4007).
public struct IPAddress: Sendable {
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
    @usableFromInline package let high: UInt64
    /// The last eight of its bytes.
    @usableFromInline package let low: UInt64

    @inlinable
    package init(family: Family, high: UInt64, low: UInt64, scope: UInt32) {
        self.family = family
        self.high = high
        self.low = low
        self.scope = scope
    }

    /// An IPv4 address by its number.
    @inlinable
    package init(ipv4 number: UInt32) { self.init(family: .v4, high: UInt64(number) << 32, low: 0, scope: 0) }

    /// Of sixteen bytes. An IPv4-mapped address (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address.
    @inlinable
    package init(high: UInt64, low: UInt64, scope: UInt32 = 0) {
        if high == 0, low >> 32 == 0xffff {
            self.init(family: .v4, high: low << 32, low: 0, scope: 0)
        } else {
            self.init(family: .v6, high: high, low: low, scope: scope)
        }
    }

    /// An address from its 4 or 16 bytes in network order; `nil` for any other number of them. An IPv4-mapped address
    /// (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address.
    public init?(bytes: some Collection<UInt8>, scope: UInt32 = 0) {
        switch bytes.count {
        case 4: self.init(ipv4: UInt32(Self.word(bytes)))
        case 16:
            let half = bytes.index(bytes.startIndex, offsetBy: 8)
            self.init(high: Self.word(bytes[..<half]), low: Self.word(bytes[half...]), scope: scope)
        default: return nil
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

extension IPAddress: Hashable {
    /// Whether both are the same address on the same interface.
    @inlinable
    public static func == (left: IPAddress, right: IPAddress) -> Bool {
        left.high == right.high && left.low == right.low && left.family == right.family && left.scope == right.scope
    }

    /// Feeds what makes it differ from others.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low)
        hasher.combine(scope)
    }
}

extension IPAddress {
    /// Whether packets to it reach one host, unlike those to many hosts or to none in particular: multicast,
    /// `255.255.255.255`, `0.0.0.0`, `::`.
    public var isSingleHost: Bool {
        switch family {
        case .v4: !isMulticast && high >> 32 != UInt64(UInt32.max) && high != 0
        case .v6: !isMulticast && !isUnspecified
        }
    }

    /// Whether it is an IPv6 address that means something on one link alone (`fe80::/10`).
    public var isLinkLocal: Bool { family == .v6 && high >> 54 == 0x3fa }

    /// Whether it is of this host alone: `127.0.0.0/8` or `::1`.
    package var isLoopback: Bool {
        switch family {
        case .v4: high >> 56 == 127
        case .v6: high == 0 && low == 1
        }
    }

    /// `0.0.0.0` or `::`.
    package var isUnspecified: Bool { (high, low) == (0, 0) }

    /// `224.0.0.0/4` or `ff00::/8`.
    package var isMulticast: Bool { family == .v4 ? high >> 60 == 0xe : high >> 56 == 0xff }

    /// The network of so many leading bits that it is in, as its first address.
    package func network(bits: Int) -> IPAddress {
        func mask(_ word: UInt64, _ bits: Int) -> UInt64 {
            bits >= 64 ? word : bits <= 0 ? 0 : word & ~(UInt64.max >> UInt64(bits))
        }
        return IPAddress(family: family, high: mask(high, bits), low: mask(low, bits - 64), scope: scope)
    }
}

extension IPAddress: LosslessStringConvertible {
    /// Reads `192.0.2.1`, `2001:db8::1`, or `fe80::1%eth0` with an interface of this host by name or number. It asks
    /// no name server.
    public init?(_ description: String) {
        guard let percent = description.utf8.firstIndex(of: UInt8(ascii: "%")) else {
            self.init(withoutZone: description)
            return
        }
        let zone = description[description.utf8.index(after: percent)...]
        guard let words = Self.parseIPv6(String(description[..<percent])), let scope = Self.interface(zone) else {
            return nil
        }
        self.init(high: words.high, low: words.low, scope: scope)
    }

    /// Reads `192.0.2.1` or `2001:db8::1`, and nothing with a zone: what others send must not name our interfaces.
    package init?(withoutZone text: some StringProtocol) {
        let text = String(text)
        if let number = Self.parseIPv4(text) {
            self.init(ipv4: number)
        } else if let words = Self.parseIPv6(text) {
            self.init(high: words.high, low: words.low)
        } else {
            return nil
        }
    }

    private static func parseIPv4(_ text: String) -> UInt32? {
        var number: UInt32 = 0
        // C would take a text with a zero byte for what comes before it.
        guard !text.utf8.contains(0), inet_pton(AF_INET, text, &number) == 1 else { return nil }
        return UInt32(bigEndian: number)
    }

    private static func parseIPv6(_ text: String) -> (high: UInt64, low: UInt64)? {
        var words: (UInt64, UInt64) = (0, 0)
        guard !text.utf8.contains(0), inet_pton(AF_INET6, text, &words) == 1 else { return nil }
        return (UInt64(bigEndian: words.0), UInt64(bigEndian: words.1))
    }

    private static func interface(_ name: Substring) -> UInt32? {
        guard !name.utf8.contains(0) else { return nil }
        if let number = UInt32(name) { return number == 0 ? nil : number }
        let index = if_nametoindex(String(name))
        return index == 0 ? nil : index
    }

    /// The usual text of the address, IPv6 in its shortest form (RFC 5952), with `%` and the interface's number if it
    /// has a scope.
    public var description: String {
        let address = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            var words = (high.bigEndian, low.bigEndian)
            let family = family == .v4 ? AF_INET : AF_INET6
            guard let start = text.baseAddress, inet_ntop(family, &words, start, socklen_t(text.count)) != nil else {
                return "an unprintable address"
            }
            return String(cString: start)
        }
        return scope == 0 ? address : "\(address)%\(scope)"
    }
}

// MARK: Socket addresses

extension IPAddress {
    /// What the system wrote; `nil` for neither IPv4 nor IPv6.
    package init?(_ name: UnsafePointer<sockaddr>) {
        switch CInt(name.pointee.sa_family) {
        case AF_INET:
            let address = UnsafeRawPointer(name).loadUnaligned(as: sockaddr_in.self).sin_addr
            self.init(ipv4: UInt32(bigEndian: address.s_addr))
        case AF_INET6:
            let socket = UnsafeRawPointer(name).loadUnaligned(as: sockaddr_in6.self)
            let words = withUnsafeBytes(of: socket.sin6_addr) { $0.loadUnaligned(as: (UInt64, UInt64).self) }
            self.init(
                high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1), scope: socket.sin6_scope_id)
        default: return nil
        }
    }

    /// The address with a port for a system call; valid during the call of `body` only.
    package func withSocketAddress<Result>(
        port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        switch family {
        case .v4: Self.with(sockaddr_in(self, port: port), body)
        case .v6: Self.with(sockaddr_in6(self, port: port), body)
        }
    }

    private static func with<Name, Result>(
        _ name: Name, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Name>.size)) }
        }
    }
}

extension sockaddr_in {
    fileprivate init(_ address: IPAddress, port: UInt16) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = port.bigEndian
        sin_addr.s_addr = UInt32(address.high >> 32).bigEndian
    }
}

extension sockaddr_in6 {
    fileprivate init(_ address: IPAddress, port: UInt16) {
        self.init()
        sin6_family = sa_family_t(AF_INET6)
        sin6_port = port.bigEndian
        sin6_scope_id = address.scope
        withUnsafeMutableBytes(of: &sin6_addr) { bytes in
            bytes.storeBytes(of: address.high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: address.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
    }
}
