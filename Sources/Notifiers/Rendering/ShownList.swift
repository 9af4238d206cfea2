/// The beginning of a list that may be of any length.
struct ShownList<Element> {
    let shown: [Element]
    /// How many are left out.
    let more: Int

    /// - Parameters:
    ///   - total: where `elements` are not all of them.
    ///   - most: elements that are shown.
    init(_ elements: [Element], total: Int? = nil, most: Int) {
        shown = Array(elements.prefix(most))
        more = max(0, (total ?? elements.count) - shown.count)
    }

    /// `and 37 more`; `nil` where none is left out.
    var rest: String? { more > 0 ? "and \(more) more" : nil }
}

extension ShownList: Sendable where Element: Sendable {}
extension ShownList: Equatable where Element: Equatable {}

extension ShownList<String> {
    /// As many as fit into `characters`, `most` at most.
    init(_ lines: [String], most: Int, characters: Int) {
        var room = characters
        let fitting = lines.prefix(most).prefix { line in
            room -= line.count + 1
            return room >= 0
        }
        self.init(Array(fitting), total: lines.count, most: fitting.count)
    }

    /// `sw-a, sw-b and sw-c`, or `sw-a, sw-b, sw-c and 27 more`.
    var sentence: String {
        let last = more > 0 ? "\(more) more" : shown.last ?? ""
        let others = more > 0 ? shown[...] : shown.dropLast()
        return others.isEmpty ? last : "\(others.joined(separator: ", ")) and \(last)"
    }
}
