internal import FoundationEssentials

/// A text of a message in lines of at most 76 ASCII characters, by whichever encoding is shorter.
struct TransferEncoding {
    /// As the header `Content-Transfer-Encoding` names it.
    let name: String
    /// Lines that end with CRLF.
    let body: String

    init(_ text: String) {
        let lines = Self.lines(of: text)
        let quoted = QuotedPrintable.encode(lines: lines)
        let base64 = Self.base64(lines.map { $0 + "\r\n" }.joined())
        (name, body) = quoted.utf8.count <= base64.utf8.count ? ("quoted-printable", quoted) : ("base64", base64)
    }

    /// The lines of `text`, whatever ends them, without control characters but the tab.
    private static func lines(of text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 == "\t" || !$0.isControl }))
        }
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    private static func base64(_ text: String) -> String {
        let octets = Array(text.utf8)
        return stride(from: 0, to: octets.count, by: 57).map { start in
            Data(octets[start..<min(start + 57, octets.count)]).base64EncodedString() + "\r\n"
        }.joined()
    }
}

/// RFC 2045 §6.7.
enum QuotedPrintable {
    private static let lineLimit = 76

    static func encode(lines: [String]) -> String {
        var result = ""
        for line in lines { encode(Array(line.utf8), into: &result) }
        return result
    }

    private static func encode(_ line: [UInt8], into result: inout String) {
        var length = 0
        for (index, octet) in line.enumerated() {
            let isLast = index == line.count - 1
            let encoded = symbol(for: octet, isLast: isLast)
            // The last symbol may fill the line; any other leaves room for the "=" of a soft break.
            if length + encoded.utf8.count > (isLast ? lineLimit : lineLimit - 1) {
                result += "=\r\n"
                length = 0
            }
            result += encoded
            length += encoded.utf8.count
        }
        result += "\r\n"
    }

    /// A space or tab that ends a line would be lost on the way, so it is encoded.
    private static func symbol(for octet: UInt8, isLast: Bool) -> String {
        switch octet {
        case UInt8(ascii: "="): "=3D"
        case 33...126: String(Unicode.Scalar(octet))
        case UInt8(ascii: " ") where !isLast, UInt8(ascii: "\t") where !isLast: String(Unicode.Scalar(octet))
        default: "=" + hexadecimal(octet >> 4) + hexadecimal(octet & 15)
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> String { String(digit, radix: 16, uppercase: true) }
}
