internal import Database
package import Monitoring

/// Times that were written by a clock that has been set since.
extension Store {
    /// What is to be asked soon does not wait as long as the clock was set back, and no claim lasts longer than a lease
    /// and what asking the row may take beyond it.
    /// - Parameters:
    ///   - soon: within it, what is unconfirmed, asked for or never asked is due.
    ///   - renewsClaims: whether claims that seem to have ended last for another lease: a clock that was set forward ended
    ///     all at once, with the work under them in full swing.
    package func mendPollTimes(
        soon: Duration, lease: Duration, renewsClaims: Bool, now: Timestamp
    ) async throws {
        try await database.write { transaction in
            for fleet in [Fleet.devices, .cameras] {
                try transaction.mendClaims(
                    in: fleet.table, allowance: fleet.allowance, lease: lease, renewsClaims: renewsClaims, now: now)
                // What is claimed was due then.
                try transaction.execute(
                    "UPDATE \(fleet.table) SET next_poll_at = ? WHERE claimed_by IS NOT NULL AND next_poll_at > ?",
                    [now, now])
                try transaction.execute(
                    """
                    UPDATE \(fleet.table) SET next_poll_at = ?
                    WHERE next_poll_at > ? AND (
                        \(fleet.waitingTask) OR enabled = 1 AND (
                            measured_at IS NULL OR EXISTS (
                                SELECT 1 FROM check_states WHERE \(fleet.reference) = \(fleet.table).id AND streak > 0
                            )
                        )
                    )
                    """, [now, now + soon])
            }
        }
    }

    /// What waits for its next attempt is tried now, and no claim lasts longer than a lease.
    /// - Parameter renewsClaims: as at `mendPollTimes`.
    package func mendNoticeTimes(
        on channel: Channel, lease: Duration, renewsClaims: Bool, now: Timestamp
    ) async throws {
        try await database.write { transaction in
            try transaction.mendClaims(in: "notices", lease: lease, renewsClaims: renewsClaims, now: now)
            try transaction.execute(
                "UPDATE notices SET next_attempt_at = ? WHERE channel = ? AND next_attempt_at > ?", [now, channel, now])
            try transaction.endHold(on: channel, at: now)
        }
    }
}

extension Transaction {
    /// - Parameter allowance: milliseconds that a claim may last beyond the lease, as a column or a number.
    fileprivate func mendClaims(
        in table: String, allowance: String = "CAST(0 AS BIGINT)", lease: Duration, renewsClaims: Bool, now: Timestamp
    ) throws {
        let end = "? + \(allowance)"
        let isWrong =
            renewsClaims ? "(claim_expires_at > \(end) OR claim_expires_at <= ?)" : "claim_expires_at > \(end)"
        try execute(
            "UPDATE \(table) SET claim_expires_at = \(end) WHERE claimed_by IS NOT NULL AND \(isWrong)",
            [now + lease, now + lease] + (renewsClaims ? [now] : []))
    }
}
