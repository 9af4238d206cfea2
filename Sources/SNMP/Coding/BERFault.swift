/// Why bytes could not be read.
enum BERFault: Error, Hashable {
    /// A length points beyond the end of what holds it, or the bytes end within an element.
    case truncated
    /// The indefinite form of lengths, which SNMP forbids (RFC 3417 §8).
    case indefiniteLength
    /// Another element than expected, by its tag.
    case unexpectedTag(UInt8)
    /// A number with more bits than its place in the message allows.
    case numberTooLarge
    /// An arc above 2³²−1, an unfinished arc, or more than 128 arcs.
    case badObjectIdentifier
    /// A version of SNMP that is not spoken here.
    case unknownVersion(Int64)
}

extension BERFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .truncated: "it ends in the middle of an element"
        case .indefiniteLength: "it uses a length of indefinite form"
        case .unexpectedTag(let tag): "it has an element of type 0x\(String(tag, radix: 16)) where none belongs"
        case .numberTooLarge: "it has a number that is too large for its place"
        case .badObjectIdentifier: "it has a malformed object identifier"
        case .unknownVersion(let version): "its version number is \(version)"
        }
    }
}
