/// How much an alert matters, mildest first.
package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case info, low, medium, high, critical

    /// Whether a person is told at once; milder alerts wait for the daily summary.
    package var isNotifiedAtOnce: Bool { self >= .high }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
