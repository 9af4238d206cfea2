internal import Mail

/// What is wrong with a receiver, or with one of its fields.
package struct ReceiverMistake: Error, Equatable, CustomStringConvertible {
    /// The name of the field; `nil` if it is no single one.
    package let field: String?
    /// Goes with the field's name: `Must be a URL that starts with https:// or http://`. Holds no secret.
    package let sentence: String

    init(_ field: ReceiverField?, _ sentence: String) {
        self.init(named: field?.name, sentence)
    }

    init(named field: String?, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }

    package var description: String { field.map { "\($0): \(sentence)" } ?? sentence }
}

extension ReceiverField {
    /// No value is longer, in octets.
    package static let longest = 8000

    /// What is wrong with `text`, which is not empty; `nil` if nothing is.
    func mistake(in text: String) -> String? {
        guard text.utf8.count <= Self.longest else { return "Must have at most \(Self.longest) characters" }
        return switch form {
        case .text(let pattern, let expectation), .secret(let pattern, let expectation):
            text.matches(pattern) ? nil : expectation
        case .url: PostAddress.mistake(in: text)
        case .integer(let range):
            Int64(text).map(range.contains) ?? false
                ? nil : "Must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let choices): choices.contains(text) ? nil : "Must be one of \(choices.joined(separator: ", "))"
        case .list(let pattern, let most, let expectation):
            Self.mistake(inLines: FieldValues.lines(of: text), pattern, most, expectation)
        case .boolean: Bool(text) == nil ? "Must be true or false" : nil
        case .addresses(let most): Self.mistake(inAddresses: FieldValues.addresses(of: text), most)
        }
    }

    private static func mistake(
        inLines lines: [String], _ pattern: String, _ most: Int, _ expectation: String
    ) -> String? {
        if lines.count > most { return "Must have at most \(most) lines" }
        return lines.allSatisfy { $0.matches(pattern) } ? nil : expectation
    }

    private static func mistake(inAddresses addresses: [String], _ most: Int) -> String? {
        if addresses.isEmpty { return "Must name a mail address" }
        if addresses.count > most { return "Must have at most \(most) addresses" }
        return addresses.lazy.compactMap(mistake(inAddress:)).first
    }

    private static func mistake(inAddress text: String) -> String? {
        do throws(MailError) {
            _ = try MailAddress(text)
            return nil
        } catch {
            return error.description
        }
    }
}

extension String {
    /// All of it, by code points: text from outside may be long, and one character of it, too.
    fileprivate func matches(_ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return false }
        return (try? expression.wholeMatch(in: self)) != nil
    }
}
