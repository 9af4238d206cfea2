/// What a column holds and a placeholder takes.
package enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

/// A type that has a form in the database.
package protocol ValueConvertible: Sendable {
    var databaseValue: Value { get }
}

extension Value: ValueConvertible {
    package var databaseValue: Value { self }
}

extension Int64: ValueConvertible {
    package var databaseValue: Value { .integer(self) }
}

extension Int: ValueConvertible {
    package var databaseValue: Value { .integer(Int64(self)) }
}

extension Double: ValueConvertible {
    package var databaseValue: Value { .real(self) }
}

extension Bool: ValueConvertible {
    package var databaseValue: Value { .integer(self ? 1 : 0) }
}

/// A zero in it, which not every engine can hold, becomes U+FFFD.
extension String: ValueConvertible {
    package var databaseValue: Value {
        .text(utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self)
    }
}

extension [UInt8]: ValueConvertible {
    package var databaseValue: Value { .bytes(self) }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    package var databaseValue: Value { self?.databaseValue ?? .null }
}

extension ValueConvertible where Self: RawRepresentable, RawValue == String {
    package var databaseValue: Value { .text(rawValue) }
}
