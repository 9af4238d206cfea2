internal import Database
package import Monitoring

extension Store {
    package func summaryPlan() async throws -> SummaryPlan? {
        try await database.read { transaction in
            try transaction.first("SELECT schedule, next_at, covered_until FROM summary_plan") { row in
                SummaryPlan(schedule: row.text(), nextAt: row.timestamp(), coveredUntil: row.timestampOrNil())
            }
        }
    }

    package func keep(_ plan: SummaryPlan, under lease: Lease) async throws {
        try await write(under: lease, .shared) { try $0.keep(plan) }
    }

    /// Writes the notices of the summary that is due at the end of `period`, once, whoever asks and however often:
    /// counts the alerts of the period, and says what is offline at present. `plan` is kept either way.
    /// - Returns: whether it did.
    package func writeDailySummary(
        day: String, period: Range<Timestamp>, plans: [NoticePlan], then plan: SummaryPlan, now: Timestamp
    ) async throws -> Bool {
        try await database.write { transaction in
            try transaction.keep(plan)
            let isFirst = try transaction.execute(
                "INSERT INTO daily_summaries (day, written_at) VALUES (?, ?) ON CONFLICT (day) DO NOTHING",
                [period.upperBound.description, now])
            guard isFirst > 0 else { return false }
            let summary = DailySummary(
                day: day, period: period, alerts: try transaction.alertCounts(in: period),
                devices: try transaction.statusCounts(of: .device),
                cameras: try transaction.statusCounts(of: .camera),
                offlineDevices: try transaction.offlineNames(of: .device),
                offlineCameras: try transaction.offlineNames(of: .camera))
            for plan in plans { try transaction.insertNotice(.summary(summary), of: nil, plan, at: now) }
            return true
        }
    }
}

extension Transaction {
    fileprivate func keep(_ plan: SummaryPlan) throws {
        try execute(
            """
            INSERT INTO summary_plan (id, schedule, next_at, covered_until) VALUES (1, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                schedule = excluded.schedule, next_at = excluded.next_at, covered_until = excluded.covered_until
            """, [plan.schedule, plan.nextAt, plan.coveredUntil])
    }

    fileprivate func alertCounts(in period: Range<Timestamp>) throws -> [Severity: Int] {
        let counts = try query(
            "SELECT severity, COUNT(*) FROM alerts WHERE created_at >= ? AND created_at < ? GROUP BY severity",
            [period.lowerBound, period.upperBound]
        ) { row in (try row.choice(Severity.self), Int(row.integer())) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    fileprivate func offlineNames(of kind: SubjectKind) throws -> [String] {
        try query(
            """
            SELECT name FROM subjects JOIN \(kind.table) ON \(kind.table).id = subjects.id
            WHERE kind = ? AND status = ? ORDER BY name, subjects.id LIMIT \(DailySummary.mostNames)
            """, [kind, Status.offline]
        ) { $0.text() }
    }
}
