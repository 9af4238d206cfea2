internal import Encodings

/// How to show a value, by the rules of `DISPLAY-HINT` (RFC 2579 §3.1).
///
/// `d-2` puts a point before the last two digits of a number; `1x:` writes each byte as two hexadecimal digits and a colon
/// between them; `2d-1d-1d,1d:1d:1d.1d,1a1d:1d` a date; `255t` text.
public struct DisplayHint: Sendable, Hashable {
    private enum Format: Character, Sendable {
        case hexadecimal = "x"
        case decimal = "d"
        case octal = "o"
        case ascii = "a"
        case utf8 = "t"
        case binary = "b"
    }

    /// One octet-format specification: how often, how many bytes, how to write them, and what follows.
    private struct Part: Sendable, Hashable {
        let repeats: Bool
        let length: Int
        let format: Format
        let separator: Character?
        let terminator: Character?
    }

    private let parts: [Part]
    /// Digits behind the point, for numbers.
    private let decimals: Int
    private let numberFormat: Format?

    /// `nil` if it is not a hint.
    public init?(_ text: some StringProtocol) {
        let text = Substring(text)
        guard let first = text.first else { return nil }
        if let format = Format(rawValue: first) {
            let rest = text.dropFirst()
            guard format != .ascii, format != .utf8, rest.isEmpty || format == .decimal && rest.first == "-" else {
                return nil
            }
            guard let decimals = rest.isEmpty ? 0 : Int(rest.dropFirst()), (0...18).contains(decimals) else {
                return nil
            }
            (parts, self.decimals, numberFormat) = ([], decimals, format)
            return
        }
        guard let parts = Self.parts(of: text) else { return nil }
        (self.parts, decimals, numberFormat) = (parts, 0, nil)
    }

    private static func parts(of text: Substring) -> [Part]? {
        var rest = text
        var parts: [Part] = []
        while !rest.isEmpty {
            let repeats = rest.first == "*"
            if repeats { rest = rest.dropFirst() }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let length = Int(digits), length < 65_536, let letter = rest.popFirst(),
                let format = Format(rawValue: letter), format != .binary
            else { return nil }
            let separator = mark(&rest)
            parts.append(
                Part(
                    repeats: repeats, length: length, format: format, separator: separator,
                    terminator: repeats && separator != nil ? mark(&rest) : nil))
        }
        // With a last part that takes no byte the rule would go on for ever.
        guard let last = parts.last, last.length > 0 else { return nil }
        return parts
    }

    /// The next character, if it joins and does not begin a part.
    private static func mark(_ rest: inout Substring) -> Character? {
        guard let next = rest.first, next != "*", !(next.isASCII && next.isNumber) else { return nil }
        return rest.popFirst()
    }

    /// A number as the hint says; as it is if the hint is for bytes.
    public func text(_ number: Int64) -> String {
        switch numberFormat {
        case .hexadecimal: return String(number, radix: 16)
        case .octal: return String(number, radix: 8)
        case .binary: return String(number, radix: 2)
        default: break
        }
        guard decimals > 0 else { return "\(number)" }
        let digits = String(number.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// Bytes as the hint says; `nil` if it is for numbers.
    ///
    /// The last part is used again until no byte is left, and what joins is left out at the end.
    public func text(_ string: OctetString) -> String? {
        guard numberFormat == nil else { return nil }
        return string.withBytes { bytes in
            var rest = bytes[...]
            var text = ""
            var position = 0
            while !rest.isEmpty {
                let part = parts[min(position, parts.count - 1)]
                position += 1
                var times = 1
                if part.repeats { times = Int(rest.removeFirst()) }
                for time in 0..<times where !rest.isEmpty {
                    text += Self.text(rest.prefix(part.length), part.format)
                    rest = rest.dropFirst(part.length)
                    guard !rest.isEmpty else { break }
                    let joint = part.repeats && time == times - 1 ? part.terminator : part.separator
                    if let joint { text.append(joint) }
                }
            }
            return text
        }
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>, _ format: Format) -> String {
        switch format {
        case .ascii, .utf8: return OctetString(bytes).text
        case .hexadecimal:
            return bytes.hexadecimal
        case .decimal, .octal, .binary:
            let radix = format == .decimal ? 10 : 8
            guard bytes.count <= 8 else { return OctetString(bytes).hex }
            return String(bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, radix: radix)
        }
    }
}
