internal import Monitoring

/// At what time of the day summaries are due, by the clocks of a zone: once each day there, whether it has 23 hours or 25.
struct SummarySchedule: Sendable, Equatable {
    let minuteOfDay: Int
    let zone: Zone

    init(minuteOfDay: Int, zone: Zone = .utc) {
        self.minuteOfDay = minuteOfDay
        self.zone = zone
    }

    init(_ settings: Settings) { self.init(minuteOfDay: settings.dailySummaryAt, zone: settings.zone) }

    /// As the plan keeps it.
    var name: String { "\(minuteOfDay) \(zone.name)" }

    /// A summary that is due at the end of its period.
    struct Due: Sendable, Equatable {
        /// `2026-01-15`, the day that most of the period is.
        let day: String
        let period: Range<Timestamp>
    }

    enum Step: Sendable, Equatable {
        case nothing
        case plan(SummaryPlan)
        case write(Due, then: SummaryPlan)
    }

    /// A new time of the day holds from its next occurrence on, and what a stop missed is made up for once. An installation
    /// that is new missed nothing.
    func step(_ plan: SummaryPlan?, at now: Timestamp) -> Step {
        guard let plan else { return .plan(SummaryPlan(schedule: name, nextAt: next(after: now))) }
        let isChanged = plan.schedule != name
        if now >= plan.nextAt {
            let isLate = now - plan.nextAt >= Self.day
            return write(until: isChanged && !isLate ? plan.nextAt : last(notAfter: now), plan, now: now)
        }
        let next = next(after: isChanged ? now - Self.notice : now)
        // A later one was planned by a clock that was set back since.
        guard isChanged || plan.nextAt > next else { return .nothing }
        return .plan(SummaryPlan(schedule: name, nextAt: next, coveredUntil: plan.coveredUntil))
    }

    func next(after moment: Timestamp) -> Timestamp {
        around(moment).first { $0 > moment } ?? moment + Self.day
    }

    func last(notAfter moment: Timestamp) -> Timestamp {
        around(moment).last { $0 <= moment } ?? moment - Self.day
    }

    private func write(until end: Timestamp, _ plan: SummaryPlan, now: Timestamp) -> Step {
        .write(
            Due(day: day(before: end), period: start(of: end, coveredUntil: plan.coveredUntil)..<end),
            then: SummaryPlan(schedule: name, nextAt: next(after: now), coveredUntil: end))
    }

    /// A day before, or where the last summary ended if the time of the day was changed and that is a little longer ago.
    private func start(of end: Timestamp, coveredUntil: Timestamp?) -> Timestamp {
        let dayBefore = around(end).last { $0 < end } ?? end - Self.day
        guard let coveredUntil, coveredUntil < dayBefore, dayBefore - coveredUntil < Self.day else { return dayBefore }
        return coveredUntil
    }

    private func day(before end: Timestamp) -> String {
        String(zone.wall(at: end - Self.day / 2).description.prefix(10))
    }

    /// The occurrences on the days about `moment`, in order.
    private func around(_ moment: Timestamp) -> [Timestamp] {
        let length: Int64 = 86_400_000
        let today = Int64((Double(zone.wall(at: moment).milliseconds) / Double(length)).rounded(.down))
        return (today - 2...today + 2).map { day in
            zone.moment(showing: Timestamp(milliseconds: day * length + Int64(minuteOfDay) * 60_000))
        }
    }

    private static let day = Duration.seconds(86_400)
    /// How late a change may be noticed: one just before the new time is still in time.
    private static let notice = Duration.seconds(60)
}
