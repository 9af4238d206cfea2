/// RFC 4648 §4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
            for digit in 0...group.count { text.append(alphabet[bits >> (18 - 6 * digit) & 63]) }
            text += Array(repeating: UInt8(ascii: "="), count: 3 - group.count)
        }
        return text
    }

    /// Decodes up to the first padding; characters outside the alphabet are passed over (cameras leave blanks, and
    /// padding out).
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits = 0
        var count = 0
        for character in text {
            if character == UInt8(ascii: "=") { break }
            guard let value = value(of: character) else { continue }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }

    /// As above for text without other characters than blanks: what is left of one that was damaged says something else.
    static func decodeIfValid(_ text: some Collection<UInt8>) -> [UInt8]? {
        let digits = Array(text).trimmed.filter { !isBlank($0) }
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let body = digits.dropLast(padding)
        guard padding <= 2, body.count % 4 != 1, body.allSatisfy({ value(of: $0) != nil }) else { return nil }
        return decode(body)
    }

    private static func value(of character: UInt8) -> Int? {
        switch character {
        case 0x41...0x5A: Int(character) - 0x41
        case 0x61...0x7A: Int(character) - 0x61 + 26
        case 0x30...0x39: Int(character) - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
