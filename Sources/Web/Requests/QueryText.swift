/// Builds the query of a URL.
package struct QueryText: Equatable {
    package private(set) var text = ""

    package init() {}

    package mutating func append(_ name: String, _ value: String?) {
        guard let value else { return }
        if !text.isEmpty { text += "&" }
        text += "\(name)=\(Self.encode(value))"
    }

    /// RFC 3986 §2.1: everything but the unreserved characters as triplets.
    private static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if byte.isUnreserved {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
            }
        }
        return encoded
    }
}

extension UInt8 {
    /// RFC 3986 §2.3.
    package var isUnreserved: Bool {
        isLetter || isDigit || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x7E
    }
}
