/// Patterns of 64 bits by what differs from the one before: `0` for nothing, `10` and the bits that differed last time
/// where they suffice, else `11`, how many leading bits are equal (5 bits, at most 31), how many differ (6 bits, less
/// one), and these.
struct ChangeEncoder {
    private var last: UInt64?
    private var window: Range<Int>?

    mutating func write(_ pattern: UInt64, to writer: inout BitWriter) {
        guard let last else {
            writer.write(pattern, bits: 64)
            self.last = pattern
            return
        }
        write(change: pattern ^ last, to: &writer)
        self.last = pattern
    }

    private mutating func write(change: UInt64, to writer: inout BitWriter) {
        guard change != 0 else { return writer.write(0, bits: 1) }
        let needed = min(change.leadingZeroBitCount, 31)..<(64 - change.trailingZeroBitCount)
        if let window, window.lowerBound <= needed.lowerBound, window.upperBound >= needed.upperBound {
            writer.write(0b10, bits: 2)
            writer.write(change >> UInt64(64 - window.upperBound), bits: window.count)
        } else {
            writer.write(0b11, bits: 2)
            writer.write(UInt64(needed.lowerBound), bits: 5)
            writer.write(UInt64(needed.count - 1), bits: 6)
            writer.write(change >> UInt64(64 - needed.upperBound), bits: needed.count)
            window = needed
        }
    }
}

struct ChangeDecoder {
    private var last: UInt64?
    /// Which bits may differ, counted from the highest.
    private var window: Range<Int>?

    mutating func next(from reader: inout BitReader) throws(ChunkError) -> UInt64 {
        let pattern: UInt64
        if let last {
            pattern = last ^ (try change(from: &reader))
        } else {
            pattern = try reader.read(64)
        }
        last = pattern
        return pattern
    }

    private mutating func change(from reader: inout BitReader) throws(ChunkError) -> UInt64 {
        guard try reader.read(1) == 1 else { return 0 }
        if try reader.read(1) == 1 {
            let first = Int(try reader.read(5))
            window = first..<min(first + Int(try reader.read(6)) + 1, 64)
        }
        guard let window else { throw .unknownFormat }
        return try reader.read(window.count) << UInt64(64 - window.upperBound)
    }
}
