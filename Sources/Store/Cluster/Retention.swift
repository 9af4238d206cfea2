internal import Database
package import Monitoring

/// Forgets what is old, a batch a transaction. Each call returns how many rows it removed: fewer than `limit` where
/// none is left.
extension Store {
    /// Alerts that began and were resolved before `moment`, with their notices and attempts; none of which a notice is
    /// yet to be delivered. One that was raised by hand has ended, too, when somebody acknowledged it: nothing else
    /// might ever resolve it.
    package func forgetAlerts(resolvedBefore moment: Timestamp, limit: Int, under lease: Lease) async throws -> Int {
        try await write(under: lease, .shared) { transaction in
            let old = try transaction.query(
                """
                SELECT id FROM alerts
                WHERE created_at < ? AND (
                    status = 'resolved' AND resolved_at < ? OR rule = ? AND acknowledged_at < ?
                ) AND NOT EXISTS (
                    SELECT 1 FROM notices WHERE alert_id = alerts.id AND next_attempt_at IS NOT NULL
                )
                ORDER BY created_at, id LIMIT ?
                """, [moment, moment, AlertRule.manual, moment, limit]
            ) { $0.id(Alert.self) }
            guard !old.isEmpty else { return 0 }
            let places = old.map { _ in "?" }.joined(separator: ", ")
            try transaction.execute("DELETE FROM notices WHERE alert_id IN (\(places))", old)
            try transaction.execute("DELETE FROM alerts WHERE id IN (\(places))", old)
            try transaction.bump(.alerts)
            return old.count
        }
    }

    /// Notices of summaries, and of alerts that were deleted; none that is yet to be delivered.
    package func forgetNoticesOfNoAlert(
        before moment: Timestamp, limit: Int, under lease: Lease
    ) async throws -> Int {
        try await forget(
            """
            DELETE FROM notices WHERE id IN (
                SELECT id FROM notices WHERE alert_id IS NULL AND created_at < ? AND next_attempt_at IS NULL
                ORDER BY created_at LIMIT ?
            )
            """, before: moment, limit: limit, under: lease)
    }

    package func forgetAudit(before moment: Timestamp, limit: Int, under lease: Lease) async throws -> Int {
        try await forget(
            "DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < ? ORDER BY at LIMIT ?)",
            before: moment, limit: limit, under: lease)
    }

    package func forgetMaintenance(endedBefore moment: Timestamp, limit: Int, under lease: Lease) async throws -> Int {
        try await forget(
            """
            DELETE FROM maintenance_windows WHERE id IN (
                SELECT id FROM maintenance_windows WHERE ends_at < ? ORDER BY ends_at LIMIT ?
            )
            """, before: moment, limit: limit, under: lease)
    }

    package func forgetRefreshTokens(
        expiredBefore moment: Timestamp, limit: Int, under lease: Lease
    ) async throws -> Int {
        try await forget(
            """
            DELETE FROM refresh_tokens WHERE family IN (
                SELECT family FROM refresh_tokens WHERE expires_at < ? ORDER BY expires_at LIMIT ?
            )
            """, before: moment, limit: limit, under: lease)
    }

    /// Processes that ended without saying so.
    package func forgetWorkers(seenBefore moment: Timestamp, limit: Int, under lease: Lease) async throws -> Int {
        try await forget(
            "DELETE FROM workers WHERE name IN (SELECT name FROM workers WHERE seen_at < ? ORDER BY name LIMIT ?)",
            before: moment, limit: limit, under: lease)
    }

    private func forget(
        _ statement: String, before moment: Timestamp, limit: Int, under lease: Lease
    ) async throws -> Int {
        try await write(under: lease, .shared) { try $0.execute(statement, [moment, limit]) }
    }
}
