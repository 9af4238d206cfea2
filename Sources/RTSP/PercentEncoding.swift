/// Percent-escapes (RFC 3986 §2.1).

/// The byte that an escape at the beginning of `text` stands for.
func escapedByte(_ text: ArraySlice<UInt8>) -> UInt8? {
    guard text.count >= 3, text.first == UInt8(ascii: "%"), let high = hexValue(text[text.startIndex + 1]),
        let low = hexValue(text[text.startIndex + 2])
    else { return nil }
    return high << 4 | low
}

func percentEscape(_ byte: UInt8) -> [UInt8] { [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)] }

/// RFC 3986 §2.3.
func isUnreserved(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(asciiLowercased(byte)) || Array("-._~".utf8).contains(byte)
}

/// The decoded text if encoding it can give `text` again: each escape stands for a character that may need one, and
/// no character that needs one stands bare. Else `text` itself: a password `50%off` or `a%41b` is meant as it stands.
func percentDecoded(_ text: ArraySlice<UInt8>) -> String {
    let literal = String(decoding: text, as: UTF8.self)
    var decoded: [UInt8] = []
    var rest = text
    while let byte = rest.first {
        if byte == UInt8(ascii: "%") {
            guard let value = escapedByte(rest), !isUnreserved(value), value >= 0x20, value != 0x7F else {
                return literal
            }
            decoded.append(value)
            rest = rest.dropFirst(3)
        } else {
            guard isUnreserved(byte) || Array("!$&'()*+,;=:".utf8).contains(byte) else { return literal }
            decoded.append(byte)
            rest = rest.dropFirst()
        }
    }
    return String(validating: decoded, as: UTF8.self) ?? literal
}
