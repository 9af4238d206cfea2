internal import Database
internal import Monitoring

/// The parts of a `WHERE` clause, with the values of their placeholders.
struct Conditions {
    private var parts: [String] = []
    private(set) var values: [any ValueConvertible] = []

    /// A clause that begins with a space, or nothing.
    var clause: String { parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND ") }

    mutating func add(_ condition: String, _ values: any ValueConvertible...) {
        parts.append(condition)
        self.values += values
    }

    /// Adds the condition where there is a value to compare with.
    mutating func add(_ condition: String, ifPresent value: (any ValueConvertible)?) {
        if let value { add(condition, value) }
    }
}

extension String {
    /// A pattern for `LIKE … ESCAPE '\'` that matches what contains this text, taken to the letter.
    var containedPattern: String {
        var pattern = "%"
        for character in unicodeScalars {
            if character == "%" || character == "_" || character == "\\" { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern + "%"
    }
}

/// One page of a list, or all of it.
struct Window {
    let limit: Int
    let offset: Int

    /// - Parameter page: from 1. A page past any end is empty.
    init?(page: Int?, perPage: Int?) {
        guard page != nil || perPage != nil else { return nil }
        limit = max(perPage ?? 50, 1)
        let (offset, overflow) = (max(page ?? 1, 1) - 1).multipliedReportingOverflow(by: limit)
        self.offset = overflow ? Int.max : offset
    }

    static let clause = " LIMIT ? OFFSET ?"

    var values: [any ValueConvertible] { [limit, offset] }
}

extension Conditions {
    mutating func add(tag: String?, of kind: SubjectKind) {
        add("\(kind.table).id IN (SELECT id FROM subject_tags WHERE kind = '\(kind)' AND tag = ?)", ifPresent: tag)
    }

    /// Name or address contains the text, whatever the case.
    mutating func addContained(_ text: String) {
        let pattern = text.lowercased().containedPattern
        add("(name_key LIKE ? ESCAPE '\\' OR lower(address) LIKE ? ESCAPE '\\')", pattern, pattern)
    }
}

/// Nothing sorts last whichever way; ties are settled by id.
/// - Parameter column: `nil` for the id itself.
func orderBy(_ column: String?, of kind: SubjectKind, isDescending: Bool) -> String {
    let (id, descending) = ("\(kind.table).id", isDescending ? " DESC" : "")
    return column.map { "\($0) IS NULL, \($0)\(descending), \(id)" } ?? id + descending
}

extension Transaction {
    func count(in table: String, _ conditions: Conditions) throws -> Int {
        try first("SELECT COUNT(*) FROM \(table)\(conditions.clause)", conditions.values) { Int($0.integer()) } ?? 0
    }
}
