/// A date of the agent's (`DateAndTime`, RFC 2579): of its own clock, which may be wrong.
public struct DateAndTime: Sendable, Hashable {
    /// The year, by the Gregorian calendar.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 60: a leap second is 60.
    public let second: Int
    /// Tenths of a second, 0 to 9.
    public let deciseconds: Int
    /// Minutes that the time is ahead of UTC; `nil` if the agent does not say: it sent eight bytes, or a text without zone.
    public let utcOffset: Int?

    /// `nil` if that is no date.
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, deciseconds: Int = 0,
        utcOffset: Int? = nil
    ) {
        guard (0...65_535).contains(year), (1...12).contains(month), (1...31).contains(day),
            day <= Self.days(in: month, of: year), (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second), (0...9).contains(deciseconds), (-840...840).contains(utcOffset ?? 0)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.deciseconds = deciseconds
        self.utcOffset = utcOffset
    }

    /// Reads the eight or eleven bytes of `DateAndTime`, or a date as text, which cameras and UPSs send instead. `nil` if it
    /// is neither, or a clock that was never set: all zeros.
    public init?(_ string: OctetString) {
        let bytes = string.bytes
        // Eight characters may be a date too, `11/24/26`, but then the year would be 12593 or later.
        if (7...11).contains(bytes.count), bytes[0] < 0x20 {
            self.init(binary: bytes)
        } else {
            self.init(parsing: string.text)
        }
    }

    private init?(binary bytes: [UInt8]) {
        let number = bytes.map(Int.init)
        var offset: Int?
        if bytes.count == 11 {
            guard let sign = [UInt8(ascii: "+"): 1, UInt8(ascii: "-"): -1, 0: 1][bytes[8]] else { return nil }
            offset = sign * (number[9] * 60 + number[10])
        }
        self.init(
            year: number[0] << 8 | number[1], month: number[2], day: number[3], hour: number[4], minute: number[5],
            second: number[6], deciseconds: bytes.count > 7 ? number[7] : 0, utcOffset: offset)
    }

    static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        return month == 2 ? isLeap ? 29 : 28 : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Seconds since the start of 1970 in UTC.
    ///
    /// - Parameter utcOffset: minutes ahead of UTC to assume if the agent does not say.
    public func secondsSince1970(assumingUTCOffset utcOffset: Int = 0) -> Double {
        // Years that begin in March, so that a leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        let minutes = days * 1440 + hour * 60 + minute - (self.utcOffset ?? utcOffset)
        return Double(minutes * 60 + second) + Double(deciseconds) / 10
    }
}

extension DateAndTime: CustomStringConvertible {
    /// `2026-11-24 10:59:37.0 +01:00`, without the last part if the zone is not known.
    public var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(year)-\(two(month))-\(two(day)) \(two(hour)):\(two(minute)):\(two(second)).\(deciseconds)"
        guard let utcOffset else { return date }
        let minutes = abs(utcOffset)
        return "\(date) \(utcOffset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
