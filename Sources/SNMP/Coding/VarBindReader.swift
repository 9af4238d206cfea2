/// Reads the variable bindings of a PDU one after the other.
///
/// Like ``BERReader`` it looks at bytes it does not own.
struct VarBindReader {
    private var list: BERReader

    init(_ list: BERReader) {
        self.list = list
    }

    /// At least the bytes that a binding takes: three headers, and an identifier of two bytes.
    static let smallestSize = 8

    /// No more than this many can follow.
    var countBound: Int { list.remaining / Self.smallestSize }

    /// A binding whose identifier is short and plain, before it becomes a value: what nearly all are.
    struct Short {
        let oid: SmallBytes.Inline
        let tag: UInt8
        private let contents: UnsafeRawBufferPointer

        @inline(__always)
        fileprivate init(oid: SmallBytes.Inline, tag: UInt8, contents: UnsafeRawBufferPointer) {
            self.oid = oid
            self.tag = tag
            self.contents = contents
        }

        @inline(__always)
        func varBind() throws(BERFault) -> VarBind {
            VarBind(OID(wellFormed: oid), try BERReader(contents).value(of: tag))
        }
    }

    /// The next binding if it is a short one; `nil` otherwise and at the end, and nothing is read then.
    @inline(__always)
    mutating func nextShort() -> Short? {
        var rest = list
        guard let (oid, tag, contents) = rest.shortVarBind(), !oid.isEmpty, oid.count <= SmallBytes.inlineCapacity
        else { return nil }
        let inline = SmallBytes.Inline(oid)
        guard inline.hasOnlyShortArcs else { return nil }
        list = rest
        return Short(oid: inline, tag: tag, contents: contents)
    }

    /// The next binding; `nil` at the end.
    mutating func next() throws(BERFault) -> VarBind? {
        if let short = nextShort() { return try short.varBind() }
        guard !list.isAtEnd else { return nil }
        var pair = try list.contents(of: BERTag.sequence)
        let oid = try pair.contents(of: BERTag.oid).objectIdentifier()
        return VarBind(oid, try pair.value())
    }

    /// All bindings. Room is made for `expectedCount`, if there can be so many at all.
    mutating func all(expecting expectedCount: Int) throws(BERFault) -> [VarBind] {
        var varBinds: [VarBind] = []
        varBinds.reserveCapacity(min(expectedCount, countBound))
        while true {
            while let short = nextShort() { varBinds.append(try short.varBind()) }
            guard let varBind = try next() else { return varBinds }
            varBinds.append(varBind)
        }
    }
}

extension SmallBytes.Inline {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Whether no arc has more than two bytes or needless ones, and the last one is finished.
    @inline(__always)
    fileprivate var hasOnlyShortArcs: Bool {
        let high = (words.0 & Self.highBits, words.1 & Self.highBits, words.2 & Self.highBits)
        // Mostly no arc is above 127.
        guard high.0 | high.1 | high.2 != 0 else { return true }
        let followed = (high.0 >> 8 | high.1 << 56, high.1 >> 8 | high.2 << 56, high.2 >> 8)
        guard (high.0 & followed.0) | (high.1 & followed.1) | (high.2 & followed.2) == 0 else { return false }
        guard byte(count - 1) & 0x80 == 0 else { return false }
        return !Self.hasByte80(words.0) && !Self.hasByte80(words.1) && !Self.hasByte80(words.2)
    }

    private static func hasByte80(_ word: UInt64) -> Bool {
        let zeroed = word ^ highBits
        return (zeroed &- 0x0101_0101_0101_0101) & ~zeroed & highBits != 0
    }
}
