/// How a service counts what it limits.
enum TextMeasure: Sendable {
    /// Code units of UTF-16.
    case utf16
    /// Octets of UTF-8 in a JSON text.
    case json

    func size(of character: Character) -> Int {
        switch self {
        case .utf16: character.utf16.count
        case .json: character.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "\"") || $1 == UInt8(ascii: "\\") ? 2 : 1) }
        }
    }

    func size(of text: String) -> Int { text.reduce(0) { $0 + size(of: $1) } }
}

extension String {
    /// Its beginning in whole characters, with an ellipsis if something is left out.
    func cut(to most: Int, by measure: TextMeasure) -> String {
        let ellipsis: Character = "…"
        var (size, end) = (0, startIndex)
        for index in indices {
            size += measure.size(of: self[index])
            if size > most { return String(self[..<end]) + String(ellipsis) }
            if size <= most - measure.size(of: ellipsis) { end = self.index(after: index) }
        }
        return self
    }
}

extension Range<Int> {
    /// The largest number in it for which `fits` holds, where it holds for all below that one; its first if for none.
    func last(that fits: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound - 1)
        while low < high {
            let middle = low + (high - low + 1) / 2
            if fits(middle) { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
