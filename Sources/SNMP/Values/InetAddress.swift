import Glibc

/// An address as MIBs have it: the bytes of `InetAddress` (RFC 4001), of `IpAddress`, or a host's name.
public struct InetAddress: Sendable, Hashable {
    /// The kinds of addresses, with the numbers of `InetAddressType` (RFC 4001 §3).
    public enum Kind: Int, Sendable, Hashable {
        /// Four bytes.
        case ipv4 = 1
        /// Sixteen bytes.
        case ipv6 = 2
        /// Four bytes and a zone of four.
        case ipv4z = 3
        /// Sixteen bytes and a zone of four, as link-local addresses need.
        case ipv6z = 4
        /// A name in ASCII.
        case dns = 16
    }

    /// What it is.
    public let kind: Kind
    /// Its bytes, the zone's included.
    public let bytes: [UInt8]

    /// Reads the bytes of an address, whose kind follows from their number. `nil` if they are none.
    ///
    /// - Parameter kind: what the agent says it is, in the object of type `InetAddressType` beside it. Where the two do not
    ///   fit, the bytes decide.
    public init?(_ string: OctetString, kind: Kind? = nil) {
        let bytes = string.bytes
        let bySize: Kind? = [4: .ipv4, 16: .ipv6, 8: .ipv4z, 20: .ipv6z][bytes.count]
        let found = kind == .dns ? .dns : bySize ?? .dns
        if found == .dns {
            guard !bytes.isEmpty, bytes.count <= 255, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                return nil
            }
        }
        self.kind = found
        self.bytes = bytes
    }
}

extension InetAddress: CustomStringConvertible {
    /// `10.0.0.7`, `2001:db8::1`, `fe80::1%2`, or the name.
    public var description: String {
        switch kind {
        case .ipv4, .ipv4z: bytes.prefix(4).map(String.init).joined(separator: ".") + zone(behind: 4)
        case .ipv6, .ipv6z: Self.ipv6(bytes.prefix(16)) + zone(behind: 16)
        case .dns: String(decoding: bytes, as: UTF8.self)
        }
    }

    private func zone(behind count: Int) -> String {
        let zone = bytes.dropFirst(count)
        return zone.isEmpty ? "" : "%\(zone.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })"
    }

    private static func ipv6(_ bytes: ArraySlice<UInt8>) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isWritten = bytes.withUnsafeBytes { source in
            source.count == 16 && inet_ntop(AF_INET6, source.baseAddress, &text, socklen_t(text.count)) != nil
        }
        let characters = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return isWritten ? String(decoding: characters, as: UTF8.self) : OctetString(bytes).hex
    }
}

extension SNMPValue {
    /// The address in an `IpAddress` or an `InetAddress`.
    public var address: InetAddress? {
        switch self {
        case .ipAddress(let string): string.count == 4 || string.count == 16 ? InetAddress(string) : nil
        case .octetString(let string): InetAddress(string)
        default: nil
        }
    }
}
