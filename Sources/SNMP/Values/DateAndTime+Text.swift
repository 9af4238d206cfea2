extension DateAndTime {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Reads the dates that agents send as text: `2026-11-24 10:59:37`, `2026-11-24T10:59:37+01:00`, `24.11.2026 10:59`,
    /// `11/24/2026` (month first unless that is impossible, as APC's UPSs have it), `Tue Nov 24 10:59:37 2026`.
    ///
    /// `nil` if there is no date in it: a time alone is none.
    public init?(parsing text: String) {
        guard text.utf8.count <= 64 else { return nil }
        var words = Self.words(of: text)
        guard let (year, month, day) = Self.date(&words) else { return nil }
        let time = Self.time(&words)
        let zone = Self.zone(words)
        if case .impossible = zone { return nil }
        self.init(
            year: year, month: month, day: day, hour: time?.hour ?? 0, minute: time?.minute ?? 0,
            second: time?.second ?? 0, deciseconds: time?.deciseconds ?? 0, utcOffset: zone.offset)
    }

    /// Numbers, words of letters, and single marks.
    private static func words(of text: String) -> [Substring] {
        enum Kind { case digit, letter, space, mark }
        func kind(_ character: Character) -> Kind {
            if character.isASCII, character.isNumber { return .digit }
            return character.isLetter ? .letter : character.isWhitespace ? .space : .mark
        }
        var words: [Substring] = []
        var rest = text[...]
        while let first = rest.first {
            let kindOfFirst = kind(first)
            let word = kindOfFirst == .mark ? rest.prefix(1) : rest.prefix { kind($0) == kindOfFirst }
            rest = rest.dropFirst(word.count)
            if kindOfFirst != .space { words.append(word) }
        }
        return words
    }

    /// Takes three numbers with the same mark between them, or the name of a month with a day and a year.
    private static func date(_ words: inout [Substring]) -> (year: Int, month: Int, day: Int)? {
        for start in words.indices.dropLast(4) {
            let mark = words[start + 1]
            guard ["-", "/", "."].contains(mark), words[start + 3] == mark, let first = Int(words[start]),
                let second = Int(words[start + 2]), let third = Int(words[start + 4])
            else { continue }
            let isLong = max(words[start].count, words[start + 4].count) == 4
            guard isLong || [0, 2, 4].allSatisfy({ words[start + $0].count == 2 }) else { continue }
            words.removeSubrange(start..<start + 5)
            if first > 31 { return (first, second, third) }
            let year = third < 100 ? 2000 + third : third
            let dayIsFirst = mark == "." || first > 12
            return dayIsFirst ? (year, second, first) : (year, first, second)
        }
        return namedDate(&words)
    }

    private static func namedDate(_ words: inout [Substring]) -> (year: Int, month: Int, day: Int)? {
        let names = words.map { months.firstIndex(of: $0.prefix(3).lowercased()) }
        guard let position = names.firstIndex(where: { $0 != nil }), let month = names[position].map({ $0 + 1 }) else {
            return nil
        }
        let year = words.firstIndex { $0.count == 4 && Int($0) != nil }
        let days = [position + 1, position - 1].filter { words.indices.contains($0) && $0 != year }
        guard let year, let day = days.first(where: { Int(words[$0]) != nil }), let number = Int(words[day]) else {
            return nil
        }
        let result = (Int(words[year]) ?? 0, month, number)
        for index in [position, year, day].sorted(by: >) { words.remove(at: index) }
        return result
    }

    /// Takes `10:59`, `10:59:37`, `10:59:37.25`, `9:05 PM`.
    private static func time(_ words: inout [Substring]) -> (hour: Int, minute: Int, second: Int, deciseconds: Int)? {
        guard let start = words.indices.dropLast(2).first(where: { words[$0 + 1] == ":" && Int(words[$0]) != nil }),
            var hour = Int(words[start]), let minute = Int(words[start + 2])
        else { return nil }
        var end = start + 3
        var (second, deciseconds) = (0, 0)
        if end + 1 < words.count, words[end] == ":", let number = Int(words[end + 1]) {
            second = number
            end += 2
            if end + 1 < words.count, words[end] == ".", let tenth = words[end + 1].first?.wholeNumberValue {
                deciseconds = tenth
                end += 2
            }
        }
        if end < words.count, ["am", "pm"].contains(words[end].lowercased()) {
            hour = hour % 12 + (words[end].lowercased() == "pm" ? 12 : 0)
            end += 1
        }
        words.removeSubrange(start..<end)
        return (hour, minute, second, deciseconds)
    }

    private enum Zone {
        case unsaid
        /// In minutes.
        case ahead(Int)
        /// No zone is that far from UTC.
        case impossible

        var offset: Int? { if case .ahead(let minutes) = self { minutes } else { nil } }
    }

    /// `Z`, `UTC`, `GMT`, `+01:00`, `-0800`, `UTC+8`.
    private static func zone(_ words: [Substring]) -> Zone {
        if let position = words.firstIndex(where: { $0 == "+" || $0 == "-" }), position + 1 < words.count,
            words[position + 1].allSatisfy(\.isNumber)
        {
            let hasMinutes = position + 3 < words.count && words[position + 2] == ":"
            guard let minutes = minutes(words[position + 1], hasMinutes ? words[position + 3] : "0") else {
                return .impossible
            }
            return .ahead(words[position] == "+" ? minutes : -minutes)
        }
        return words.contains { ["z", "utc", "gmt"].contains($0.lowercased()) } ? .ahead(0) : .unsaid
    }

    /// `nil` for more digits than hours and minutes have: a device may send any number.
    private static func minutes(_ hours: Substring, _ minutes: Substring) -> Int? {
        guard hours.count <= 4, let number = Int(hours) else { return nil }
        let (hours, minutes) = hours.count == 4 ? (number / 100, number % 100) : (number, Int(minutes) ?? 0)
        return minutes < 60 ? hours * 60 + minutes : nil
    }
}
