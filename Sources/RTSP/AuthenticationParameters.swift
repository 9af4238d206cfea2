/// The challenges of `WWW-Authenticate` values, as `scheme name=value, name="value"` (RFC 7235 §4.1): several to a
/// value, several values, or both. It reads past whatever it does not understand.
struct AuthenticationParameters: Sendable, Hashable {
    struct Parameter: Sendable, Hashable {
        /// Lower-case.
        let name: String
        /// Without quotes and escapes.
        let value: [UInt8]
        /// Whether it came in quotes.
        let isQuoted: Bool
    }

    /// Lower-case.
    let scheme: String
    private(set) var parameters: [Parameter] = []

    /// The first parameter of that name, given in lower-case.
    subscript(name: String) -> Parameter? { parameters.first { $0.name == name } }

    static func parse(_ values: [[UInt8]]) -> [AuthenticationParameters] { values.flatMap(parse) }

    private static func parse(_ value: [UInt8]) -> [AuthenticationParameters] {
        var scanner = Scanner(rest: value[...])
        var challenges: [AuthenticationParameters] = []
        while let word = scanner.word() {
            if let text = scanner.value() {
                let parameter = Parameter(name: word, value: text.bytes, isQuoted: text.isQuoted)
                if !challenges.isEmpty { challenges[challenges.count - 1].parameters.append(parameter) }
            } else {
                challenges.append(AuthenticationParameters(scheme: word))
            }
        }
        return challenges
    }
}

private struct Scanner {
    var rest: ArraySlice<UInt8>

    /// The next name, in lower-case; whatever stands before it is passed over.
    mutating func word() -> String? {
        rest = rest.drop { !isWord($0) }
        let word = rest.prefix(while: isWord)
        rest = rest.dropFirst(word.count)
        return word.isEmpty ? nil : String(decoding: word.map(asciiLowercased), as: UTF8.self)
    }

    /// What follows a name after `=`, with or without blanks around it; `nil` where there is no `=`.
    mutating func value() -> (bytes: [UInt8], isQuoted: Bool)? {
        let afterBlanks = rest.drop(while: isBlank)
        guard afterBlanks.first == UInt8(ascii: "=") else { return nil }
        rest = afterBlanks.dropFirst().drop(while: isBlank)
        return rest.first == UInt8(ascii: "\"") ? (quoted(), true) : (unquoted(), false)
    }

    private mutating func quoted() -> [UInt8] {
        rest.removeFirst()
        var text: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            guard byte == UInt8(ascii: "\\") else { text.append(byte); continue }
            if let escaped = rest.popFirst() { text.append(escaped) }
        }
        return text
    }

    private mutating func unquoted() -> [UInt8] {
        let text = rest.prefix { !isBlank($0) && $0 != UInt8(ascii: ",") }
        rest = rest.dropFirst(text.count)
        return Array(text)
    }
}

private func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(asciiLowercased(byte)) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
}
