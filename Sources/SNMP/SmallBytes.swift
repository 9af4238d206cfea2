/// The bytes of an OID or of an octet string: up to 31 in place, more on the heap.
///
/// Nearly all OIDs and strings of a reply are that short, so decoding a reply allocates nothing for them. Every count up
/// to 31 is stored in place, which makes equality a comparison of four words.
struct SmallBytes: Sendable, Hashable {
    private struct Inline: Sendable, Hashable {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

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
        var inline = Inline()
        withUnsafeMutableBytes(of: &inline.words) { place in
            place.copyMemory(from: bytes)
            place[Self.inlineCapacity] = UInt8(truncatingIfNeeded: bytes.count)
        }
        storage = .inline(inline)
    }

    init(_ bytes: some Sequence<UInt8>) {
        let array = [UInt8](bytes)
        self = array.withUnsafeBytes { SmallBytes($0) }
    }

    var count: Int {
        switch storage {
        case .inline(let inline): withUnsafeBytes(of: inline.words) { Int($0[Self.inlineCapacity]) }
        case .heap(let bytes): bytes.count
        }
    }

    /// The pointer is valid during the call only.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch storage {
        case .inline(let inline):
            withUnsafeBytes(of: inline.words) { words in
                let count = Int(words[Self.inlineCapacity])
                return body(UnsafeRawBufferPointer(rebasing: words[..<count]))
            }
        case .heap(let bytes):
            bytes.withUnsafeBytes(body)
        }
    }
}
