import Testing

/// Texts that cost more than their length where somebody compares, hashes or cuts them as Unicode has it.
enum NastyText: String, CaseIterable, CustomTestStringConvertible {
    /// Marks of alternating classes: putting them in canonical order takes quadratic time.
    case marks
    case marksOnLetter
    case manyMarks
    /// One character without an end.
    case joined
    /// Where a flag begins depends on all the flags before it.
    case flags
    case conjuncts
    case jamo
    case selectors
    case letters

    private var unit: String {
        switch self {
        case .marks: "\u{301}\u{316}"
        case .marksOnLetter: "a\u{316}\u{301}\u{316}"
        case .manyMarks: "\u{345}\u{35C}\u{334}\u{327}\u{31B}\u{316}\u{302}"
        case .joined: "\u{1F469}\u{200D}"
        case .flags: "\u{1F1E9}"
        case .conjuncts: "\u{915}\u{94D}"
        case .jamo: "\u{1100}"
        case .selectors: "\u{2764}\u{FE0F}\u{1F3FD}"
        case .letters: "x"
        }
    }

    /// At most `length` bytes.
    func text(_ length: Int) -> String { String(repeating: unit, count: length / unit.utf8.count) }

    var testDescription: String { rawValue }

    /// The time that `body` takes with it, and with plain letters of the same length, each the best of three.
    func costs(_ length: Int, _ body: (String) throws -> Void) rethrows -> (own: Duration, plain: Duration) {
        let (own, plain) = (text(length), NastyText.letters.text(length))
        func best(_ text: String) throws -> Duration {
            var best = Duration.seconds(3600)
            for _ in 0..<3 { best = try min(best, ContinuousClock().measure { try body(text) }) }
            return best
        }
        return (try best(own), try best(plain))
    }

    /// Whether `body` takes no more than its length explains: a quadratic cost is thousands of times as much.
    func isLinear(_ length: Int = 1 << 19, _ body: (String) throws -> Void) rethrows -> Bool {
        let (own, plain) = try costs(length, body)
        return own < plain * 40 + .milliseconds(200)
    }
}
