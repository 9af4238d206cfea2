/// One of the objects that are the index of a row, and how its value is written in the arcs (RFC 2578 §7.7).
public struct IndexObject: Sendable, Hashable {
    /// How a value stands in the arcs.
    enum Encoding: Sendable, Hashable {
        /// One arc.
        case number(ObjectSyntax.Base)
        /// Four arcs.
        case ipAddress
        /// As many arcs as the value has bytes.
        case octets(count: Int)
        /// The number of bytes, then these.
        case countedOctets
        /// All arcs that are left (`IMPLIED`).
        case impliedOctets
        case countedOID
        case impliedOID
    }

    /// The object: `lldpRemLocalPortNum`.
    public let object: MIBObject
    let encoding: Encoding

    init(_ object: MIBObject, isImplied: Bool) {
        self.object = object
        let syntax = object.syntax
        encoding =
            switch (syntax?.base ?? .integer, syntax?.size, isImplied) {
            case (.ipAddress, _, _): .ipAddress
            case (.oid, _, true): .impliedOID
            case (.oid, _, false): .countedOID
            case (.octets, let size?, _), (.bits, let size?, _), (.opaque, let size?, _): .octets(count: size)
            case (.octets, nil, let implied), (.bits, nil, let implied), (.opaque, nil, let implied):
                implied ? .impliedOctets : .countedOctets
            case (let base, _, _): .number(base)
            }
    }

    /// Takes the value from the front of `arcs`; `nil` if they do not hold one.
    func take(from arcs: inout ArraySlice<UInt32>) -> SNMPValue? {
        switch encoding {
        case .number(let base): return arcs.popFirst().map { Self.number($0, base) }
        case .ipAddress: return Self.octets(4, &arcs).map { .ipAddress($0) }
        case .octets(let count): return Self.octets(count, &arcs).map { .octetString($0) }
        case .impliedOctets: return Self.octets(arcs.count, &arcs).map { .octetString($0) }
        case .countedOctets:
            guard let count = arcs.popFirst() else { return nil }
            return Self.octets(Int(count), &arcs).map { .octetString($0) }
        case .impliedOID: return Self.oid(arcs.count, &arcs)
        case .countedOID:
            guard let count = arcs.popFirst() else { return nil }
            return Self.oid(Int(count), &arcs)
        }
    }

    private static func number(_ arc: UInt32, _ base: ObjectSyntax.Base) -> SNMPValue {
        switch base {
        case .timeTicks: .timeTicks(arc)
        case .unsigned32, .gauge32: .gauge32(arc)
        default: .integer(Int64(arc))
        }
    }

    private static func octets(_ count: Int, _ arcs: inout ArraySlice<UInt32>) -> OctetString? {
        guard arcs.count >= count, arcs.prefix(count).allSatisfy({ $0 < 256 }) else { return nil }
        defer { arcs = arcs.dropFirst(count) }
        return OctetString(arcs.prefix(count).map { UInt8(truncatingIfNeeded: $0) })
    }

    private static func oid(_ count: Int, _ arcs: inout ArraySlice<UInt32>) -> SNMPValue? {
        guard arcs.count >= count, let oid = OID(arcs: arcs.prefix(count)) else { return nil }
        arcs = arcs.dropFirst(count)
        return .oid(oid)
    }
}

/// A part of the index of a row: `lldpRemLocalPortNum` is 7.
public struct IndexValue: Sendable, Hashable {
    /// The object that it is a value of.
    public let object: MIBObject
    /// The value, of the object's type.
    public let value: SNMPValue

    /// The value as its object has it: `ipv4(1)`, `00:1b:21:0a:ff:02`.
    public var text: String { object.syntax?.text(value) ?? value.description }
}
