import Foundation
import Monitoring

@testable import HTTPAPI
@testable import Web

extension Schema {
    /// What is wrong with `value` where it should be of this shape. A field that is not described is wrong, too.
    func problems(with value: JSONValue, at path: String = "$") -> [String] {
        switch (self, value) {
        case (.nullable, .null): []
        case (.nullable(let inner), _): inner.problems(with: value, at: path)
        case (.reference(let name), _):
            Self.named(name)?.problems(with: value, at: path) ?? ["\(name) is not described"]
        case (.string(let format, let pattern, let length, let choices, _), .string(let text)):
            Self.problems(with: text, format: format, length: length, choices: choices).map { "\(path) \($0)" }
                + (pattern.map { text.matches($0) } == false ? ["\(path) is not of its pattern: \(text)"] : [])
        case (.integer(let range, _), .integer(let number)):
            range?.contains(Int(number)) == false ? ["\(path) is \(number)"] : []
        case (.number, .integer), (.number, .double), (.boolean, .boolean), (.anyObject, .object): []
        case (.numberWithin(let range), .integer(let number)):
            range.contains(Double(number)) ? [] : ["\(path) is \(number)"]
        case (.numberWithin(let range), .double(let number)):
            range.contains(number) ? [] : ["\(path) is \(number)"]
        case (.array(_, let most?), .array(let elements)) where elements.count > most:
            ["\(path) has \(elements.count) elements"]
        case (.either(let schemas), _):
            schemas.contains { $0.problems(with: value, at: path).isEmpty } ? [] : ["\(path) is \(value), not \(self)"]
        case (.array(let element, _), .array(let elements)):
            elements.enumerated().flatMap { element.problems(with: $1, at: "\(path)[\($0)]") }
        case (.map(let inner), .object(let members)):
            members.flatMap { inner.problems(with: $0.value, at: "\(path).\($0.name)") }
        case (.object(let properties), .object(let members)):
            Self.problems(with: members, of: properties, at: path)
        default: ["\(path) is \(value), not \(self)"]
        }
    }

    private static func named(_ name: String) -> Schema? { API.schemas.first { $0.name == name }?.schema }

    private static func problems(
        with members: [JSONValue.Member], of properties: [Property], at path: String
    ) -> [String] {
        let missing = properties.filter { property in
            property.isRequired && !members.contains { $0.name == property.name }
        }
        return missing.map { "\(path).\($0.name) is missing" }
            + members.flatMap { member in
                properties.first { $0.name == member.name }?.schema
                    .problems(with: member.value, at: "\(path).\(member.name)")
                    ?? ["\(path).\(member.name) is not described"]
            }
    }

    private static func problems(
        with text: String, format: String?, length: ClosedRange<Int>?, choices: [String]
    ) -> [String] {
        var problems: [String] = []
        if let length, !length.contains(text.unicodeScalars.count) { problems.append("is too short or too long") }
        if !choices.isEmpty && !choices.contains(text) { problems.append("is \(text)") }
        if format == "date-time" && (Timestamp(rfc3339: text) == nil || !text.hasSuffix("Z")) {
            problems.append("is no time: \(text)")
        }
        return problems
    }
}

extension String {
    /// Whether all of it is of a pattern of the description; a `$` of this engine also passes a line's end.
    func matches(_ pattern: String) -> Bool {
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return false }
        let whole = NSRange(startIndex..., in: self)
        return expression.matches(in: self, range: whole).contains { $0.range == whole }
    }
}
