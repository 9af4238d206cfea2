extension Base64 {
    /// With padding (RFC 4648 §4), as HTTP and RTSP want it.
    package static func padded(_ bytes: some Collection<UInt8>) -> String {
        standard.encode(bytes) + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }

    /// Decodes up to the first padding, of either alphabet; what is of neither is passed over: devices leave blanks, and
    /// padding out.
    package static func decodeLeniently(_ text: some Sequence<UInt8>) -> [UInt8] {
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

    /// As above for text without other characters than blanks and ends of lines: what is left of one that was damaged
    /// says something else.
    package static func decodeIfWhole(_ text: some Sequence<UInt8>) -> [UInt8]? {
        let digits = text.filter { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let body = digits.dropLast(padding)
        guard padding <= 2, body.count % 4 != 1, body.allSatisfy({ value(of: $0) != nil }) else { return nil }
        return decodeLeniently(body)
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
