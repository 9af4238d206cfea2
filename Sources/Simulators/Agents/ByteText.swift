/// Text whose bytes are kept, whatever their encoding: each stands as the character of its number (ISO 8859-1), so that what
/// is no UTF-8 comes out as it went in.
enum ByteText {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return String(text)
    }

    /// What `text` was made of. What no byte can stand for is UTF-8.
    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let byte = UInt8(exactly: scalar.value) { bytes.append(byte) } else { bytes += String(scalar).utf8 }
        }
        return bytes
    }

    /// For a person to read.
    static func readable(_ text: some StringProtocol) -> String { String(decoding: bytes(text), as: UTF8.self) }

    /// The lines of a file: a line feed ends one, with a carriage return before it or not, and nothing else does.
    static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.dropFirst(bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension Character {
    /// A blank of ASCII: another one may be a byte of a longer character.
    var isBlank: Bool { isASCII && isWhitespace }
}
