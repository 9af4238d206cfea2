internal import Web

extension Schema {
    /// What `Query.timestamp` takes.
    static let moment = Schema.either([.timestamp, .string(format: "date")])

    /// What `JSONBody.string` takes.
    static func line(_ length: ClosedRange<Int>) -> Schema { text(.line, length) }

    /// What `JSONBody.lines` takes.
    static func lines(_ length: ClosedRange<Int>) -> Schema { text(.lines, length) }

    /// What `Query.string` takes.
    static func exactLine(_ length: ClosedRange<Int>) -> Schema { text(.exactLine, length) }

    /// What `JSONBody.secret` takes.
    static func secret(_ length: ClosedRange<Int>) -> Schema { text(.secret, length) }

    private static func text(_ rule: TextRule, _ length: ClosedRange<Int>) -> Schema {
        .string(pattern: rule.pattern(allowsEmpty: length.lowerBound == 0), length: length)
    }
}
