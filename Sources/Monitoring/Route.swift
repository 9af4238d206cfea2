/// Who is told of which alerts. Routes are asked in the order of their positions; the first one that is enabled,
/// matches and holds at that time decides alone.
package struct Route: Sendable, Equatable {
    package let id: ID<Route>
    package var name: String
    /// From 1, without gaps.
    package var position: Int
    package var match: Match
    /// None, so that nobody is told of what it matches.
    package var receivers: [ID<Receiver>]
    /// Seconds that a notice waits for others; `nil` for the setting.
    package var groupWait: Int?
    /// When it holds; `nil` for always.
    package var hours: WeeklyHours?
    package var isEnabled: Bool

    package init(
        id: ID<Route>, name: String, position: Int, match: Match = Match(), receivers: [ID<Receiver>] = [],
        groupWait: Int? = nil, hours: WeeklyHours? = nil, isEnabled: Bool = true
    ) {
        self.id = id
        self.name = name
        self.position = position
        self.match = match
        self.receivers = receivers
        self.groupWait = groupWait
        self.hours = hours
        self.isEnabled = isEnabled
    }
}

/// A span of time on some days of each week, by the clocks of a zone.
package struct WeeklyHours: Sendable, Hashable, Codable {
    package enum Day: String, Sendable, CaseIterable, Codable {
        case monday = "mon"
        case tuesday = "tue"
        case wednesday = "wed"
        case thursday = "thu"
        case friday = "fri"
        case saturday = "sat"
        case sunday = "sun"
    }

    /// On which it begins; it may end on the next.
    package var days: [Day]
    /// Minutes after midnight, and until which it holds, that minute not included. Where they are the same it is the
    /// whole day; where `to` is the smaller one, midnight lies between.
    package var from: Int
    package var to: Int

    package init(days: [Day] = Day.allCases, from: Int, to: Int) {
        self.days = days
        self.from = from
        self.to = to
    }

    package func hold(at moment: Timestamp, in zone: Zone) -> Bool {
        let wall = zone.wall(at: moment).milliseconds
        let minutes = Int((Double(wall) / 60_000).rounded(.down))
        let today = Int((Double(minutes) / Double(Self.day)).rounded(.down))
        let minute = minutes - today * Self.day
        let length = to > from ? to - from : to - from + Self.day
        let sinceToday = minute - from
        return days.contains(Day.of(today)) && (0..<length).contains(sinceToday)
            || days.contains(Day.of(today - 1)) && sinceToday + Self.day < length
    }

    /// Minutes.
    private static let day = 24 * 60
}

extension WeeklyHours.Day {
    /// - Parameter day: days since 1970-01-01, which was a Thursday.
    fileprivate static func of(_ day: Int) -> Self { allCases[((day + 3) % 7 + 7) % 7] }
}
