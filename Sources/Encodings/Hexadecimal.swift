extension Sequence<UInt8> {
    /// Two digits a byte, in lower case (RFC 4648 §8, but for the case): `80001f88`.
    package var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * underestimatedCount)
        for byte in self { text += [digit(byte >> 4), digit(byte & 15)] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same with something between the bytes: `00:1b:21`.
    package func hexadecimal(separatedBy separator: String) -> String {
        map { [$0].hexadecimal }.joined(separator: separator)
    }
}

private func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
