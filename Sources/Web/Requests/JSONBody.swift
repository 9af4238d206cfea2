package import Monitoring

/// Reads the fields of a JSON object and gathers what is wrong with all of them, so that a client hears it at once:
///
///     var body = try await call.body()
///     let name = body.string("name", length: 1...200)
///     body.require("name", name)
///     try body.validate()
///
/// Fields that nobody asks for are ignored.
package struct JSONBody: Sendable {
    private let members: [ByteText: JSONValue]
    package private(set) var errors: [FieldError] = []

    package init(_ members: [JSONValue.Member]) {
        self.members = Dictionary(members.map { (ByteText($0.name), $0.value) }) { first, _ in first }
    }

    package var fieldNames: Set<ByteText> { Set(members.keys) }

    package func contains(_ name: String) -> Bool { members[ByteText(name)] != nil }

    // MARK: Typed fields

    /// The value as it was sent.
    package func value(_ name: String) -> Field<JSONValue> {
        switch members[ByteText(name)] {
        case nil: .absent
        case .null: .null
        case .some(let value): .value(value)
        }
    }

    /// What a length counts.
    package enum LengthUnit: Sendable {
        /// Unicode scalars.
        case characters
        /// Bytes of UTF-8: what goes over a wire has its limit in them.
        case octets

        fileprivate func length(of text: String) -> Int {
            switch self {
            case .characters: text.unicodeScalars.count
            case .octets: text.utf8.count
            }
        }

        fileprivate var name: String {
            switch self {
            case .characters: "characters"
            case .octets: "bytes (UTF-8)"
            }
        }
    }

    /// A text without control characters, its outer white space removed.
    package mutating func string(
        _ name: String, length: ClosedRange<Int> = 0...255, counting unit: LengthUnit = .characters
    ) -> Field<String> {
        text(name, .line, length: length, unit)
    }

    /// A text that may have several lines.
    package mutating func lines(_ name: String, length: ClosedRange<Int> = 0...10_000) -> Field<String> {
        text(name, .lines, length: length)
    }

    /// A password or a key, taken as it is.
    package mutating func secret(
        _ name: String, length: ClosedRange<Int> = 0...255, counting unit: LengthUnit = .characters
    ) -> Field<Secret> {
        text(name, .secret, length: length, unit).map { Secret($0) }
    }

    package mutating func number(_ name: String, in range: ClosedRange<Double>) -> Field<Double> {
        read(name) { value in
            guard let number = value.asDouble, range.contains(number) else {
                return .wrong("Must be a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return .right(number)
        }
    }

    /// A number, or its digits in a text, as forms send it.
    package mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Field<Int> {
        read(name) { value in
            guard let number = value.wholeNumber, range.contains(number) else {
                return .wrong("Must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return .right(number)
        }
    }

    package mutating func boolean(_ name: String) -> Field<Bool> {
        read(name) { value in
            guard case .boolean(let flag) = value else { return .wrong("Must be true or false") }
            return .right(flag)
        }
    }

    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, of type: Choice.Type = Choice.self
    ) -> Field<Choice> {
        read(name) { value in
            guard case .string(let text) = value, let choice = Choice(untrusted: text) else {
                return .wrong("Must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return .right(choice)
        }
    }

    /// One of several words in any spelling that `read` knows; a number stands for its digits.
    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ read: (String) -> Choice?
    ) -> Field<Choice> {
        self.read(name) { value in
            guard let choice = value.word.flatMap(read) else {
                return .wrong("Must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return .right(choice)
        }
    }

    /// The id of another row.
    package mutating func id<Subject>(_ name: String, of type: Subject.Type = Subject.self) -> Field<ID<Subject>> {
        read(name) { value in
            guard let number = value.wholeNumber, number > 0 else { return .wrong("Must be an id") }
            return .right(ID(Int64(number)))
        }
    }

    /// Texts such as tags, each without control characters; doubles are dropped.
    package mutating func strings(_ name: String, count: Int = 50, length: ClosedRange<Int> = 1...100)
        -> Field<[String]>
    {
        read(name) { value in
            guard case .array(let elements) = value, elements.count <= count else {
                return .wrong("Must be a list of at most \(count) texts")
            }
            var texts: [String] = []
            for element in elements {
                guard case .string(let text) = element else { return .wrong("Must be a list of texts") }
                guard let cleaned = TextRule.line.clean(text), cleaned.unicodeScalars.count >= length.lowerBound,
                    text.unicodeScalars.count <= length.upperBound
                else {
                    return .wrong("Each must have \(length.lowerBound) to \(length.upperBound) visible characters")
                }
                if !texts.contains(where: { $0.isSame(as: cleaned) }) { texts.append(cleaned) }
            }
            return .right(texts)
        }
    }

    package mutating func object(_ name: String) -> Field<[JSONValue.Member]> {
        read(name) { value in
            guard case .object(let members) = value else { return .wrong("Must be an object") }
            return .right(members)
        }
    }

    /// A nested object, read with its errors under `name.field`.
    package mutating func object<Value: Sendable>(
        _ name: String, _ read: (inout JSONBody) -> Value?
    ) -> Field<Value> {
        switch object(name) {
        case .absent: return .absent
        case .null: return .null
        case .invalid: return .invalid
        case .value(let members):
            var nested = JSONBody(members)
            let value = read(&nested)
            errors += nested.errors.map { FieldError("\(name).\($0.field)", $0.sentence) }
            guard nested.errors.isEmpty, let value else { return .invalid }
            return .value(value)
        }
    }

    // MARK: Judging

    package static let requiredSentence = "Required"

    /// Records that a field is missing: absent, `null`, or an empty text.
    package mutating func require<Value>(_ name: String, _ field: Field<Value>) {
        switch field {
        case .absent, .null: reject(name, Self.requiredSentence)
        case .value(let text as String) where text.isEmpty: reject(name, Self.requiredSentence)
        case .value(let secret as Secret) where secret.isEmpty: reject(name, Self.requiredSentence)
        case .value, .invalid: break
        }
    }

    /// The first sentence about a field stands.
    package mutating func reject(_ name: String, _ sentence: String) {
        if !errors.contains(where: { $0.field.isSame(as: name) }) { errors.append(FieldError(name, sentence)) }
    }

    /// - Parameter message: What `msg` says; by default the first field's error.
    /// - Throws: `APIError.invalid` where anything is wrong.
    package func validate(message: String? = nil) throws(APIError) {
        guard let first = errors.first else { return }
        throw .invalid(message ?? "\(first.field): \(first.sentence)", errors)
    }

    // MARK: Reading

    private enum Reading<Value> {
        case right(Value)
        case wrong(String)
    }

    private mutating func read<Value>(_ name: String, _ read: (JSONValue) -> Reading<Value>) -> Field<Value> {
        switch members[ByteText(name)] {
        case nil: return .absent
        case .null: return .null
        case .some(let value):
            switch read(value) {
            case .right(let value): return .value(value)
            case .wrong(let sentence):
                reject(name, sentence)
                return .invalid
            }
        }
    }

    private mutating func text(
        _ name: String, _ rule: TextRule, length: ClosedRange<Int>, _ unit: LengthUnit = .characters
    ) -> Field<String> {
        read(name) { value in
            guard case .string(let text) = value else { return .wrong("Must be a text") }
            guard let cleaned = rule.clean(text) else { return .wrong(rule.complaint) }
            // A text is as long as it was sent: so its description can tell.
            guard unit.length(of: text) <= length.upperBound, unit.length(of: cleaned) >= length.lowerBound else {
                if cleaned.isEmpty { return .wrong("Must not be empty") }
                return .wrong(
                    length.lowerBound > 1
                        ? "Must have \(length.lowerBound) to \(length.upperBound) \(unit.name)"
                        : "Must have at most \(length.upperBound) \(unit.name)")
            }
            return .right(cleaned)
        }
    }
}

extension JSONValue {
    private static let longestNumber = 19

    /// The number that it is, or whose digits it holds.
    fileprivate var wholeNumber: Int? {
        switch self {
        case .integer(let whole): return Int(exactly: whole)
        case .string(let text):
            let isNumber = (1...Self.longestNumber).contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit)
            return isNumber ? Int(text) : nil
        default: return nil
        }
    }

    fileprivate var word: String? {
        switch self {
        case .integer(let whole): String(whole)
        case .string(let text): text
        default: nil
        }
    }

    /// The nearest number of that kind; `nil` for what is no number.
    fileprivate var asDouble: Double? {
        switch self {
        case .integer(let whole): Double(whole)
        case .double(let number): number
        case .number(let text): Double(text)
        default: nil
        }
    }
}

extension Unicode.Scalar {
    package var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

extension String {
    /// Without white space at its ends.
    package var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
