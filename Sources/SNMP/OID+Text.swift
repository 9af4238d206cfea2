extension OID: LosslessStringConvertible {
    /// Reads `1.3.6.1.2.1.1.5.0`, `.1.3.6.1.2.1.1.5.0`, `sysName.0` and `SNMPv2-MIB::sysName.0`; `nil` if it is none of
    /// these or the name is not one of ``names``.
    public init?(_ text: String) {
        var parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, parts[0].isEmpty { parts.removeFirst() }
        guard let first = parts.first, let lead = first.utf8.first else { return nil }
        if Self.isDigit(lead) {
            guard let arcs = Self.arcs(parts) else { return nil }
            self.init(arcs: arcs)
        } else {
            let name = first.split(separator: ":").last ?? first
            guard let object = Self.named[String(name)], let rest = Self.arcs(parts.dropFirst()),
                object.count + rest.count <= Self.maximumArcs
            else { return nil }
            self = object.appending(contentsOf: rest)
        }
    }

    /// The arcs joined by points, without a leading one: `1.3.6.1.2.1.1.5.0`.
    public var description: String {
        arcs.map(String.init).joined(separator: ".")
    }

    /// Like ``description``, with the name of the nearest known object in front: `sysName.0`, `ifDescr.3`, `enterprises.9`.
    public var name: String {
        let arcs = self.arcs
        for length in stride(from: arcs.count, to: 1, by: -1) {
            guard let object = OID(arcs: arcs[..<length]), let name = Self.nameOfObject[object] else { continue }
            return ([name] + arcs[length...].map(String.init)).joined(separator: ".")
        }
        return description
    }

    private static func arcs(_ parts: some Collection<Substring>) -> [UInt32]? {
        var arcs: [UInt32] = []
        for part in parts {
            guard part.utf8.allSatisfy(isDigit), let arc = UInt32(part) else { return nil }
            arcs.append(arc)
        }
        return arcs
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
