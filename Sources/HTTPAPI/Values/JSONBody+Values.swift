internal import Monitoring
internal import Sockets
internal import Web

extension JSONBody {
    /// A text that `parse` makes a value of; an empty one is the same as none.
    mutating func parsed<Value: Sendable>(
        _ name: String, longest: Int = 2048, _ parse: (String) throws(InvalidValue) -> Value
    ) -> Field<Value> {
        switch optionalText(name, longest: longest) {
        case .absent: return .absent
        case .null: return .null
        case .invalid: return .invalid
        case .value(let text):
            do { return .value(try parse(text)) } catch {
                reject(name, error.sentence)
                return .invalid
            }
        }
    }

    /// Where a device or a camera is reached.
    mutating func address() -> Field<String> {
        parsed("ip_address", longest: HostAddress.longestText) { text throws(InvalidValue) in
            try HostAddress.text(of: text)
        }
    }

    /// A text where an empty one is the same as none.
    mutating func optionalText(_ name: String, longest: Int = 255) -> Field<String> {
        let field = string(name, length: 0...longest)
        if case .value("") = field { return .null }
        return field
    }

    /// Seconds between polls.
    mutating func pollInterval(_ name: String = "poll_interval") -> Field<Int> {
        integer(name, in: Settings.pollIntervals)
    }

    mutating func tags() -> Field<[String]> { strings("tags", count: Self.mostTags, length: Self.tagLength) }

    fileprivate static let mostTags = 50
    fileprivate static let tagLength = 1...50

    /// Records what would take away a field that is needed.
    mutating func forbidEmpty<Value>(_ name: String, _ field: Field<Value>) {
        switch field {
        case .null: reject(name, "Must not be empty")
        case .value(let text as String) where text.isEmpty: reject(name, "Must not be empty")
        case .value, .absent, .invalid: break
        }
    }
}

extension Settings {
    /// Seconds.
    static let pollIntervals = 5...86_400
}

extension Schema {
    /// What `JSONBody.tags` takes.
    static let tags = Schema.array(.line(JSONBody.tagLength), atMost: JSONBody.mostTags)
}
