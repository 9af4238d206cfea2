internal import Monitoring

/// A JSON value as a client sent it. Keys of an object are unique and keep their order.
package enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// Finite, and not a whole number that fits `integer`.
    case double(Double)
    /// A number with more digits than either holds, as it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }

        package static func == (one: Member, other: Member) -> Bool {
            one.name.isSame(as: other.name) && one.value == other.value
        }
    }

    /// Texts are equal only as bytes: they are a client's.
    package static func == (one: JSONValue, other: JSONValue) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.boolean(let one), .boolean(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.double(let one), .double(let other)): one == other
        case (.number(let one), .number(let other)), (.string(let one), .string(let other)): one.isSame(as: other)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        case (.null, _), (.boolean, _), (.integer, _), (.double, _), (.number, _), (.string, _), (.array, _),
            (.object, _):
            false
        }
    }
}

extension JSONWriter {
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let value): boolean(value)
        case .integer(let value): integer(value)
        case .double(let value): double(value)
        case .number(let text): raw(text)
        case .string(let value): string(value)
        case .array(let elements): array(elements) { $0.value($1) }
        case .object(let members):
            object { writer in
                for member in members { writer.field(named: member.name) { $0.value(member.value) } }
            }
        }
    }
}
