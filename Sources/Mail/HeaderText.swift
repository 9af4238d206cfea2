internal import FoundationEssentials

/// A value on its way into a header: free of control characters, so that it stays inside its line, and cut into words
/// between which the line may be folded.
struct HeaderText {
    let words: [String]

    /// Free text (RFC 5322 §2.2.1), in encoded words (RFC 2047) where it is more than short words of plain ASCII.
    init(unstructured text: String) {
        let words = Self.plainWords(text)
        self.words = words.allSatisfy(Self.isPlain) ? words : Self.encodedWords(words.joined(separator: " "))
    }

    /// Mailboxes, separated by commas.
    init(_ addresses: [MailAddress]) {
        words = addresses.enumerated().flatMap { index, address in
            let bracketed = address.name == nil ? address.address : "<\(address.address)>"
            let comma = index == addresses.count - 1 ? "" : ","
            return (address.name.map(Self.phrase) ?? []) + [bracketed + comma]
        }
    }

    /// A word of our own making.
    init(token: String) { words = [token] }

    init(tokens: [String]) { words = tokens }

    /// The field as lines of at most 76 characters where the words allow it, each ended by CRLF.
    func field(named name: String) -> String {
        var (field, length) = (name + ":", name.utf8.count + 1)
        for (index, word) in words.enumerated() {
            let fits = index == 0 || length + 1 + word.utf8.count <= Self.lineLimit
            field += fits ? " " : "\r\n "
            field += word
            length = (fits ? length : 0) + 1 + word.utf8.count
        }
        return field + "\r\n"
    }

    private static let lineLimit = 76
    /// A plain word longer than this is encoded, which cuts it.
    private static let wordLimit = 60
    /// Octets in one encoded word: 60 characters with its brackets, which leaves room for the field's name.
    private static let octetsPerEncodedWord = 36

    private static func plainWords(_ text: String) -> [String] {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.isControl }.map { String(Substring($0)) }
    }

    /// Needs no encoding and does not pass for an encoded word.
    private static func isPlain(_ word: String) -> Bool {
        word.utf8.count <= wordLimit && word.utf8.allSatisfy { (33...126).contains($0) } && !word.hasPrefix("=?")
    }

    /// A display name: atoms, a quoted string, or encoded words (RFC 5322 §3.2.5, RFC 2047 §5).
    private static func phrase(_ name: String) -> [String] {
        let words = plainWords(name)
        let text = words.joined(separator: " ")
        guard words.allSatisfy(isPlain), text.utf8.count <= wordLimit else { return encodedWords(text) }
        if words.allSatisfy({ $0.utf8.allSatisfy(\.isAtomText) }) { return words }
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return ["\"\(escaped)\""]
    }

    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var octets: [UInt8] = []
        func close() {
            words.append("=?UTF-8?B?\(Data(octets).base64EncodedString())?=")
            octets.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if octets.count + encoded.count > octetsPerEncodedWord { close() }
            octets += encoded
        }
        if !octets.isEmpty { close() }
        return words
    }
}

extension Unicode.Scalar {
    /// C0, DEL, C1, and the separators that some programs take for line ends.
    var isControl: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }
}
