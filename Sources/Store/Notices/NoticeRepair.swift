internal import Database
package import Monitoring

/// Times that were written by a clock that has been set since.
extension Store {
    /// What waits for its next attempt, and not for the end of maintenance, is tried now, and no claim lasts longer than a lease.
    /// - Parameter renewsClaims: as at `repairPollTimes`.
    package func repairNoticeTimes(
        on receiver: ID<Receiver>, lease: Duration, renewsClaims: Bool, now: Timestamp
    ) async throws {
        try await database.write { transaction in
            try transaction.repairNoticeClaims(lease: lease, renewsClaims: renewsClaims, now: now)
            try transaction.execute(
                "UPDATE notices SET next_attempt_at = ? WHERE receiver_id = ? AND next_attempt_at > ? AND NOT \(isHeld)",
                [now, receiver, now, now])
            try transaction.endHold(on: receiver, at: now)
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
