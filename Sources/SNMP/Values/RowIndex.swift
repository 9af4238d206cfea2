/// What tells the rows of a table apart: the arcs after the column in the identifier of a cell (RFC 2578 §7.7).
///
/// `ifDescr.3` has the index `3`; an entry of a forwarding table has a VLAN and the six bytes of a MAC address.
public struct RowIndex: Sendable, Hashable {
    private let bytes: SmallBytes

    /// An index of those arcs.
    public init(_ arcs: some Collection<UInt32>) {
        var contents: [UInt8] = []
        for arc in arcs { Arcs.append(UInt64(arc), to: &contents) }
        bytes = SmallBytes(contents)
    }

    init(wellFormed contents: UnsafeRawBufferPointer) {
        bytes = SmallBytes(contents)
    }

    /// The arcs as numbers, first to last.
    public var arcs: [UInt32] {
        var arcs: [UInt32] = []
        withBytes { Arcs.forEach(in: $0) { arcs.append(UInt32(truncatingIfNeeded: $0)) } }
        return arcs
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withBytes(body)
    }
}

extension RowIndex: ExpressibleByArrayLiteral {
    /// An index written in code: `[3]`.
    public init(arrayLiteral arcs: UInt32...) {
        self.init(arcs)
    }
}

extension RowIndex: Comparable {
    /// Lexicographic order by arcs, the order of rows in a walk.
    public static func < (left: RowIndex, right: RowIndex) -> Bool {
        Arcs.precedes(left.bytes, right.bytes)
    }
}

extension RowIndex: CustomStringConvertible {
    /// The arcs joined by points: `10.0.26.43.60.77.94`.
    public var description: String {
        arcs.map(String.init).joined(separator: ".")
    }
}
