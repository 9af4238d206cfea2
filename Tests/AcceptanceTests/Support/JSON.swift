import Foundation

/// A JSON value read loosely, for asserting on answers.
enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(_ data: Data) throws {
        self.init(foundation: try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
    }

    private init(foundation value: Any) {
        switch value {
        case let value as String: self = .string(value)
        case let value as [Any]: self = .array(value.map { JSON(foundation: $0) })
        case let value as [String: Any]: self = .object(value.mapValues { JSON(foundation: $0) })
        case let value as NSNumber where Self.isBoolean(value): self = .bool(value.boolValue)
        case let value as NSNumber: self = .number(value.doubleValue)
        default: self = .null
        }
    }

    private static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    subscript(key: String) -> JSON {
        if case .object(let fields) = self { fields[key] ?? .null } else { .null }
    }

    subscript(index: Int) -> JSON {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { .null }
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .number(let number) = self { Int(number) } else { nil } }
    var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    var array: [JSON] { if case .array(let items) = self { items } else { [] } }
}

extension JSON: CustomStringConvertible {
    /// Loosely: every text in it, for `contains`.
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .number(let number): "\(number)"
        case .string(let text): text
        case .array(let items): items.map(\.description).joined(separator: " ")
        case .object(let fields): fields.map { "\($0.key): \($0.value)" }.joined(separator: " ")
        }
    }
}
