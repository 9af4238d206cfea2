/// The identity of a stored row. The type parameter keeps a device's id from standing in for a camera's.
package struct ID<Subject>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: Int64

    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }

    package var description: String { String(rawValue) }
}
