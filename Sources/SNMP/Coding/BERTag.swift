/// Identifier octets that occur in SNMP (X.690 §8.1.2, RFC 3417 §8, RFC 3416 §3).
enum BERTag {
    static let integer: UInt8 = 0x02
    static let octetString: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let oid: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let ipAddress: UInt8 = 0x40
    static let counter32: UInt8 = 0x41
    static let gauge32: UInt8 = 0x42
    static let timeTicks: UInt8 = 0x43
    static let opaque: UInt8 = 0x44
    static let counter64: UInt8 = 0x46
    /// `UInteger32` of RFC 1442, since withdrawn; some agents still send it.
    static let unsigned32: UInt8 = 0x47
    static let noSuchObject: UInt8 = 0x80
    static let noSuchInstance: UInt8 = 0x81
    static let endOfMibView: UInt8 = 0x82

    /// Whether it says why there is no value.
    static func isException(_ tag: UInt8) -> Bool { tag & 0xFC == noSuchObject && tag != 0x83 }

    /// The first octet of the two-octet tags that Net-SNMP wraps in `Opaque`.
    static let extended: UInt8 = 0x9F
    static let opaqueCounter64: UInt8 = 0x76
    static let opaqueFloat: UInt8 = 0x78
    static let opaqueDouble: UInt8 = 0x79
    static let opaqueInteger64: UInt8 = 0x7A
}
