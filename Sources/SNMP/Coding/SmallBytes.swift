/// The bytes of an OID or of an octet string: up to 23 in place, more on the heap.
///
/// Nearly all OIDs and strings of a reply are that short, so decoding a reply allocates nothing for them. Every count up
/// to 23 is stored in place, which makes equality a comparison of three words.
struct SmallBytes: Sendable, Hashable {
    /// The bytes from the least significant of the first word on; those beyond the count are zero, and the last is the count.
    struct Inline: Sendable, Hashable {
        let words: (UInt64, UInt64, UInt64)

        var count: Int { Int(words.2 >> 56) }

        init() {
            words = (0, 0, 0)
        }

        /// At most 23 bytes. Word by word, not by copying: a word read back right after its bytes were written one by one
        /// waits for them, which doubled the cost.
        @inline(__always)
        init(_ bytes: UnsafeRawBufferPointer) {
            words = (
                Inline.word(0, of: bytes), Inline.word(1, of: bytes),
                Inline.word(2, of: bytes) | UInt64(bytes.count) << 56
            )
        }

        /// Eight bytes as a number, the first the least significant; those beyond the end are zero.
        @inline(__always)
        private static func word(_ index: Int, of bytes: UnsafeRawBufferPointer) -> UInt64 {
            let offset = index * 8
            let rest = bytes.count - offset
            if rest >= 8 { return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
            guard rest > 0 else { return 0 }
            if bytes.count >= 8 {
                let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
                return UInt64(littleEndian: last) >> UInt64(8 * (8 - rest))
            }
            var word: UInt64 = 0
            for position in (0..<rest).reversed() { word = word << 8 | UInt64(bytes[position]) }
            return word
        }

        /// The first place in which the bytes differ, the end of the shorter one included; `nil` if they are the same.
        @inline(__always)
        func firstDifference(from other: Inline) -> Int? {
            var difference = words.0 ^ other.words.0
            if difference != 0 { return difference.trailingZeroBitCount >> 3 }
            difference = words.1 ^ other.words.1
            if difference != 0 { return 8 + difference.trailingZeroBitCount >> 3 }
            difference = words.2 ^ other.words.2
            return difference == 0 ? nil : min(16 + difference.trailingZeroBitCount >> 3, count, other.count)
        }

        @inline(__always)
        func byte(_ index: Int) -> UInt8 {
            let word = index < 8 ? words.0 : index < 16 ? words.1 : words.2
            return UInt8(truncatingIfNeeded: word >> UInt64(8 * (index & 7)))
        }

        @inline(__always)
        func hasPrefix(_ prefix: Inline) -> Bool {
            let length = prefix.count
            guard length <= count else { return false }
            return (words.0 ^ prefix.words.0) & Self.mask(length) == 0
                && (words.1 ^ prefix.words.1) & Self.mask(length - 8) == 0
                && (words.2 ^ prefix.words.2) & Self.mask(length - 16) == 0
        }

        /// The lowest so many bytes of a word.
        private static func mask(_ count: Int) -> UInt64 {
            count >= 8 ? .max : count <= 0 ? 0 : (1 << UInt64(8 * count)) - 1
        }

        static func == (left: Inline, right: Inline) -> Bool {
            left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(words.0)
            hasher.combine(words.1)
            hasher.combine(words.2)
        }
    }

    enum Storage: Sendable, Hashable {
        case inline(Inline)
        case heap([UInt8])
    }

    let storage: Storage

    static let inlineCapacity = 23

    init() {
        storage = .inline(Inline())
    }

    init(_ inline: Inline) {
        storage = .inline(inline)
    }

    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer) {
        if bytes.count <= Self.inlineCapacity {
            storage = .inline(Inline(bytes))
        } else {
            storage = .heap([UInt8](bytes))
        }
    }

    init(_ bytes: some Sequence<UInt8>) {
        let array = [UInt8](bytes)
        self = array.withUnsafeBytes { SmallBytes($0) }
    }

    var count: Int {
        switch storage {
        case .inline(let inline): inline.count
        case .heap(let bytes): bytes.count
        }
    }

    /// The pointer is valid during the call only.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch storage {
        case .inline(let inline):
            let words = (inline.words.0.littleEndian, inline.words.1.littleEndian, inline.words.2.littleEndian)
            return withUnsafeBytes(of: words) { words in
                body(UnsafeRawBufferPointer(rebasing: words[..<inline.count]))
            }
        case .heap(let bytes):
            return bytes.withUnsafeBytes(body)
        }
    }

    func hasPrefix(_ prefix: SmallBytes) -> Bool {
        if case .inline(let mine) = storage, case .inline(let theirs) = prefix.storage { return mine.hasPrefix(theirs) }
        return withBytes { mine in
            prefix.withBytes { theirs in
                theirs.count <= mine.count && mine.prefix(theirs.count).elementsEqual(theirs)
            }
        }
    }
}
