internal import Database
package import Monitoring

extension Store {
    /// - Returns: `nil` where the channel takes what comes.
    package func hold(on channel: Channel) async throws -> ChannelHold? {
        try await database.read { try $0.hold(on: channel) }
    }

    /// - Parameter change: is given the hold there is, and returns the one that shall be; may be called more than once.
    /// - Returns: the one that is now.
    @discardableResult
    package func changeHold(
        on channel: Channel, _ change: @escaping @Sendable (ChannelHold?) -> ChannelHold?
    ) async throws -> ChannelHold? {
        try await database.write(.shared) { transaction in
            try transaction.lockHold(on: channel)
            let hold = change(try transaction.hold(on: channel))
            try transaction.store(hold, on: channel)
            return hold
        }
    }

    /// What was given up on: what was written before `moment` and waits, now that its receiver takes nothing.
    /// - Returns: how many these are.
    package func giveUpNotices(on channel: Channel, writtenBefore moment: Timestamp, because reason: String)
        async throws
        -> Int
    {
        try await database.write(.shared) { transaction in
            try transaction.execute(
                """
                UPDATE notices SET state = 'failed', next_attempt_at = NULL, last_error = ?
                WHERE channel = ? AND state = 'pending' AND claimed_by IS NULL AND created_at <= ?
                """, [reason, channel, moment])
        }
    }
}

extension Transaction {
    func hold(on channel: Channel) throws -> ChannelHold? {
        try first(
            """
            SELECT until, refusals, successes, spacing, is_paced, reason FROM channel_holds WHERE channel = ?
            """, [channel]
        ) { row in
            ChannelHold(
                until: row.timestamp(), refusals: Int(row.integer()), successes: Int(row.integer()),
                spacing: .milliseconds(row.integer()), isPaced: row.boolean(), reason: row.text())
        }
    }

    /// How many may be claimed. The update locks the hold, so that no two workers probe at once.
    func roomForClaims(on channel: Channel, _ limit: Int, now: Timestamp) throws -> Int {
        guard try lockHold(on: channel), let hold = try hold(on: channel) else { return limit }
        guard hold.until <= now else { return 0 }
        let isOnItsWay = try exists(
            "SELECT 1 FROM notices WHERE channel = ? AND claimed_by IS NOT NULL AND claim_expires_at > ?",
            [channel, now])
        return isOnItsWay ? 0 : min(limit, 1)
    }

    /// The receiver is asked at once, and still one message at a time.
    func endHold(on channel: Channel, at now: Timestamp) throws {
        try execute("UPDATE channel_holds SET until = ?, refusals = 0 WHERE channel = ?", [now, channel])
    }

    @discardableResult
    fileprivate func lockHold(on channel: Channel) throws -> Bool {
        try execute("UPDATE channel_holds SET until = until WHERE channel = ?", [channel]) > 0
    }

    fileprivate func store(_ hold: ChannelHold?, on channel: Channel) throws {
        guard let hold else {
            try execute("DELETE FROM channel_holds WHERE channel = ?", [channel])
            return
        }
        try execute(
            """
            INSERT INTO channel_holds (channel, until, refusals, successes, spacing, is_paced, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (channel) DO UPDATE SET until = excluded.until, refusals = excluded.refusals,
                successes = excluded.successes, spacing = excluded.spacing, is_paced = excluded.is_paced,
                reason = excluded.reason
            """,
            [
                channel, hold.until, hold.refusals, hold.successes, hold.spacing.wholeMilliseconds, hold.isPaced,
                hold.reason,
            ])
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
