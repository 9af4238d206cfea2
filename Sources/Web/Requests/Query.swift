package import Monitoring

/// Reads the parameters of a query and gathers what is wrong with all of them. Empty ones are ignored: forms send the
/// fields that nobody filled in. But for times: they are filled in by programs, and an empty one is a fault of theirs.
/// `Operation.checkNames` refuses unknown ones.
package struct Query: Sendable {
    private var parameters: [ByteText: String] = [:]
    private var empty: Set<ByteText> = []
    package private(set) var errors: [FieldError] = []
    /// All that were sent, those without a value included.
    package private(set) var names: [String] = []

    package init(_ text: String?) {
        guard let text, !text.isEmpty else { return }
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]) else {
                names.append(String(decoding: parts[0], as: UTF8.self))
                continue
            }
            names.append(name)
            guard let value = Self.decode(parts.count > 1 ? parts[1] : Substring("").utf8) else {
                reject(name, "Is not percent-encoded UTF-8")
                continue
            }
            guard !value.isEmpty else {
                empty.insert(ByteText(name))
                continue
            }
            if parameters.updateValue(value, forKey: ByteText(name)) != nil { reject(name, "Given more than once") }
        }
    }

    package func contains(_ name: String) -> Bool { parameters[ByteText(name)] != nil }

    package mutating func string(_ name: String, length: ClosedRange<Int> = 0...255) -> String? {
        guard let text = parameters[ByteText(name)] else { return nil }
        guard length.contains(text.unicodeScalars.count), let text = TextRule.exactLine.clean(text) else {
            reject(name, "Must have \(length.lowerBound) to \(length.upperBound) visible characters")
            return nil
        }
        return text
    }

    package mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = parameters[ByteText(name)] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            reject(name, "Must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    package mutating func boolean(_ name: String) -> Bool? {
        guard let text = parameters[ByteText(name)] else { return nil }
        switch text {
        case _ where text.isSame(asASCII: "true") || text.isSame(asASCII: "1"): return true
        case _ where text.isSame(asASCII: "false") || text.isSame(asASCII: "0"): return false
        default:
            reject(name, "Must be true or false")
            return nil
        }
    }

    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Choice.Type = Choice.self
    ) -> Choice? {
        guard let text = parameters[ByteText(name)] else { return nil }
        guard let choice = Choice(untrusted: text) else {
            reject(name, "Must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        return choice
    }

    package mutating func id<Subject>(_ name: String, of type: Subject.Type = Subject.self) -> ID<Subject>? {
        guard let text = parameters[ByteText(name)] else { return nil }
        guard let id = ID<Subject>(text) else {
            reject(name, "Must be an id")
            return nil
        }
        return id
    }

    /// RFC 3339, a date alone being its midnight in UTC. The `+` of an offset that was not encoded has become a space.
    package mutating func timestamp(_ name: String) -> Timestamp? {
        guard let text = parameters[ByteText(name)] ?? (empty.contains(ByteText(name)) ? "" : nil) else { return nil }
        guard let moment = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text.lastSpaceAsPlus) else {
            reject(name, "Must be a time such as 2026-01-15T10:30:00Z")
            return nil
        }
        return moment
    }

    /// The first sentence about a field stands.
    package mutating func reject(_ name: String, _ sentence: String) {
        if !errors.contains(where: { $0.field.isSame(as: name) }) { errors.append(FieldError(name, sentence)) }
    }

    /// - Throws: `APIError.invalid` where anything is wrong.
    package func validate(message: String? = nil) throws(APIError) {
        guard let first = errors.first else { return }
        throw .invalid(message ?? "\(first.field): \(first.sentence)", errors)
    }

    /// Percent-decoding with `+` for a space, as forms have it; `nil` where that is no UTF-8 or holds a NUL.
    private static func decode(_ text: Substring.UTF8View) -> String? {
        guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(Substring(text))
        }
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else { return nil }
                guard high << 4 | low != 0 else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate var lastSpaceAsPlus: String {
        var bytes = Array(utf8)
        if let index = bytes.lastIndex(of: UInt8(ascii: " ")) { bytes[index] = UInt8(ascii: "+") }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// Of an ASCII hexadecimal digit.
    package var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
