/// The bytes of text on the wire, where neither locale nor Unicode has a say.

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func asciiLowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
}

/// Upper-case, as percent-escapes are written (RFC 3986 §2.1).
func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

/// Lower-case, as digests are written (RFC 7616 §3.3).
func hexText(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for byte in bytes {
        text.append(asciiLowercased(hexDigit(byte >> 4)))
        text.append(asciiLowercased(hexDigit(byte & 15)))
    }
    return text
}

extension BidirectionalCollection<UInt8> where SubSequence: BidirectionalCollection<UInt8> {
    /// Without blanks, CR and LF at either end.
    var trimmed: [UInt8] {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return Array(self[first...last])
    }
}

extension Collection<UInt8> {
    /// A name of the protocol, in lower-case; empty for what is none, being long or not ASCII. `String` puts combining
    /// marks in order before it compares, so that a megabyte of them would cost a minute.
    var keyword: String {
        guard count <= 64, allSatisfy({ $0 < 0x80 }) else { return "" }
        return String(decoding: map(asciiLowercased), as: UTF8.self)
    }

    /// A whole number without sign; `nil` for anything else or beyond `Int`.
    var decimal: Int? {
        guard !isEmpty, count <= 19, allSatisfy(isDigit) else { return nil }
        return Int(String(decoding: self, as: UTF8.self))
    }

    /// For people: printable text of at most `limit` characters.
    func printable(limit: Int) -> String {
        let text = String(decoding: prefix(limit * 4), as: UTF8.self)
        let scalars = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        return String(String(String.UnicodeScalarView(scalars)).prefix(limit))
    }
}
