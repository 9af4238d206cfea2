/// An ICMP echo request or reply (RFC 792, RFC 4443 §4): 8 bytes of header and a payload that begins with our stamp.
struct EchoMessage: Equatable {
    enum Kind: Equatable { case request, reply }

    /// A header and 56 bytes, what devices and firewalls know from `ping`.
    static let size = 64
    static let headerSize = 8

    let kind: Kind
    let identifier: UInt16
    let sequence: UInt16
    /// `nil` where the payload is too short to hold one, as in the 8 bytes that some routers quote.
    let stamp: EchoStamp?
}

extension EchoMessage {
    /// Reads a message from its ICMP header on. `nil` where it is not an echo, too short, or an IPv4 message that
    /// does not fit its checksum; the IPv6 checksum covers addresses, which the kernel has verified.
    init?(_ bytes: Span<UInt8>, family: IPAddress.Family, isQuoted: Bool = false) {
        guard bytes.count >= Self.headerSize, bytes[1] == 0,
            let kind = Kind(type: bytes[0], family: family),
            isQuoted || family == .v6 || internetChecksum(bytes) == 0
        else { return nil }
        self.kind = kind
        identifier = UInt16(bytes[4]) << 8 | UInt16(bytes[5])
        sequence = UInt16(bytes[6]) << 8 | UInt16(bytes[7])
        stamp = EchoStamp(bytes, at: Self.headerSize)
    }

    /// Writes a message of `size` bytes.
    func write(to bytes: inout MutableSpan<UInt8>, family: IPAddress.Family) {
        bytes[0] = kind.type(of: family)
        bytes[1] = 0
        bytes.write(0, at: 2)
        bytes.write(identifier, at: 4)
        bytes.write(sequence, at: 6)
        for index in Self.headerSize..<Self.size { bytes[index] = UInt8(truncatingIfNeeded: index) }
        stamp?.write(to: &bytes, at: Self.headerSize)
        // The kernel computes that of ICMPv6, which covers the addresses.
        if family == .v4 { bytes.write(internetChecksum(bytes.span), at: 2) }
    }
}

extension EchoMessage.Kind {
    fileprivate init?(type: UInt8, family: IPAddress.Family) {
        switch (type, family) {
        case (8, .v4), (128, .v6): self = .request
        case (0, .v4), (129, .v6): self = .reply
        default: return nil
        }
    }

    fileprivate func type(of family: IPAddress.Family) -> UInt8 {
        switch (self, family) {
        case (.request, .v4): 8
        case (.request, .v6): 128
        case (.reply, .v4): 0
        case (.reply, .v6): 129
        }
    }
}

extension MutableSpan<UInt8> {
    fileprivate mutating func write(_ half: UInt16, at offset: Int) {
        self[offset] = UInt8(half >> 8)
        self[offset + 1] = UInt8(half & 0xff)
    }
}
