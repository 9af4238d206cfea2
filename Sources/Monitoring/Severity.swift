/// How much an alert matters, mildest first.
package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case info, low, medium, high, critical

    /// All of them, for sentences: `info, low, …`.
    package static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Set<Severity> {
    /// `high, critical`, in any order; `none` for no severity at all. `nil` where a word is no severity.
    package init?(written text: String) {
        let words = text.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
        if words == ["none"] {
            self = []
            return
        }
        let severities = words.compactMap(Severity.init)
        guard !words.isEmpty, severities.count == words.count else { return nil }
        self.init(severities)
    }

    /// As it is written: the gravest first, or `none`.
    package var written: String { isEmpty ? "none" : gravestFirst.map(\.rawValue).joined(separator: ",") }

    package var gravestFirst: [Severity] { sorted(by: >) }
}
