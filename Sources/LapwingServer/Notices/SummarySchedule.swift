internal import Monitoring

/// Which day's summary is due.
struct SummarySchedule: Equatable {
    /// `2026-01-15`, a UTC day.
    let day: String
    let from: Timestamp
    let to: Timestamp

    /// The last day that is over and whose summary's minute, on the day after, has come.
    /// - Parameter minuteOfDay: in UTC.
    init(at now: Timestamp, minuteOfDay: Int) {
        let minute: Int64 = 60_000
        let length = 1440 * minute
        let shifted = now.milliseconds - Int64(minuteOfDay) * minute
        let days = (Double(shifted) / Double(length)).rounded(.down)
        to = Timestamp(milliseconds: Int64(days) * length)
        from = Timestamp(milliseconds: to.milliseconds - length)
        day = String(from.description.prefix(10))
    }
}
