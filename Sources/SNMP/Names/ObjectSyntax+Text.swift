extension ObjectSyntax {
    /// A value for people, by the enumeration, hint and unit of its object: `up(1)`, `55.3 degrees`, `00:1b:21:0a:ff:02`,
    /// `2026-11-24 10:59:37.0 +01:00`. What does not fit the definition is shown as it came.
    public func text(_ value: SNMPValue) -> String {
        switch value {
        case .integer(let number): number32(number)
        case .counter32(let number), .gauge32(let number): number32(Int64(number))
        case .counter64(let number): withUnits("\(number)")
        case .timeTicks(let ticks): value.duration.map(\.upTimeText) ?? "\(ticks)"
        case .octetString(let string): text(string)
        case .oid(let oid): oid.name
        case .float(let number): withUnits("\(number)")
        case .double(let number): withUnits("\(number)")
        default: value.description
        }
    }

    private func number32(_ number: Int64) -> String {
        if let label = labels[number], base != .bits { return "\(label)(\(number))" }
        return withUnits(hint?.text(number) ?? "\(number)")
    }

    private func withUnits(_ text: String) -> String {
        units.map { "\(text) \($0)" } ?? text
    }

    private func text(_ string: OctetString) -> String {
        if base == .bits { return bits(string) }
        if let special = Self.special[convention ?? ""]?(string) { return special }
        guard string.count > 0 else { return "" }
        if let size, size != string.count { return string.description }
        guard let hint, convention != "DisplayString", convention != "SnmpAdminString" else {
            return string.description
        }
        // Hexadecimal hints on text: agents send a MAC address as `00:1B:21:0A:FF:02` too.
        if string.count > 8, string.isPrintable { return string.text }
        return hint.text(string) ?? string.description
    }

    /// The names of the bits that are set, with their positions.
    private func bits(_ string: OctetString) -> String {
        string.bits.map { bit in labels[Int64(bit)].map { "\($0)(\(bit))" } ?? "\(bit)" }.joined(separator: " ")
    }

    /// Conventions whose values say themselves what they are.
    private static let special: [String: @Sendable (OctetString) -> String?] = [
        "DateAndTime": { DateAndTime($0)?.description },
        "PhysAddress": { MACAddress($0)?.description },
        "MacAddress": { MACAddress($0)?.description },
        "InetAddress": { InetAddress($0)?.description },
        "LldpManAddress": { InetAddress($0)?.description },
        "CiscoNetworkAddress": { InetAddress($0)?.description },
        "LldpChassisId": identifier, "LldpPortId": identifier,
        "LldpV2ChassisId": identifier, "LldpV2PortId": identifier, "LldpV2ManAddress": { InetAddress($0)?.description },
        "TAddress": transportAddress,
    ]

    /// An identifier of LLDP (IEEE 802.1AB §8.5.2, §8.5.3) without its subtype: a MAC address, an address of the internet
    /// behind the number of its family, or text.
    @Sendable private static func identifier(_ string: OctetString) -> String? {
        if string.count > 0, string.isPrintable { return string.text }
        let bytes = string.bytes
        switch (bytes.count, bytes.first) {
        case (5, 1), (17, 2): return InetAddress(OctetString(bytes.dropFirst()))?.description
        case (6, _): return MACAddress(string)?.description
        default: return nil
        }
    }

    /// `10.0.0.7:162`: four or sixteen bytes, then the port (RFC 3419).
    @Sendable private static func transportAddress(_ string: OctetString) -> String? {
        let bytes = string.bytes
        guard bytes.count == 6 || bytes.count == 18, let host = InetAddress(OctetString(bytes.dropLast(2))) else {
            return nil
        }
        let port = UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1])
        return bytes.count == 6 ? "\(host):\(port)" : "[\(host)]:\(port)"
    }
}

extension VarBind {
    /// With the name of its object and what the value means there: `ifOperStatus.3 = up(1)`.
    public var text: String { "\(oid.name) = \(valueText)" }

    /// What the value means for its object: `up(1)`.
    public var valueText: String {
        if value.isException { return value.description }
        return MIBObject(nearest: oid)?.syntax?.text(value) ?? value.text(without: ())
    }
}

extension SNMPValue {
    /// A value of an object that is not known here.
    fileprivate func text(without definition: Void) -> String {
        switch self {
        case .oid(let oid): oid.name
        case .timeTicks: duration.map(\.upTimeText) ?? description
        default: description
        }
    }
}
