internal import Database
package import Monitoring

extension Store {
    /// Writes the summary's notices once a day, whoever asks and however often: counts the alerts from `from` up to
    /// `to`, and the present states.
    /// - Returns: whether it did.
    package func writeDailySummary(
        day: String, from: Timestamp, to: Timestamp, channels: [ChannelPlan], now: Timestamp
    ) async throws -> Bool {
        try await database.write { transaction in
            let isFirst = try transaction.execute(
                "INSERT INTO daily_summaries (day, written_at) VALUES (?, ?) ON CONFLICT (day) DO NOTHING", [day, now])
            guard isFirst > 0 else { return false }
            let summary = DailySummary(
                day: day, alerts: try transaction.alertCounts(from: from, to: to),
                devices: try transaction.statusCounts(of: .devices), cameras: try transaction.statusCounts(of: .cameras)
            )
            for plan in channels { try transaction.insertNotice(.summary(summary), of: nil, plan, at: now) }
            return true
        }
    }

    /// The last day summed up.
    package func lastSummaryDay() async throws -> String? {
        try await database.read { try $0.first("SELECT MAX(day) FROM daily_summaries") { $0.textOrNil() } ?? nil }
    }
}

extension Transaction {
    fileprivate func alertCounts(from: Timestamp, to: Timestamp) throws -> [Severity: Int] {
        let counts = try query(
            "SELECT severity, COUNT(*) FROM alerts WHERE created_at >= ? AND created_at < ? GROUP BY severity",
            [from, to]
        ) { row in (try row.choice(Severity.self), Int(row.integer())) }
        return Dictionary(uniqueKeysWithValues: counts)
    }
}
