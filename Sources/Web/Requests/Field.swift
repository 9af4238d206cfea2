/// A field of a body or a parameter of a query. Absent and `null` differ in a `PUT`: the first keeps, the second clears.
package enum Field<Value: Sendable>: Sendable {
    case absent
    case null
    case value(Value)
    /// It was there and was wrong; the error is recorded with its reader.
    case invalid

    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    package var isAbsent: Bool {
        if case .absent = self { true } else { false }
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Field<Other> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .invalid: .invalid
        case .value(let value): .value(transform(value))
        }
    }

    /// Puts what was sent where it belongs; `null` clears.
    package func set(_ target: inout Value?) {
        switch self {
        case .absent, .invalid: break
        case .null: target = nil
        case .value(let value): target = value
        }
    }

    /// Puts what was sent where it belongs; `null` gives it the value it has by default.
    package func set(_ target: inout Value, default fallback: Value) {
        switch self {
        case .absent, .invalid: break
        case .null: target = fallback
        case .value(let value): target = value
        }
    }
}
