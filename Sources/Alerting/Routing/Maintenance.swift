package import Monitoring

extension Policy {
    /// Until when maintenance keeps people from being told of it; `nil` where no window is open for it.
    func maintenance(of news: News, at now: Timestamp) -> (until: Timestamp, reason: String)? {
        windows.hold(news, at: now)
    }
}

extension HeldNotice {
    /// Where windows were changed, made or deleted, or do not cover the subject any more.
    package func step(by windows: [MaintenanceWindow], at now: Timestamp) -> HeldNoticeStep {
        guard let hold = windows.hold(news, at: now) else { return until > now ? .free : .keep }
        return hold.until == until ? .keep : .hold(until: hold.until, hold.reason)
    }
}

extension [MaintenanceWindow] {
    /// The end of the last of those that follow each other without a gap, since at no moment between people are to be
    /// told.
    fileprivate func hold(_ news: News, at now: Timestamp) -> (until: Timestamp, reason: String)? {
        let covering = filter { $0.match.holds(of: news) }
        guard var last = covering.last(openAt: now) else { return nil }
        while let next = covering.last(openAt: last.endsAt) { last = next }
        return (last.endsAt, "In maintenance “\(last.name)” until \(last.endsAt)")
    }

    /// The one of those open at `moment` that ends last.
    private func last(openAt moment: Timestamp) -> MaintenanceWindow? {
        filter { $0.isOpen(at: moment) }.max { ($0.endsAt, $1.id) < ($1.endsAt, $0.id) }
    }
}
