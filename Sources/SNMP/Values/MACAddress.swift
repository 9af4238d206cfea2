/// The address of an interface (`PhysAddress`, `MacAddress`, RFC 2579): six bytes, or the eight of an EUI-64.
public struct MACAddress: Sendable, Hashable {
    /// Its bytes, as they are sent on the wire.
    public let bytes: [UInt8]

    /// Reads six or eight bytes, or one of the texts that agents send instead: `00:1B:21:0A:FF:02`, `00-1b-21-0a-ff-02`,
    /// `001b.210a.ff02`, `001B210AFF02`. `nil` if it is none of these.
    public init?(_ string: OctetString) {
        let bytes = string.bytes
        if bytes.count == 6 || bytes.count == 8 {
            self.bytes = bytes
            return
        }
        guard (11...24).contains(bytes.count), let parsed = Self.parse(string.text) else { return nil }
        self.bytes = parsed
    }

    private static func parse(_ text: String) -> [UInt8]? {
        let groups = text.split { ":-. ".contains($0) }
        let digits: String
        switch groups.count {
        case 1, 3, 4: digits = groups.joined()
        default: digits = groups.map { $0.count == 1 ? "0\($0)" : String($0) }.joined()
        }
        guard digits.utf8.count == 12 || digits.utf8.count == 16 else { return nil }
        var bytes: [UInt8] = []
        var rest = digits[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16), rest.first != "+" else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}

extension MACAddress: CustomStringConvertible {
    /// `00:1b:21:0a:ff:02`.
    public var description: String { OctetString(bytes).hex }
}
