/// Integers by how their differences change: `0` for no change at all, else a few bits that say how many more follow.
/// All arithmetic wraps around, so that any sequence can be written, and any bits can be read.
private enum DifferenceCode {
    /// The bits of the change, for one, two, … leading ones; the last has no closing zero.
    static let sizes = [7, 14, 22, 34, 64]

    /// The change as an unsigned number that is small where the change is, whatever its sign.
    static func folded(_ change: Int64) -> UInt64 { UInt64(bitPattern: (change << 1) ^ (change >> 63)) }

    static func unfolded(_ number: UInt64) -> Int64 {
        Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }
}

struct DifferenceEncoder {
    private var last: Int64?
    private var difference: Int64 = 0

    mutating func write(_ value: Int64, to writer: inout BitWriter) {
        guard let last else {
            writer.write(UInt64(bitPattern: value), bits: 64)
            self.last = value
            return
        }
        let next = value &- last
        write(change: next &- difference, to: &writer)
        difference = next
        self.last = value
    }

    private func write(change: Int64, to writer: inout BitWriter) {
        guard change != 0 else { return writer.write(0, bits: 1) }
        let number = DifferenceCode.folded(change)
        let sizes = DifferenceCode.sizes
        let ones = sizes.firstIndex { $0 == 64 || number < 1 << UInt64($0) } ?? sizes.count - 1
        for _ in 0...ones { writer.write(1, bits: 1) }
        if ones < sizes.count - 1 { writer.write(0, bits: 1) }
        writer.write(number, bits: sizes[ones])
    }
}

struct DifferenceDecoder {
    private var last: Int64?
    private var difference: Int64 = 0

    mutating func next(from reader: inout BitReader) throws(ChunkError) -> Int64 {
        let value: Int64
        if let last {
            difference &+= try change(from: &reader)
            value = last &+ difference
        } else {
            value = Int64(bitPattern: try reader.read(64))
        }
        last = value
        return value
    }

    private func change(from reader: inout BitReader) throws(ChunkError) -> Int64 {
        var ones = 0
        while ones < DifferenceCode.sizes.count, try reader.read(1) == 1 { ones += 1 }
        guard ones > 0 else { return 0 }
        return DifferenceCode.unfolded(try reader.read(DifferenceCode.sizes[ones - 1]))
    }
}
