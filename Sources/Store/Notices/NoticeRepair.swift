internal import Database
package import Monitoring

/// Times that were written by a clock that has been set since.
extension Store {
    /// What waits for its next attempt is tried now, and no claim lasts longer than a lease.
    /// - Parameter renewsClaims: as at `repairPollTimes`.
    package func repairNoticeTimes(
        on channel: Channel, lease: Duration, renewsClaims: Bool, now: Timestamp
    ) async throws {
        try await database.write { transaction in
            try transaction.repairNoticeClaims(lease: lease, renewsClaims: renewsClaims, now: now)
            try transaction.execute(
                "UPDATE notices SET next_attempt_at = ? WHERE channel = ? AND next_attempt_at > ?", [now, channel, now])
            try transaction.endHold(on: channel, at: now)
        }
    }
}

extension Transaction {
    fileprivate func repairNoticeClaims(lease: Duration, renewsClaims: Bool, now: Timestamp) throws {
        let isEnded = renewsClaims ? " OR claim_expires_at <= ?" : ""
        try execute(
            """
            UPDATE notices SET claim_expires_at = ?
            WHERE claimed_by IS NOT NULL AND (claim_expires_at > ?\(isEnded))
            """, [now + lease, now + lease] + (renewsClaims ? [now] : []))
    }
}
