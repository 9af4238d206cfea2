/// Writes numbers of any width one after the other, highest bit first; the last byte is filled up with zeros.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    /// Bits of the last byte that are not taken yet.
    private var free = 0

    /// - Parameter count: how many of the lowest bits of `number`, up to 64.
    mutating func write(_ number: UInt64, bits count: Int) {
        var rest = count
        while rest > 0 {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            let width = min(rest, free)
            let part = (number >> UInt64(rest - width)) & (1 << UInt64(width) - 1)
            bytes[bytes.count - 1] |= UInt8(truncatingIfNeeded: part) << UInt8(free - width)
            free -= width
            rest -= width
        }
    }
}

/// Reads what a `BitWriter` wrote.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter count: up to 64.
    mutating func read(_ count: Int) throws(ChunkError) -> UInt64 {
        guard position + count <= bytes.count * 8 else { throw .truncated }
        var number: UInt64 = 0
        var rest = count
        while rest > 0 {
            let free = 8 - position % 8
            let width = min(rest, free)
            let part = bytes[position / 8] >> UInt8(free - width) & UInt8(truncatingIfNeeded: 1 << width - 1)
            number = number << UInt64(width) | UInt64(part)
            position += width
            rest -= width
        }
        return number
    }
}
