/// How long a server asks to be left alone (RFC 9110 §10.2.3).
enum RetryAfter {
    private static let longest: Int64 = 86_400

    /// - Parameters:
    ///   - date: the header `Date`: by the server's own clock, a moment is as far off as the server means.
    ///   - now: seconds since 1970.
    /// - Returns: 0 to a day; `nil` where the server does not say.
    static func seconds(_ text: String?, date: String?, now: Int64) -> Int64? {
        guard let text = text?.trimmed, !text.isEmpty else { return nil }
        if let seconds = wholeSeconds(text) { return min(max(seconds, 0), longest) }
        guard let moment = HTTPDate.seconds(text) else { return nil }
        let reference = date.flatMap { $0.trimmed.flatMap(HTTPDate.seconds) } ?? now
        return min(max(moment - reference, 0), longest)
    }

    /// A number too large for any clock is a long time all the same; a fraction is rounded up.
    private static func wholeSeconds(_ text: String) -> Int64? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        if digits.count < text.count { return 0 }
        guard let whole = Int64(parts[0]) else { return longest }
        let isFraction = parts.count == 2 && parts[1].contains { $0 != "0" }
        return isFraction && whole < longest ? whole + 1 : whole
    }
}

/// A date of HTTP in its three forms (RFC 9110 §5.6.7).
enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// - Returns: seconds since 1970.
    static func seconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 40 else { return nil }
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map { $0.lowercased() }
        guard words.count >= 5 else { return nil }
        // `Sun Nov  6 08:49:37 1994`, or day, month and year before the time.
        let isOfC = words[1].first?.isLetter == true
        let (day, month) = isOfC ? (words[2], words[1]) : (words[1], words[2])
        let (year, time) = isOfC ? (words[4], words[3]) : (words[3], words[4])
        guard let day = number(day, in: 1...31), let month = months.firstIndex(of: month),
            let year = number(year, in: 0...9999), let seconds = secondsOfDay(time)
        else { return nil }
        return days(year: fullYear(year), month: month + 1, day: day) * 86_400 + seconds
    }

    /// Two digits are of this century or the one before (RFC 850).
    private static func fullYear(_ year: Int64) -> Int64 { year >= 100 ? year : year + (year < 70 ? 2000 : 1900) }

    private static func secondsOfDay(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let hour = number(parts[0], in: 0...23), let minute = number(parts[1], in: 0...59),
            let second = number(parts[2], in: 0...60)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private static func number(_ text: String, in range: ClosedRange<Int64>) -> Int64? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text) else { return nil }
        return range.contains(number) ? number : nil
    }

    /// Since 1970-01-01, in the Gregorian calendar; a year begins in March here, so that its leap day is the last.
    private static func days(year: Int64, month: Int, day: Int64) -> Int64 {
        let (y, m) = month > 2 ? (year, Int64(month - 3)) : (year - 1, Int64(month + 9))
        return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468
    }
}

extension String {
    /// Without blanks at either end; `nil` for what is not ASCII. What a server sends may be long, and `String` puts
    /// combining marks in order before it compares.
    fileprivate var trimmed: String? {
        guard utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        return String(decoding: utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
    }
}
