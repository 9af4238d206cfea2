/// The bytes of an OID or of an octet string: up to 31 in place, more on the heap.
///
/// Nearly all OIDs and strings of a reply are that short, so decoding a reply allocates nothing for them. Every count up
/// to 31 is stored in place, which makes equality a comparison of four words.
struct SmallBytes: Sendable, Hashable {
    private struct Inline: Sendable, Hashable {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

        var count: Int { Int(UInt64(littleEndian: words.3) >> 56) }

        init() {}

        /// At most 31 bytes. Word by word, not by copying: a word read back right after its bytes were written one by one
        /// waits for them, which doubled the cost.
        init(_ bytes: UnsafeRawBufferPointer) {
            words.0 = Inline.word(0, of: bytes).littleEndian
            words.1 = Inline.word(1, of: bytes).littleEndian
            words.2 = Inline.word(2, of: bytes).littleEndian
            words.3 = (Inline.word(3, of: bytes) | UInt64(bytes.count) << 56).littleEndian
        }

        /// Eight bytes as a number, the first the least significant; those beyond the end are zero.
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

        static func == (left: Inline, right: Inline) -> Bool {
            left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
                && left.words.3 == right.words.3
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(words.0)
            hasher.combine(words.1)
            hasher.combine(words.2)
            hasher.combine(words.3)
        }
    }

    private enum Storage: Sendable, Hashable {
        /// The last byte is the count; the bytes beyond it are zero.
        case inline(Inline)
        case heap([UInt8])
    }

    private var storage: Storage

    static let inlineCapacity = 31

    init() {
        storage = .inline(Inline())
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= Self.inlineCapacity else {
            storage = .heap([UInt8](bytes))
            return
        }
        storage = .inline(Inline(bytes))
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
            withUnsafeBytes(of: inline.words) { words in
                body(UnsafeRawBufferPointer(rebasing: words[..<inline.count]))
            }
        case .heap(let bytes):
            bytes.withUnsafeBytes(body)
        }
    }
}
