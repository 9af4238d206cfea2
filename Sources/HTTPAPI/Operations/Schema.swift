/// The shape of a JSON value, as far as a description of the API needs it.
package indirect enum Schema: Sendable, Equatable {
    /// - Parameter pattern: what all of it matches, in the syntax that ECMA-262, Python and others have in common.
    case string(
        format: String? = nil, pattern: String? = nil, length: ClosedRange<Int>? = nil, oneOf: [String] = [],
        default: String? = nil)
    case integer(in: ClosedRange<Int>? = nil, default: Int? = nil)
    case number
    case numberWithin(ClosedRange<Double>)
    case boolean(default: Bool? = nil)
    case array(Schema, atMost: Int? = nil)
    case object([Property])
    /// Any JSON object, whose names are data.
    case anyObject
    /// An object whose names are data, and whose values are alike.
    case map(Schema)
    case nullable(Schema)
    /// One of several shapes.
    case either([Schema])
    /// One of the named schemas.
    case reference(String)

    package struct Property: Sendable, Equatable {
        package var name: String
        package var schema: Schema
        package var isRequired: Bool
        package var summary: String?

        package static func required(_ name: String, _ schema: Schema, _ summary: String? = nil) -> Property {
            Property(name: name, schema: schema, isRequired: true, summary: summary)
        }

        package static func optional(_ name: String, _ schema: Schema, _ summary: String? = nil) -> Property {
            Property(name: name, schema: schema, isRequired: false, summary: summary)
        }
    }

    /// A text without bounds.
    package static var text: Schema { .string() }
    /// RFC 3339 in UTC.
    package static var timestamp: Schema { .string(format: "date-time") }
    package static var id: Schema { .integer(in: 1...Int.max) }
    /// An object of which no field is read.
    package static var noFields: Schema { .object([]) }
    /// `{"msg": …}`.
    package static var message: Schema { .object([.required("msg", .text)]) }

    /// One of an enumeration's raw values.
    package static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type, default fallback: Choice? = nil
    ) -> Schema {
        .string(oneOf: type.allCases.map(\.rawValue), default: fallback?.rawValue)
    }
}
