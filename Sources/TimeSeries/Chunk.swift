/// A stretch of one series, compressed: what is regular costs a bit.
///
/// Times are stored as changes of their distance. Values are stored in the shorter of two ways: numbers without a
/// fraction as changes of their difference, which suits counters; or any numbers as what differs between the bits of
/// neighbours (T. Pelkonen et al., "Gorilla: A Fast, Scalable, In-Memory Time Series Database", VLDB 2015, §4.1).
///
/// The bytes are: the format (1 for `ValueCode.integers`, 2 for `.bits`), the number of samples in two bytes, then a
/// stream of bits: the first time and value in full, and for every further sample its time and its value.
package struct Chunk: Sendable, Equatable {
    package let bytes: [UInt8]

    /// The most samples in a chunk: bounds what hostile bytes can make a reader allocate.
    package static let longest = 16_384

    /// - Parameter bytes: of a chunk that was stored; read by `samples()`.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter samples: in the order in which they are to come back, from 1 to `longest`.
    package init(_ samples: [Sample]) throws(ChunkError) {
        guard !samples.isEmpty, samples.count <= Self.longest else { throw .unfitCount(samples.count) }
        let bits = Self.encode(samples, as: .bits)
        guard samples.allSatisfy(\.value.isWhole) else {
            bytes = bits
            return
        }
        let integers = Self.encode(samples, as: .integers)
        bytes = integers.count <= bits.count ? integers : bits
    }

    /// - Throws: `ChunkError` where the bytes are no chunk.
    package func samples() throws(ChunkError) -> [Sample] {
        var reader = BitReader(bytes)
        guard let code = ValueCode(rawValue: UInt8(try reader.read(8))) else { throw .unknownFormat }
        let count = Int(try reader.read(16))
        guard (1...Self.longest).contains(count) else { throw .unfitCount(count) }
        var times = DifferenceDecoder()
        var values = ValueDecoder(code)
        var samples: [Sample] = []
        samples.reserveCapacity(min(count, bytes.count * 4))
        for _ in 0..<count {
            samples.append(Sample(at: try times.next(from: &reader), value: try values.next(from: &reader)))
        }
        return samples
    }

    private static func encode(_ samples: [Sample], as code: ValueCode) -> [UInt8] {
        var writer = BitWriter()
        writer.write(UInt64(code.rawValue), bits: 8)
        writer.write(UInt64(samples.count), bits: 16)
        var times = DifferenceEncoder()
        var values = ValueEncoder(code)
        for sample in samples {
            times.write(sample.at, to: &writer)
            values.write(sample.value, to: &writer)
        }
        return writer.bytes
    }
}

/// Why samples make no chunk, or bytes are none.
package enum ChunkError: Error, Equatable, CustomStringConvertible {
    case unfitCount(Int)
    case truncated
    case unknownFormat

    package var description: String {
        switch self {
        case .unfitCount(let count): "A chunk holds from 1 to \(Chunk.longest) samples, not \(count)."
        case .truncated: "The stored samples end too early: the chunk is damaged."
        case .unknownFormat: "The stored samples are in a format that this version of the program does not know."
        }
    }
}
