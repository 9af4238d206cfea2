/// An object identifier, kept in the form it has on the wire (X.690 §8.19).
///
/// Comparing, hashing, testing for a prefix and sending need no conversion, and up to 23 bytes (an entry of `ifXTable` has
/// 11) need no allocation. An identifier has 2 to 128 arcs of up to 2³²−1 (RFC 2578 §3.5); the empty one, which some
/// agents send, exists and precedes all others.
public struct OID: Sendable, Hashable {
    /// Contents octets; each arc in its shortest form.
    private let bytes: SmallBytes

    /// The most arcs an identifier may have (RFC 2578 §3.5).
    public static let maximumArcs = 128

    /// The empty identifier: before every other, and a prefix of all.
    public init() {
        bytes = SmallBytes()
    }

    /// `nil` if the arcs are no identifier: one arc alone, more than 128, a first arc above 2, or a second one above 39
    /// under 0 or 1.
    public init?(arcs: some Collection<UInt32>) {
        guard arcs.count != 1, arcs.count <= Self.maximumArcs else { return nil }
        guard let first = arcs.first, let second = arcs.dropFirst().first else {
            self.init()
            return
        }
        guard first <= 2, first == 2 || second < 40 else { return nil }
        var contents: [UInt8] = []
        contents.reserveCapacity(arcs.count * 2)
        Arcs.append(UInt64(first) * 40 + UInt64(second), to: &contents)
        for arc in arcs.dropFirst(2) { Arcs.append(UInt64(arc), to: &contents) }
        self.init(bytes: SmallBytes(contents))
    }

    /// Contents octets known to be well-formed: each arc in its shortest form and at most 2³²−1.
    init(wellFormed contents: UnsafeRawBufferPointer) {
        bytes = SmallBytes(contents)
    }

    /// Like ``init(wellFormed:)``.
    init(wellFormed contents: SmallBytes.Inline) {
        bytes = SmallBytes(contents)
    }

    /// Its bytes, if they are few.
    var inline: SmallBytes.Inline? {
        guard case .inline(let inline) = bytes.storage else { return nil }
        return inline
    }

    private init(bytes: SmallBytes) {
        self.bytes = bytes
    }

    /// The identifier one level below: `OID.ifDescr.appending(3)` is `ifDescr.3`.
    public func appending(_ arc: UInt32) -> OID {
        appending(contentsOf: CollectionOfOne(arc))
    }

    /// The identifier some levels below. Appending to the empty identifier gives the empty identifier.
    public func appending(contentsOf arcs: some Collection<UInt32>) -> OID {
        guard !isEmpty else { return self }
        var contents = withBytes { [UInt8]($0) }
        for arc in arcs { Arcs.append(UInt64(arc), to: &contents) }
        return OID(bytes: SmallBytes(contents))
    }

    /// The instance of this column in the row with that index.
    public func appending(_ index: RowIndex) -> OID {
        guard !isEmpty else { return self }
        return withBytes { mine in
            index.withBytes { theirs in
                withUnsafeTemporaryAllocation(byteCount: mine.count + theirs.count, alignment: 1) { joined in
                    joined.copyMemory(from: mine)
                    UnsafeMutableRawBufferPointer(rebasing: joined[mine.count...]).copyMemory(from: theirs)
                    return OID(wellFormed: UnsafeRawBufferPointer(joined))
                }
            }
        }
    }

    /// The only instance of a scalar object: `OID.sysName.scalar` is `sysName.0`.
    public var scalar: OID { appending(0) }

    /// Whether it has no arcs.
    public var isEmpty: Bool { bytes.count == 0 }

    /// How many arcs it has.
    public var count: Int {
        withBytes { $0.isEmpty ? 0 : Arcs.count(in: $0) + 1 }
    }

    /// The arcs as numbers, first to last.
    public var arcs: [UInt32] {
        var arcs: [UInt32] = []
        withBytes { contents in
            Arcs.forEach(in: contents) { value in
                guard arcs.isEmpty else {
                    arcs.append(UInt32(truncatingIfNeeded: value))
                    return
                }
                let first = min(value / 40, 2)
                arcs.append(UInt32(truncatingIfNeeded: first))
                arcs.append(UInt32(truncatingIfNeeded: value - first * 40))
            }
        }
        return arcs
    }

    /// Whether it is `prefix` or lies below it.
    public func hasPrefix(_ prefix: OID) -> Bool {
        bytes.hasPrefix(prefix.bytes)
    }

    /// What follows `column`: the index of a row. `nil` if it does not lie below `column`.
    public func index(below column: OID) -> RowIndex? {
        guard !column.isEmpty, column.byteCount < byteCount, hasPrefix(column) else { return nil }
        return withBytes { mine in
            RowIndex(wellFormed: UnsafeRawBufferPointer(rebasing: mine[column.byteCount...]))
        }
    }

    /// The contents octets (X.690 §8.19). The pointer is valid during the call only.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withBytes(body)
    }

    /// How many contents octets it has.
    package var byteCount: Int { bytes.count }
}

extension OID: Comparable {
    /// Lexicographic order by arcs, the order in which agents walk (RFC 3416 §4.2.2).
    public static func < (left: OID, right: OID) -> Bool {
        Arcs.precedes(left.bytes, right.bytes)
    }
}

extension OID: ExpressibleByArrayLiteral {
    /// For identifiers written in code; arcs that are no identifier are a programming error.
    public init(arrayLiteral arcs: UInt32...) {
        guard let oid = OID(arcs: arcs) else { preconditionFailure("\(arcs) is not an object identifier") }
        self = oid
    }
}
