internal import CPostgreSQL

/// What one connection has prepared: what it is asked for a second time, by text and types.
struct PreparedStatements {
    enum Use {
        /// It may never come again.
        case once
        /// To be prepared under this name.
        case new(String)
        case ready(String)
    }

    private struct Key: Hashable {
        let text: String
        let types: [Oid]
    }

    /// A server keeps each of them for each connection.
    private static let most = 256

    private var names: [Key: String] = [:]
    private var seen: Set<Key> = []
    private var last = 0

    mutating func use(_ text: String, _ types: [Oid]) -> Use {
        let key = Key(text: text, types: types)
        if let name = names[key] { return .ready(name) }
        guard names.count < Self.most else { return .once }
        guard !seen.insert(key).inserted else {
            if seen.count > 4 * Self.most { seen = [] }
            return .once
        }
        last += 1
        return .new("lapwing_\(last)")
    }

    mutating func isReady(_ text: String, _ types: [Oid], _ name: String) {
        let key = Key(text: text, types: types)
        names[key] = name
        seen.remove(key)
    }

    /// Names are not used again.
    mutating func forget() { (names, seen) = ([:], []) }

    /// Whether the server says that it has no such statement, or that its table has other columns by now.
    static func isLost(_ state: String) -> Bool { state == "26000" || state == "0A000" }
}
