/// What somebody may have meant who wrote a name that is not known.
package enum Suggestion {
    private static let longest = 64

    /// The name that the fewest slips of the pen lead from: a letter left out, added, changed, or two that changed places.
    /// `nil` where none is near: one slip is allowed in a word of three letters, two in a longer one, three in one of twelve.
    package static func nearest(to written: String, among names: some Sequence<String>) -> String? {
        let wanted = lowered(written)
        guard (2...longest).contains(wanted.count) else { return nil }
        let allowed = wanted.count < 4 ? 1 : wanted.count < 12 ? 2 : 3
        var best: (slips: Int, name: String)?
        for name in names {
            let candidate = lowered(name)
            guard abs(candidate.count - wanted.count) <= allowed, candidate.count <= longest else { continue }
            let slips = slips(from: wanted, to: candidate)
            if slips <= allowed, slips < candidate.count, slips < best?.slips ?? .max { best = (slips, name) }
        }
        return best?.name
    }

    private static func lowered(_ text: String) -> [UInt8] {
        text.utf8.prefix(longest + 1).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// The distance of Damerau and Levenshtein, in which letters that changed places are one slip.
    private static func slips(from first: [UInt8], to second: [UInt8]) -> Int {
        var twoBefore: [Int] = []
        var before = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                var slips = min(before[column + 1] + 1, current[column] + 1, before[column] + (letter == other ? 0 : 1))
                let isSwapped =
                    row > 0 && column > 0 && letter == second[column - 1] && first[row - 1] == other
                if isSwapped { slips = min(slips, twoBefore[column - 1] + 1) }
                current.append(slips)
            }
            (twoBefore, before) = (before, current)
        }
        return before[second.count]
    }
}
