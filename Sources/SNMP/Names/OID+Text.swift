extension OID: LosslessStringConvertible {
    /// Reads `1.3.6.1.2.1.1.5.0`, `.1.3.6.1.2.1.1.5.0`, `sysName.0`, `SNMPv2-MIB::sysName.0` and, as Net-SNMP's tools write
    /// them, `iso.3.6.1` and texts in an index: `nsExtendResult."check"`. `nil` if it is none of these, or the name is not
    /// one of ``MIBObject/all``.
    public init?(_ text: String) {
        guard let parts = Self.parts(of: text), let first = parts.first, let lead = first.utf8.first else { return nil }
        if Self.isDigit(lead) {
            guard let arcs = Self.arcs(parts) else { return nil }
            self.init(arcs: arcs)
        } else if first == "iso" {
            guard let rest = Self.arcs(parts.dropFirst()), !rest.isEmpty else { return nil }
            self.init(arcs: [1] + rest)
        } else {
            guard let object = MIBCatalog.known.object(named: first)?.oid, let rest = Self.arcs(parts.dropFirst()),
                object.count + rest.count <= Self.maximumArcs
            else { return nil }
            self = object.appending(contentsOf: rest)
        }
    }

    /// The arcs joined by points, without a leading one: `1.3.6.1.2.1.1.5.0`.
    public var description: String {
        arcs.map(String.init).joined(separator: ".")
    }

    /// Like ``description``, with the name of the nearest known object in front: `sysName.0`, `ifDescr.3`, `cisco.1.516`. Its
    /// module comes first where the name alone means another object: `PowerNet-MIB::upsIdent`.
    public var name: String {
        let catalog = MIBCatalog.known
        guard let object = catalog.nearest(to: self) else { return description }
        var text = catalog.needsModule(object) ? object.description : String(object.nameText)
        withBytes { bytes in
            Arcs.forEach(in: UnsafeRawBufferPointer(rebasing: bytes[object.oid.byteCount...])) { arc in
                text += "."
                text += String(arc)
            }
        }
        return text
    }

    /// What stands between the points, without the one that may be in front. Points in quotes do not count.
    private static func parts(of text: String) -> [Substring]? {
        var rest = text.dropFirst(text.hasPrefix(".") && text.count > 1 ? 1 : 0)
        var parts: [Substring] = []
        while true {
            guard let quote = rest.first, quote == "\"" || quote == "'" else {
                let part = rest.prefix { $0 != "." }
                parts.append(part)
                rest = rest.dropFirst(part.count)
                if rest.isEmpty { return parts }
                rest = rest.dropFirst()
                continue
            }
            guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
            parts.append(rest[...end])
            rest = rest[rest.index(after: end)...]
            if rest.isEmpty { return parts }
            guard rest.popFirst() == "." else { return nil }
        }
    }

    /// The arcs of an index: numbers, `"texts"` with their length in front, and `'texts'` without.
    private static func arcs(_ parts: some Collection<Substring>) -> [UInt32]? {
        var arcs: [UInt32] = []
        for part in parts {
            if let quote = part.first, quote == "\"" || quote == "'" {
                let bytes = part.dropFirst().dropLast().utf8.map(UInt32.init)
                arcs += quote == "\"" ? [UInt32(bytes.count)] + bytes : bytes
                continue
            }
            guard part.utf8.allSatisfy(isDigit), let arc = UInt32(part) else { return nil }
            arcs.append(arc)
        }
        return arcs
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
