internal import Database
package import Monitoring

extension Store {
    /// - Returns: `nil` where the receiver takes what comes.
    package func hold(on receiver: ID<Receiver>) async throws -> ReceiverHold? {
        try await database.read { try $0.hold(on: receiver) }
    }

    /// - Parameter change: is given the hold there is, and returns the one that shall be; may be called more than once.
    /// - Returns: the one that is now.
    @discardableResult
    package func changeHold(
        on receiver: ID<Receiver>, _ change: @escaping @Sendable (ReceiverHold?) -> ReceiverHold?
    ) async throws -> ReceiverHold? {
        try await database.write(.shared) { transaction in
            try transaction.lockHold(on: receiver)
            let hold = change(try transaction.hold(on: receiver))
            try transaction.store(hold, on: receiver)
            return hold
        }
    }

    /// What was given up on: what was written before `moment` and waits, now that its receiver takes nothing.
    /// - Returns: how many these are.
    package func giveUpNotices(on receiver: ID<Receiver>, writtenBefore moment: Timestamp, because reason: String)
        async throws
        -> Int
    {
        try await database.write(.shared) { transaction in
            try transaction.execute(
                """
                UPDATE notices SET state = 'failed', next_attempt_at = NULL, last_error = ?
                WHERE receiver_id = ? AND state = 'pending' AND claimed_by IS NULL
                    AND COALESCE(held_until, created_at) <= ?
                """, [reason, receiver, moment])
        }
    }
}

extension Transaction {
    func hold(on receiver: ID<Receiver>) throws -> ReceiverHold? {
        try first(
            """
            SELECT until, refusals, successes, spacing, is_paced, reason FROM receiver_holds WHERE receiver_id = ?
            """, [receiver]
        ) { row in
            ReceiverHold(
                until: row.timestamp(), refusals: Int(row.integer()), successes: Int(row.integer()),
                spacing: .milliseconds(row.integer()), isPaced: row.boolean(), reason: row.text())
        }
    }

    /// How many may be claimed. The update locks the hold, so that no two workers probe at once.
    func roomForClaims(on receiver: ID<Receiver>, _ limit: Int, now: Timestamp) throws -> Int {
        guard try lockHold(on: receiver), let hold = try hold(on: receiver) else { return limit }
        guard hold.until <= now else { return 0 }
        let isOnItsWay = try exists(
            "SELECT 1 FROM notices WHERE receiver_id = ? AND claimed_by IS NOT NULL AND claim_expires_at > ?",
            [receiver, now])
        return isOnItsWay ? 0 : min(limit, 1)
    }

    /// The receiver is asked at once, and still one message at a time.
    func endHold(on receiver: ID<Receiver>, at now: Timestamp) throws {
        try execute("UPDATE receiver_holds SET until = ?, refusals = 0 WHERE receiver_id = ?", [now, receiver])
    }

    @discardableResult
    fileprivate func lockHold(on receiver: ID<Receiver>) throws -> Bool {
        try execute("UPDATE receiver_holds SET until = until WHERE receiver_id = ?", [receiver]) > 0
    }

    fileprivate func store(_ hold: ReceiverHold?, on receiver: ID<Receiver>) throws {
        guard let hold else {
            try execute("DELETE FROM receiver_holds WHERE receiver_id = ?", [receiver])
            return
        }
        try execute(
            """
            INSERT INTO receiver_holds (receiver_id, until, refusals, successes, spacing, is_paced, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (receiver_id) DO UPDATE SET until = excluded.until, refusals = excluded.refusals,
                successes = excluded.successes, spacing = excluded.spacing, is_paced = excluded.is_paced,
                reason = excluded.reason
            """,
            [
                receiver, hold.until, hold.refusals, hold.successes, hold.spacing.wholeMilliseconds, hold.isPaced,
                hold.reason,
            ])
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
