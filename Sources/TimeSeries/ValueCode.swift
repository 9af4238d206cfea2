/// How a chunk stores its values. The raw value is the chunk's first byte.
enum ValueCode: UInt8 {
    case integers = 1
    case bits = 2
}

extension Double {
    /// Whether it is an integer that survives the way to `Int64` and back to the bit; minus zero is none.
    var isWhole: Bool {
        guard let integer = Int64(exactly: self) else { return false }
        return Double(integer).bitPattern == bitPattern
    }
}

struct ValueEncoder {
    private enum State {
        case integers(DifferenceEncoder)
        case bits(ChangeEncoder)
    }

    private var state: State

    init(_ code: ValueCode) {
        switch code {
        case .integers: state = .integers(DifferenceEncoder())
        case .bits: state = .bits(ChangeEncoder())
        }
    }

    mutating func write(_ value: Double, to writer: inout BitWriter) {
        switch state {
        case .integers(var encoder):
            encoder.write(Int64(value), to: &writer)
            state = .integers(encoder)
        case .bits(var encoder):
            encoder.write(value.bitPattern, to: &writer)
            state = .bits(encoder)
        }
    }
}

struct ValueDecoder {
    private enum State {
        case integers(DifferenceDecoder)
        case bits(ChangeDecoder)
    }

    private var state: State

    init(_ code: ValueCode) {
        switch code {
        case .integers: state = .integers(DifferenceDecoder())
        case .bits: state = .bits(ChangeDecoder())
        }
    }

    mutating func next(from reader: inout BitReader) throws(ChunkError) -> Double {
        switch state {
        case .integers(var decoder):
            let value = Double(try decoder.next(from: &reader))
            state = .integers(decoder)
            return value
        case .bits(var decoder):
            let value = Double(bitPattern: try decoder.next(from: &reader))
            state = .bits(decoder)
            return value
        }
    }
}
