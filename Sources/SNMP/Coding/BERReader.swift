/// Reads BER elements one after the other (X.690 §8), as strictly as needed and as leniently as agents in the field require.
///
/// It looks at bytes it does not own: the pointer it is made from must stay valid while it, or a reader of an element's
/// contents, is in use. It never reads beyond its end.
struct BERReader {
    private let all: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        all = bytes
    }

    var remaining: Int { all.count - offset }
    var isAtEnd: Bool { offset == all.count }

    /// What is left, unread.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: all[offset...]) }

    /// The next byte.
    mutating func octet() throws(BERFault) -> UInt8 {
        guard offset < all.count else { throw .truncated }
        defer { offset += 1 }
        return all[offset]
    }

    /// The next element's tag and contents.
    ///
    /// Lengths in long form are taken in any number of bytes up to eight, needed or not (agents send `82 00 38`).
    mutating func element() throws(BERFault) -> (tag: UInt8, contents: BERReader) {
        let tag = try octet()
        return (tag, try contents())
    }

    /// The whole of the next element, header included, whose tag has two octets.
    mutating func extendedElement() throws(BERFault) -> BERReader {
        let start = offset
        _ = try octet()
        _ = try element()
        return BERReader(UnsafeRawBufferPointer(rebasing: all[start..<offset]))
    }

    /// The contents of the next element, which must have that tag.
    mutating func contents(of tag: UInt8) throws(BERFault) -> BERReader {
        let found = try octet()
        guard found == tag else { throw .unexpectedTag(found) }
        return try contents()
    }

    /// The contents that follow a tag already read.
    mutating func contents() throws(BERFault) -> BERReader {
        let length = try length()
        guard length <= remaining else { throw .truncated }
        defer { offset += length }
        return BERReader(UnsafeRawBufferPointer(rebasing: all[offset..<offset + length]))
    }

    mutating func length() throws(BERFault) -> Int {
        let first = try octet()
        guard first & 0x80 != 0 else { return Int(first) }
        let count = first & 0x7F
        guard count > 0 else { throw .indefiniteLength }
        guard count <= 8 else { throw .truncated }
        var length: UInt64 = 0
        for _ in 0..<count { length = length << 8 | UInt64(try octet()) }
        guard let length = Int(exactly: length) else { throw .truncated }
        return length
    }

    /// An `INTEGER` element.
    mutating func integer() throws(BERFault) -> Int64 {
        try contents(of: BERTag.integer).signed()
    }

    /// An `INTEGER` element of the size that the fields of a PDU have.
    mutating func integer32() throws(BERFault) -> Int32 {
        guard let value = Int32(exactly: try integer()) else { throw .numberTooLarge }
        return value
    }
}

extension BERReader {
    /// The next element as a variable binding, if all its headers are of the usual two bytes and nothing is amiss: what nearly
    /// every binding of every reply is. Otherwise `nil`, and nothing is read.
    @inline(__always)
    mutating func shortVarBind() -> (oid: UnsafeRawBufferPointer, tag: UInt8, contents: UnsafeRawBufferPointer)? {
        guard remaining >= 6 else { return nil }
        let size = Int(all[offset + 1])
        guard all[offset] == BERTag.sequence, size & 0x80 == 0, size <= remaining - 2 else { return nil }
        let start = offset + 4
        let end = offset + 2 + size
        let oidSize = Int(all[offset + 3])
        guard all[offset + 2] == BERTag.oid, oidSize & 0x80 == 0, start + oidSize + 2 <= end else { return nil }
        let value = start + oidSize
        let tag = all[value]
        // The size of the value must be that of the rest of the binding, which rules out its long form too.
        guard Int(all[value + 1]) == end - value - 2, tag != BERTag.extended else { return nil }
        offset = end
        return (
            UnsafeRawBufferPointer(rebasing: all[start..<value]), tag,
            UnsafeRawBufferPointer(rebasing: all[(value + 2)..<end])
        )
    }
}

/// What the whole of a reader's bytes mean as the contents of an element.
extension BERReader {
    /// Two's complement, most significant byte first; no byte at all is 0. Needless leading bytes are taken.
    func signed() throws(BERFault) -> Int64 {
        let bytes = self.bytes
        guard let first = bytes.first else { return 0 }
        let padding: UInt8 = first & 0x80 == 0 ? 0x00 : 0xFF
        var value: Int64 = padding == 0 ? 0 : -1
        let excess = max(0, bytes.count - 8)
        guard bytes[..<excess].allSatisfy({ $0 == padding }) else { throw .numberTooLarge }
        for byte in bytes[excess...] { value = value << 8 | Int64(byte) }
        return value
    }

    /// Unsigned, whatever the first bit: some agents leave out the leading zero byte of a large number, others extend the
    /// sign. Bytes beyond the last eight must be 0 or 0xFF.
    func unsigned() throws(BERFault) -> UInt64 {
        let bytes = self.bytes
        let excess = max(0, bytes.count - 8)
        guard let padding = bytes.first, excess > 0 else { return number(bytes) }
        guard padding == 0 || padding == 0xFF, bytes[..<excess].allSatisfy({ $0 == padding }) else {
            throw .numberTooLarge
        }
        return number(UnsafeRawBufferPointer(rebasing: bytes[excess...]))
    }

    /// Like ``unsigned()``, for 32 bits: a fifth byte and more must be 0, or 0xFF before a set bit.
    func unsigned32() throws(BERFault) -> UInt32 {
        let bytes = self.bytes
        guard bytes.count > 4 else { return UInt32(truncatingIfNeeded: number(bytes)) }
        let excess = bytes.count - 4
        let padding = bytes[0]
        guard padding == 0 || padding == 0xFF && bytes[excess] & 0x80 != 0,
            bytes[..<excess].allSatisfy({ $0 == padding })
        else { throw .numberTooLarge }
        return UInt32(truncatingIfNeeded: number(UnsafeRawBufferPointer(rebasing: bytes[excess...])))
    }

    private func number(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var value: UInt64 = 0
        for byte in bytes { value = value << 8 | UInt64(byte) }
        return value
    }

    /// An object identifier. Arcs with needless leading 0x80 bytes are shortened.
    func objectIdentifier() throws(BERFault) -> OID {
        let bytes = self.bytes
        var arcs = 1
        var start = 0
        var isShortest = true
        for end in bytes.indices {
            let byte = bytes[end]
            if byte & 0x80 != 0 {
                if end == start, byte == 0x80 { isShortest = false }
                continue
            }
            if end - start >= 4 { try checkArc(bytes[start...end], isFirst: arcs == 1) }
            arcs += 1
            start = end + 1
        }
        guard start == bytes.count, arcs <= OID.maximumArcs else { throw .badObjectIdentifier }
        return isShortest ? OID(wellFormed: bytes) : OID(shortening: bytes)
    }

    /// An arc of five bytes and more may be beyond 2³²−1; the first one holds two (X.690 §8.19.4).
    private func checkArc(_ bytes: Slice<UnsafeRawBufferPointer>, isFirst: Bool) throws(BERFault) {
        let limit = isFirst ? UInt64(UInt32.max) + 80 : UInt64(UInt32.max)
        var arc: UInt64 = 0
        for byte in bytes {
            arc = arc << 7 | UInt64(byte & 0x7F)
            guard arc <= limit else { throw .badObjectIdentifier }
        }
    }
}

extension OID {
    /// Contents octets in which arcs may have needless leading bytes.
    fileprivate init(shortening contents: UnsafeRawBufferPointer) {
        var shortest: [UInt8] = []
        shortest.reserveCapacity(contents.count)
        Arcs.forEach(in: contents) { Arcs.append($0, to: &shortest) }
        self = shortest.withUnsafeBytes { OID(wellFormed: $0) }
    }
}
