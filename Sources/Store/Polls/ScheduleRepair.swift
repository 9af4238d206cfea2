internal import Database
package import Monitoring

/// Polls that are due at the wrong time: after a stop, new intervals, or a clock that was set.
extension Store {
    /// Asks these devices at once, where they are enabled and nobody is asking them.
    package func makeDue(_ devices: [ID<Device>], now: Timestamp) async throws {
        try await database.write { transaction in
            for device in devices {
                try transaction.execute(
                    """
                    UPDATE queue SET due = ?
                    WHERE kind = 'device' AND id = ? AND claimed_by IS NULL AND due > ? AND \(ScheduleRepair.isEnabled)
                    """, [now, device, now])
            }
        }
    }

    /// After a stop: what is overdue by more than `grace` moves to its next slot, so that a start is no stampede.
    /// Never-polled ones, unconfirmed results and tasks stay due.
    package func respreadOverdue(grace: Duration, settings: Settings, now: Timestamp) async throws {
        try await moveToSlots("COALESCE(claimed_due, due) < ?", [now - grace], settings: settings, now: now)
    }

    /// New intervals: every slot that is still to come is computed again.
    package func reschedule(settings: Settings, now: Timestamp) async throws {
        try await moveToSlots("COALESCE(claimed_due, due) > ?", [now], settings: settings, now: now)
    }

    private func moveToSlots(
        _ condition: String, _ values: [any ValueConvertible], settings: Settings, now: Timestamp
    ) async throws {
        try await database.write { transaction in
            for kind in SubjectKind.allCases {
                let interval = kind.interval(settings)
                try transaction.execute(
                    """
                    UPDATE queue SET due = slot, claimed_due = CASE WHEN claimed_by IS NULL THEN NULL ELSE slot END
                    FROM (
                        SELECT id AS subject, \(PollSlots.nextInSQL) AS slot FROM subjects
                        WHERE kind = ? AND enabled = 1 AND measured_at IS NOT NULL
                    ) AS slots
                    WHERE kind = ? AND id = subject AND \(condition) AND (claimed_by IS NULL OR due <= ?)
                        AND NOT \(isAwaited("queue")) AND NOT \(ScheduleRepair.isUnconfirmed)
                    """, [now, now, interval, interval, kind, kind] + values + [now])
            }
        }
    }

    /// Times that were written by a clock that has been set since: what is to be asked soon does not wait as long as
    /// the clock was set back, and no claim lasts longer than a lease and what asking the subject may take beyond it.
    /// - Parameters:
    ///   - soon: within it, what is unconfirmed, asked for or never asked is due.
    ///   - renewsClaims: whether claims that seem to have ended last for another lease: a clock that was set forward
    ///     ended all at once, with the work under them in full swing.
    package func repairPollTimes(
        soon: Duration, lease: Duration, renewsClaims: Bool, now: Timestamp
    ) async throws {
        let isEnded: (text: String, values: [any ValueConvertible]) = renewsClaims ? (" OR due <= ?", [now]) : ("", [])
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE queue SET due = ? + allowance
                WHERE claimed_by IS NOT NULL AND (due > ? + allowance\(isEnded.text))
                """, [now + lease, now + lease] + isEnded.values)
            // What is claimed was due then.
            try transaction.execute("UPDATE queue SET claimed_due = ? WHERE claimed_due > ?", [now, now])
            try transaction.execute(
                """
                UPDATE queue SET due = ?
                WHERE claimed_by IS NULL AND due > ? AND (
                    \(isAwaited("queue"))
                    OR \(ScheduleRepair.isEnabled) AND (\(ScheduleRepair.isUnconfirmed) OR \(ScheduleRepair.isNew))
                )
                """, [now, now + soon])
        }
    }
}

/// Conditions on a row of `queue`.
enum ScheduleRepair {
    static let isEnabled = isSubject("enabled = 1")
    /// It was never asked.
    static let isNew = isSubject("measured_at IS NULL")

    /// Its last result contradicts what is known of it, and is to be confirmed soon.
    static let isUnconfirmed = """
        EXISTS (
            SELECT 1 FROM check_states
            WHERE check_states.kind = queue.kind AND check_states.id = queue.id AND streak > 0
        )
        """

    private static func isSubject(_ condition: String) -> String {
        "EXISTS (SELECT 1 FROM subjects WHERE subjects.kind = queue.kind AND subjects.id = queue.id AND \(condition))"
    }
}
