import SNMP

/// A description of an agent in lines: an identifier, a type, and a value or how it is made.
///
///     sysName.0                    text      "ups-{address}"  writable
///     sysUpTime.0                  ticks     uptime
///     ifDescr.[1-4]                text      "eth{index}"
///     ifHCInOctets.[1-4]           counter64 rate=1k..100M
///     1.3.6.1.2.1.33.1.2.4.0       integer   min=80 max=100
///
/// `docs/simulator.md` has all of it.
extension AgentContent {
    convenience init(description lines: [String], file: String) throws {
        var objects: [AgentObject] = []
        var contexts: [String: [AgentObject]] = [:]
        var context: String?
        var keepsOrder = false
        for (number, line) in zip(1..., lines) {
            do throws(DescriptionFault) {
                let words = try DescriptionLine.words(of: line)
                switch words.first {
                case nil: continue
                case "order" where words == ["order", "as-written"]: keepsOrder = true
                case "context" where words.count == 2: context = words[1]
                default:
                    let more = try DescriptionLine(words).objects()
                    if let context { contexts[context, default: []] += more } else { objects += more }
                }
            } catch {
                throw AgentContentError(file: file, line: number, reason: ByteText.readable(error.reason))
            }
        }
        self.init(
            tree: AgentTree(objects, keepsOrder: keepsOrder),
            contexts: contexts.mapValues { AgentTree($0, keepsOrder: keepsOrder) })
    }
}

struct DescriptionFault: Error {
    let reason: String
}

/// One line that describes one object, or a column of them.
struct DescriptionLine {
    private let identifier: String
    private let type: String
    private let words: [String]
    private let isWritable: Bool

    init(_ words: [String]) throws(DescriptionFault) {
        guard words.count >= 2 else {
            throw DescriptionFault(
                reason: "a line is an identifier, a type and a value, not “\(words.joined(separator: " "))”")
        }
        identifier = words[0]
        type = words[1]
        isWritable = words.count > 3 && words.last == "writable"
        self.words = Array(words.dropFirst(2).dropLast(isWritable ? 1 : 0))
    }

    /// Words are apart by blanks; one that begins with a quotation mark goes to the next one, and keeps it. What follows `#`
    /// is a comment.
    static func words(of line: String) throws(DescriptionFault) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var isEscaped = false
        for character in line {
            if isQuoted {
                word.append(character)
                if character == "\"", !isEscaped { isQuoted = false }
                isEscaped = character == "\\" && !isEscaped
            } else if character.isBlank || character == "#" {
                if !word.isEmpty { words.append(word) }
                word = ""
                if character == "#" { return words }
            } else {
                isQuoted = character == "\"" && word.isEmpty
                word.append(character)
            }
        }
        guard !isQuoted else { throw DescriptionFault(reason: "a text has no quotation mark at its end") }
        if !word.isEmpty { words.append(word) }
        return words
    }

    func objects() throws(DescriptionFault) -> [AgentObject] {
        var objects: [AgentObject] = []
        for row in try rows() {
            guard let oid = OID(row.identifier), oid.count > 1 else {
                throw DescriptionFault(
                    reason: "“\(row.identifier)” is not an identifier, and no name known here begins it")
            }
            var values: [String] = []
            for word in words { values.append(row.filled(word)) }
            let value = DescribedValue(type: type, words: values, identifier: oid)
            objects.append(AgentObject(oid.arcs, try value.value(), writing: try writing()))
        }
        return objects
    }

    private func writing() throws(DescriptionFault) -> AgentObject.Writing? {
        guard isWritable else { return nil }
        switch type {
        case "text", "hex": return .text
        case "integer": return .integer(Int64(Int32.min)...Int64(Int32.max))
        default: throw DescriptionFault(reason: "only text, hex and integer can be writable, not \(type)")
        }
    }

    private struct Row {
        var identifier: String
        var indexes: [UInt32] = []

        /// `{index}` is the last of the ranges' numbers, `{1}` the first one, `{2}` the second.
        func filled(_ word: String) -> String {
            guard !indexes.isEmpty, word.contains("{") else { return word }
            var word = word
            for (place, index) in zip(1..., indexes) { word = word.replacing("{\(place)}", with: String(index)) }
            return word.replacing("{index}", with: String(indexes[indexes.count - 1]))
        }
    }

    private static let mostRows = 2_000_000

    private func rows() throws(DescriptionFault) -> [Row] {
        var rows = [Row(identifier: "")]
        var rest = identifier[...]
        while let open = rest.firstIndex(of: "[") {
            guard let close = rest[open...].firstIndex(of: "]") else {
                throw DescriptionFault(reason: "a range has no “]”")
            }
            let numbers = try Self.numbers(rest[rest.index(after: open)..<close])
            guard rows.count * numbers.count <= Self.mostRows else {
                throw DescriptionFault(reason: "these are more than \(Self.mostRows) objects")
            }
            let literal = String(rest[..<open])
            var more: [Row] = []
            for row in rows {
                for number in numbers {
                    more.append(
                        Row(identifier: "\(row.identifier)\(literal)\(number)", indexes: row.indexes + [number]))
                }
            }
            rows = more
            rest = rest[rest.index(after: close)...]
        }
        for index in rows.indices { rows[index].identifier += rest }
        return rows
    }

    /// `1-48`, `1,3,5-9`.
    private static func numbers(_ text: Substring) throws(DescriptionFault) -> [UInt32] {
        var numbers: [UInt32] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt32($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
                numbers.count + Int(last - first) < mostRows
            else { throw DescriptionFault(reason: "“[\(text)]” is not a range such as [1-48] or [1,3,5-9]") }
            numbers += first...last
        }
        return numbers
    }
}
