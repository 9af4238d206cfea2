/// Reads the bits of a parameter set, most significant first (ITU-T H.264 §7.2, H.265 §7.2).
struct BitReader {
    /// The bits ended early, or a code was longer than any that is valid.
    struct EndOfBits: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    mutating func bit() throws(EndOfBits) -> Bool { try bits(1) == 1 }

    /// Up to 32 bits, unsigned.
    mutating func bits(_ count: Int) throws(EndOfBits) -> Int {
        guard position + count <= bytes.count * 8 else { throw EndOfBits() }
        var value = 0
        for _ in 0..<count {
            value = value << 1 | Int(bytes[position >> 3] >> (7 - UInt8(position & 7)) & 1)
            position += 1
        }
        return value
    }

    mutating func skip(_ count: Int) throws(EndOfBits) {
        guard position + count <= bytes.count * 8 else { throw EndOfBits() }
        position += count
    }

    /// ue(v): an unsigned Exp-Golomb code below 2³² (H.264 §9.1).
    mutating func unsigned() throws(EndOfBits) -> Int {
        var zeros = 0
        while try !bit() {
            zeros += 1
            if zeros > 31 { throw EndOfBits() }
        }
        return try (1 << zeros) - 1 + bits(zeros)
    }

    /// As ``unsigned()``, for a value that counts what follows: beyond `limit` the set is not valid.
    mutating func unsigned(atMost limit: Int) throws(EndOfBits) -> Int {
        let value = try unsigned()
        guard value <= limit else { throw EndOfBits() }
        return value
    }

    /// se(v): signed (H.264 §9.1.1).
    mutating func signed() throws(EndOfBits) -> Int {
        let code = try unsigned()
        return code & 1 == 1 ? (code + 1) / 2 : -(code / 2)
    }
}
