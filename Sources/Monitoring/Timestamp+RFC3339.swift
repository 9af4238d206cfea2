/// RFC 3339 in UTC, as the API writes times: `2026-01-15T10:30:00Z`.
extension Timestamp: CustomStringConvertible {
    package var description: String {
        String(unsafeUninitializedCapacity: 20) { buffer in
            writeRFC3339(into: buffer)
            return 20
        }
    }

    /// Writes the 20 bytes of `YYYY-MM-DDTHH:MM:SSZ`; years outside 0–9999 are held at those ends.
    package func writeRFC3339(into buffer: UnsafeMutableBufferPointer<UInt8>) {
        let seconds = min(max(milliseconds.flooredQuotient(by: 1000), Self.firstSecond), Self.lastSecond)
        let days = seconds.flooredQuotient(by: 86_400)
        let secondOfDay = seconds - days * 86_400
        let (year, month, day) = Self.civil(daysSince1970: days)
        func write(_ value: Int64, digits: Int, at offset: Int) {
            var rest = value
            for place in stride(from: offset + digits - 1, through: offset, by: -1) {
                buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
        }
        write(year, digits: 4, at: 0)
        buffer[4] = UInt8(ascii: "-")
        write(month, digits: 2, at: 5)
        buffer[7] = UInt8(ascii: "-")
        write(day, digits: 2, at: 8)
        buffer[10] = UInt8(ascii: "T")
        write(secondOfDay / 3600, digits: 2, at: 11)
        buffer[13] = UInt8(ascii: ":")
        write(secondOfDay / 60 % 60, digits: 2, at: 14)
        buffer[16] = UInt8(ascii: ":")
        write(secondOfDay % 60, digits: 2, at: 17)
        buffer[19] = UInt8(ascii: "Z")
    }

    /// Reads an RFC 3339 date-time with any offset and any fraction, or a date alone (its midnight in UTC).
    package init?(rfc3339 text: String) {
        var fields = Fields(text.utf8)
        guard let year = fields.number(4), fields.take("-"), let month = fields.number(2), fields.take("-"),
            let day = fields.number(2), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        var total = Self.daysSince1970(year: year, month: month, day: day) * 86_400_000
        if !fields.isAtEnd {
            guard let time = fields.timeOfDay() else { return nil }
            total += time
        }
        self.init(milliseconds: total)
    }

    private static let firstSecond = daysSince1970(year: 0, month: 1, day: 1) * 86_400
    private static let lastSecond = daysSince1970(year: 9999, month: 12, day: 31) * 86_400 + 86_399

    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    private static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The same source's `days_from_civil`.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredQuotient(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// A reader of fixed-width fields.
    private struct Fields {
        private let bytes: [UInt8]
        private var position = 0

        init(_ text: String.UTF8View) { bytes = Array(text) }

        var isAtEnd: Bool { position == bytes.count }

        mutating func number(_ digits: Int) -> Int64? {
            guard position + digits <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[position..<position + digits] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            position += digits
            return value
        }

        mutating func take(_ characters: String) -> Bool {
            guard position < bytes.count, characters.utf8.contains(bytes[position]) else { return false }
            position += 1
            return true
        }

        /// Milliseconds since midnight in UTC; a leap second counts as the one before it.
        mutating func timeOfDay() -> Int64? {
            guard take("Tt "), let hour = number(2), take(":"), let minute = number(2), take(":"),
                let second = number(2), hour < 24, minute < 60, second <= 60
            else { return nil }
            guard let fraction = fraction(), let offset = offset(), isAtEnd else { return nil }
            return (hour * 3600 + minute * 60 + min(second, 59)) * 1000 + fraction - offset
        }

        private mutating func fraction() -> Int64? {
            guard take(".") else { return 0 }
            var milliseconds: Int64 = 0
            var digits = 0
            while let digit = number(1) {
                if digits < 3 { milliseconds = milliseconds * 10 + digit }
                digits += 1
            }
            guard digits > 0 else { return nil }
            for _ in digits..<max(digits, 3) { milliseconds *= 10 }
            return milliseconds
        }

        private mutating func offset() -> Int64? {
            if take("Zz") { return 0 }
            let sign: Int64 = position < bytes.count && bytes[position] == UInt8(ascii: "-") ? -1 : 1
            guard take("+-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
            else { return nil }
            return sign * (hours * 60 + minutes) * 60_000
        }
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
