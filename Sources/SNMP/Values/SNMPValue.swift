/// The value of an object, with the type the agent gave it (RFC 2578 §7.1, RFC 3416 §3).
public enum SNMPValue: Sendable, Hashable {
    /// `INTEGER` and `Integer32`. A conforming agent stays within 32 bits; not all do.
    case integer(Int64)
    /// `OCTET STRING` and `BITS`.
    case octetString(OctetString)
    /// `OBJECT IDENTIFIER`.
    case oid(OID)
    /// `IpAddress`: 4 bytes from a conforming agent; 0 and 16 are seen too.
    case ipAddress(OctetString)
    /// `Counter32`: wraps at 2³².
    case counter32(UInt32)
    /// `Gauge32` and `Unsigned32`.
    case gauge32(UInt32)
    /// `TimeTicks`: hundredths of a second, wraps at 2³².
    case timeTicks(UInt32)
    /// `Counter64`.
    case counter64(UInt64)
    /// A single-precision number wrapped in `Opaque`, as Net-SNMP and many UPSs send.
    case float(Float)
    /// A double-precision number wrapped in `Opaque`.
    case double(Double)
    /// `Opaque` with anything else inside.
    case opaque(OctetString)
    /// `NULL`: the value of a request.
    case null
    /// The agent does not have the object at all.
    case noSuchObject
    /// The agent has the object, but not this instance of it.
    case noSuchInstance
    /// Nothing follows the identifier that was asked for.
    case endOfMibView
    /// A type that SNMP does not define, with its BER tag.
    case other(tag: UInt8, OctetString)

    /// Whether it says why there is no value (RFC 3416 §3): no such object, no such instance, or the end of the view.
    public var isException: Bool {
        switch self {
        case .noSuchObject, .noSuchInstance, .endOfMibView: true
        default: false
        }
    }
}

extension SNMPValue {
    /// The number, if it is an integer that fits: counters, gauges and ticks too.
    public var number: Int64? {
        switch self {
        case .integer(let value): value
        case .counter32(let value), .gauge32(let value), .timeTicks(let value): Int64(value)
        case .counter64(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The text, if it is an octet string.
    public var text: String? {
        guard case .octetString(let string) = self else { return nil }
        return string.text
    }
}

extension SNMPValue: CustomStringConvertible {
    /// The value alone, for people: `up for` ticks as hundredths, addresses with points, unprintable bytes in hexadecimal.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .octetString(let string): string.description
        case .oid(let oid): oid.description
        case .ipAddress(let address):
            address.count == 4 ? address.bytes.map(String.init).joined(separator: ".") : address.hex
        case .counter32(let value), .gauge32(let value), .timeTicks(let value): "\(value)"
        case .counter64(let value): "\(value)"
        case .float(let value): "\(value)"
        case .double(let value): "\(value)"
        case .opaque(let bytes): bytes.hex
        case .null: "null"
        case .noSuchObject: "no such object"
        case .noSuchInstance: "no such instance"
        case .endOfMibView: "end of MIB view"
        case .other(let tag, let bytes): "type 0x\(String(tag, radix: 16)): \(bytes.hex)"
        }
    }
}
