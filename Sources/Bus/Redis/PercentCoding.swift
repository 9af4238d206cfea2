/// RFC 3986 §2.1.
enum PercentCoding {
    /// - Returns: `nil` where a percent sign is not followed by two hexadecimal digits. What is not UTF-8 is repaired.
    static func decode(_ bytes: some Sequence<UInt8>) -> String? {
        var plain: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            guard byte == percent else {
                plain.append(byte)
                continue
            }
            guard let high = rest.next()?.hexadecimal, let low = rest.next()?.hexadecimal else { return nil }
            plain.append(high << 4 | low)
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Appends `text` without line ends, other control characters and spaces.
    static func encode(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if byte > 0x20, byte != percent, byte != 0x7F {
                bytes.append(byte)
            } else {
                bytes += [percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }

    private static let percent = UInt8(ascii: "%")
    private static let digits = Array("0123456789ABCDEF".utf8)
}

extension UInt8 {
    fileprivate var hexadecimal: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
