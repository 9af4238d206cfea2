/// An ICMP echo request or reply (RFC 792, RFC 4443 §4): 8 bytes of header and a payload that begins with our stamp.
struct EchoMessage: Equatable {
    enum Kind: Equatable { case request, reply }

    /// A header and 56 bytes, what devices and firewalls know from `ping`.
    static let size = 64
    static let headerSize = 8
    private static let stampEnd = headerSize + EchoStamp.size

    let kind: Kind
    let identifier: UInt16
    let sequence: UInt16
    /// `nil` where the payload is too short to hold one, as in the 8 bytes that some routers quote.
    let stamp: EchoStamp?
}

extension EchoMessage {
    /// Reads a message from its ICMP header on, without a look at its checksum. `nil` where it is not an echo, or too
    /// short to be one.
    init?(_ bytes: Span<UInt8>, family: IPAddress.Family) {
        guard bytes.count >= Self.headerSize, bytes[1] == 0, let kind = Kind(type: bytes[0], family: family) else {
            return nil
        }
        self.kind = kind
        identifier = UInt16(bytes[4]) << 8 | UInt16(bytes[5])
        sequence = UInt16(bytes[6]) << 8 | UInt16(bytes[7])
        stamp = EchoStamp(bytes, at: Self.headerSize)
    }

    /// Whether a message came as it was sent: an IPv4 one fits its checksum. That of IPv6 covers addresses, and the
    /// kernel has verified it.
    static func isSound(_ bytes: Span<UInt8>, family: IPAddress.Family) -> Bool {
        family == .v6 || internetChecksum(bytes) == 0
    }

    /// Whether the payload after the stamp is what we send. A link can damage bytes in a way that fits the checksum.
    static func isFilled(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == size else { return false }
        for index in stampEnd..<size where bytes[index] != UInt8(truncatingIfNeeded: index) { return false }
        return true
    }

    /// The bytes that all our messages share, to be written to.
    static var blank: [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: $0) } }

    /// Writes the message over a blank or an earlier one.
    func write(to bytes: inout MutableSpan<UInt8>, family: IPAddress.Family) {
        bytes[0] = kind.type(of: family)
        bytes[1] = 0
        bytes.write(0, at: 2)
        bytes.write(identifier, at: 4)
        bytes.write(sequence, at: 6)
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
