/// Sub-identifiers on the wire: base 128, most significant first, the high bit set on all bytes but the last (X.690 §8.19.2).
enum Arcs {
    /// Room for 35 bits: the first two arcs of an OID, sent as one number, may need 33.
    static func append(_ arc: UInt64, to contents: inout [UInt8]) {
        for shift in stride(from: UInt64(28), to: 0, by: -7) where arc >> shift != 0 {
            contents.append(UInt8(truncatingIfNeeded: arc >> shift) | 0x80)
        }
        contents.append(UInt8(truncatingIfNeeded: arc) & 0x7F)
    }

    /// The numbers in order. Contents must be well-formed.
    static func forEach(in contents: UnsafeRawBufferPointer, _ body: (UInt64) -> Void) {
        var value: UInt64 = 0
        for byte in contents {
            value = value << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 {
                body(value)
                value = 0
            }
        }
    }

    static func count(in contents: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in contents where byte & 0x80 == 0 { count += 1 }
        return count
    }

    /// Like ``precedes(_:_:)`` of bytes.
    static func precedes(_ left: SmallBytes, _ right: SmallBytes) -> Bool {
        if case .inline(let mine) = left.storage, case .inline(let theirs) = right.storage {
            return precedes(mine, theirs)
        }
        return left.withBytes { left in right.withBytes { precedes(left, $0) } }
    }

    /// As a rule the first difference is in arcs of one byte.
    @inline(__always)
    static func precedes(_ left: SmallBytes.Inline, _ right: SmallBytes.Inline) -> Bool {
        guard let position = left.firstDifference(from: right) else { return false }
        guard position < min(left.count, right.count) else { return left.count < right.count }
        let (first, second) = (left.byte(position), right.byte(position))
        guard (first | second) & 0x80 == 0, position == 0 || left.byte(position - 1) & 0x80 == 0 else {
            let (left, right) = (SmallBytes(left), SmallBytes(right))
            return left.withBytes { left in right.withBytes { precedes(left, $0) } }
        }
        return first < second
    }

    /// Lexicographic order of the numbers, which is not that of the bytes: of two different arcs the one with more bytes is
    /// the greater. Both must be well-formed, every arc in its shortest form.
    static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        let shared = min(left.count, right.count)
        var position = 0
        while position < shared, left[position] == right[position] { position += 1 }
        guard position < shared else { return left.count < right.count }

        var start = position
        while start > 0, left[start - 1] & 0x80 != 0 { start -= 1 }
        let leftLength = length(ofArcAt: start, in: left)
        let rightLength = length(ofArcAt: start, in: right)
        return leftLength == rightLength ? left[position] < right[position] : leftLength < rightLength
    }

    private static func length(ofArcAt start: Int, in contents: UnsafeRawBufferPointer) -> Int {
        var end = start
        while end < contents.count, contents[end] & 0x80 != 0 { end += 1 }
        return end - start + 1
    }
}
