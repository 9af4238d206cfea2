internal import Database
internal import Logging
package import Monitoring

/// A notice leased to one sender.
package struct ClaimedNotice: Sendable, Equatable {
    package var notice: Notice
    package var claim: String
    /// The message in which it is sent: those of one message are claimed together.
    package var message: String
    /// Whether an earlier attempt may have reached people without our knowing.
    package var mayBeRepeat: Bool
    /// The message that told of what it tells the end of.
    package var follows: String?

    package init(
        notice: Notice, claim: String, message: String, mayBeRepeat: Bool = false, follows: String? = nil
    ) {
        self.notice = notice
        self.claim = claim
        self.message = message
        self.mayBeRepeat = mayBeRepeat
        self.follows = follows
    }
}

extension Store {
    /// The due messages to one receiver, the longest due first: notices whose alert is neither acknowledged nor deleted.
    /// When the first of those that wait for others is due, all that wait go with it, in one message; from then on they
    /// stay together, so that a repeat repeats all of it. The attempt is counted with the claim, so that one of which
    /// nothing was heard is known to have begun. To a receiver that is held, none before its time, and then one message
    /// while no other is on its way, whichever worker asks; what comes meanwhile gathers.
    /// - Parameter limit: of messages.
    package func claimDueNotices(
        on receiver: ID<Receiver>, limit: Int, worker: String, lease: Duration, now: Timestamp
    ) async throws -> [ClaimedNotice] {
        guard try await isAnyNoticeDue(on: receiver, at: now) else { return [] }
        let claim = newClaim(of: worker)
        return try await database.write { transaction in
            let room = try transaction.roomForClaims(on: receiver, limit, now: now)
            guard room > 0 else { return [] }
            try transaction.formMessages(on: receiver, now: now)
            try transaction.claimMessages(on: receiver, limit: room, claim: claim, until: now + lease, now: now)
            return try transaction.claimed(claim).compactMap { notice in
                switch notice {
                case .success(let notice): return notice
                case .failure(let error):
                    try transaction.postpone(error, to: now + .seconds(60))
                    logger.error("\(error)")
                    return nil
                }
            }
        }
    }

    package func nextNoticeDue(on receiver: ID<Receiver>) async throws -> Timestamp? {
        let due = try await database.first(
            """
            SELECT
                (SELECT next_attempt_at FROM notices
                    WHERE next_attempt_at IS NOT NULL AND claimed_by IS NULL AND receiver_id = ?
                    ORDER BY next_attempt_at LIMIT 1),
                (SELECT MIN(claim_expires_at) FROM notices
                    WHERE next_attempt_at IS NOT NULL AND claimed_by IS NOT NULL AND receiver_id = ?),
                (SELECT until FROM receiver_holds WHERE receiver_id = ?)
            """, [receiver, receiver, receiver]
        ) { row in DueTimes(waiting: row.timestampOrNil(), claimed: row.timestampOrNil(), held: row.timestampOrNil()) }
        return due?.next
    }

    /// Gives what is on its way another lease.
    /// - Returns: whether it is all still the sender's.
    package func renewClaims(of notices: [ClaimedNotice], lease: Duration, now: Timestamp) async throws -> Bool {
        try await database.write(.shared) { transaction in
            try notices.allSatisfy { claimed in
                try transaction.execute(
                    "UPDATE notices SET claim_expires_at = ? WHERE id = ? AND claimed_by = ?",
                    [now + lease, claimed.notice.id, claimed.claim]) > 0
            }
        }
    }

    /// Records the attempt for each notice of a message: delivered, to be tried again at `nextAttemptAt`, or (neither)
    /// given up. What was cancelled meanwhile stays so unless it was delivered. A failure under a claim that was lost
    /// decides nothing; a success is one whoever reports it, and so is what became of single recipients.
    package func recordAttempt(
        _ message: [ClaimedNotice], _ attempt: DeliveryAttempt, recipients: [NoticeRecipient] = [],
        nextAttemptAt: Timestamp?
    ) async throws {
        try await database.write(.shared) { transaction in
            for claimed in message {
                try transaction.record(attempt, of: claimed, recipients, nextAttemptAt: nextAttemptAt)
            }
        }
    }

    package func recordAttempt(
        _ claimed: ClaimedNotice, _ attempt: DeliveryAttempt, recipients: [NoticeRecipient] = [],
        nextAttemptAt: Timestamp?
    ) async throws {
        try await recordAttempt([claimed], attempt, recipients: recipients, nextAttemptAt: nextAttemptAt)
    }

    /// Tries at once what waits for its next attempt: what kept it from being sent may be mended. What waits for the end
    /// of maintenance goes on waiting.
    package func makeNoticesDue(on receiver: ID<Receiver>, now: Timestamp) async throws {
        try await database.write { transaction in
            try transaction.endHold(on: receiver, at: now)
            try transaction.execute(
                """
                UPDATE notices SET next_attempt_at = ?
                WHERE receiver_id = ? AND next_attempt_at > ? AND claimed_by IS NULL AND NOT \(isHeld)
                """, [now, receiver, now, now])
        }
    }

    package func releaseNoticeClaims(of worker: String) async throws {
        // `0` follows `/`: these are the texts that begin with the name and a slash.
        _ = try await database.write(.shared) { transaction in
            try transaction.execute(
                """
                UPDATE notices SET claimed_by = NULL, claim_expires_at = NULL
                WHERE claimed_by IS NOT NULL AND claimed_by >= ? AND claimed_by < ?
                """, [worker + "/", worker + "0"])
        }
    }

    /// Undelivered ones: how many, and since when the oldest waits.
    package func outboxDepth() async throws -> (count: Int, oldest: Timestamp?) {
        let depth = try await database.first(
            "SELECT COUNT(*), MIN(created_at) FROM notices WHERE next_attempt_at IS NOT NULL", []
        ) { row in (count: Int(row.integer()), oldest: row.timestampOrNil()) }
        return depth ?? (0, nil)
    }

    private func isAnyNoticeDue(on receiver: ID<Receiver>, at now: Timestamp) async throws -> Bool {
        try await database.first(
            """
            SELECT 1 FROM notices
            WHERE \(Self.isNoticeDue) AND NOT EXISTS (SELECT 1 FROM receiver_holds WHERE receiver_id = ? AND until > ?)
            LIMIT 1
            """, [receiver, now, now, receiver, now]
        ) { _ in true } ?? false
    }

    /// Takes the receiver and the present moment twice.
    fileprivate static let isNoticeDue =
        "receiver_id = ? AND next_attempt_at <= ? AND (claimed_by IS NULL OR claim_expires_at <= ?)"
}

extension Transaction {
    /// More than people read in one message, and few enough for a statement.
    private var mostInMessage: Int { 500 }

    fileprivate func formMessages(on receiver: ID<Receiver>, now: Timestamp) throws {
        let waiting = try query(
            """
            SELECT id, alert_id, next_attempt_at FROM notices
            WHERE receiver_id = ? AND next_attempt_at IS NOT NULL AND message_id IS NULL AND claimed_by IS NULL
                AND NOT \(isHeld)
            ORDER BY next_attempt_at, id LIMIT \(mostInMessage)
            """, [receiver, now]
        ) { row in
            (id: row.id(Notice.self), isOfAlert: row.idOrNil(Alert.self) != nil, due: row.timestamp())
        }
        guard let first = waiting.first, first.due <= now else { return }
        try form(waiting.filter(\.isOfAlert).map(\.id), now: now)
        for notice in waiting where !notice.isOfAlert { try form([notice.id], now: now) }
    }

    private func form(_ notices: [ID<Notice>], now: Timestamp) throws {
        guard !notices.isEmpty else { return }
        let values: [any ValueConvertible] = [newMessageID(at: now), now]
        try execute(
            """
            UPDATE notices SET message_id = ?, next_attempt_at = ?
            WHERE id IN (\(notices.map { _ in "?" }.joined(separator: ", ")))
            """, values + notices)
    }

    fileprivate func claimMessages(
        on receiver: ID<Receiver>, limit: Int, claim: String, until end: Timestamp, now: Timestamp
    ) throws {
        try execute(
            """
            UPDATE notices SET claimed_by = ?, claim_expires_at = ?, attempts = attempts + 1
            WHERE \(Store.isNoticeDue) AND message_id IN (
                SELECT message_id FROM notices WHERE \(Store.isNoticeDue)
                GROUP BY message_id ORDER BY MIN(next_attempt_at), MIN(id) LIMIT ?
            )
            """, [claim, end, receiver, now, now, receiver, now, now, limit])
    }

    fileprivate func claimed(_ claim: String) throws -> [Result<ClaimedNotice, UnreadableNotice>] {
        try query(
            """
            SELECT notices.id, message_id,
                (SELECT message_id FROM notices AS earlier WHERE earlier.id = notices.follows),
                \(Notice.columns),
                (SELECT COUNT(*) FROM notice_attempts WHERE notice_id = notices.id AND may_have_arrived = 0)
                    < attempts - 1
            FROM notices WHERE claimed_by = ? ORDER BY next_attempt_at, id
            """, [claim]
        ) { row in
            let (id, message, follows) = (row.id(Notice.self), row.text(), row.textOrNil())
            return Result {
                ClaimedNotice(
                    notice: try Notice(&row), claim: claim, message: message, mayBeRepeat: row.boolean(),
                    follows: follows)
            }.mapError { UnreadableNotice(id: id, reason: "\($0)") }
        }
    }

    fileprivate func record(
        _ attempt: DeliveryAttempt, of claimed: ClaimedNotice, _ recipients: [NoticeRecipient],
        nextAttemptAt: Timestamp?
    ) throws {
        let id = claimed.notice.id
        try record(attempt, of: id)
        try record(recipients, of: id)
        if attempt.succeeded {
            try markDelivered(id, at: attempt.at)
        } else {
            try markFailed(id, attempt.answer, nextAttemptAt: nextAttemptAt, claim: claimed.claim)
        }
        try execute(
            "UPDATE notices SET claimed_by = NULL, claim_expires_at = NULL WHERE id = ? AND claimed_by = ?",
            [id, claimed.claim])
    }

    /// Once, however often it is tried: a transaction whose end was not heard of may have been kept.
    private func record(_ attempt: DeliveryAttempt, of notice: ID<Notice>) throws {
        try execute(
            """
            INSERT INTO notice_attempts (notice_id, at, succeeded, answer, may_have_arrived)
            SELECT id, ?, ?, ?, ? FROM notices
            WHERE id = ? AND NOT EXISTS (
                SELECT 1 FROM notice_attempts WHERE notice_id = notices.id AND at = ? AND answer = ?
            )
            """,
            [
                attempt.at, attempt.succeeded, attempt.answer, attempt.mayHaveArrived, notice, attempt.at,
                attempt.answer,
            ])
    }

    private func record(_ recipients: [NoticeRecipient], of notice: ID<Notice>) throws {
        guard !recipients.isEmpty else { return }
        // The update locks the row: two senders may each know a part.
        let before = try first("UPDATE notices SET recipients = recipients WHERE id = ? RETURNING recipients", [notice])
        {
            try [NoticeRecipient](json: $0.text())
        }
        guard let before else { return }
        try execute(
            "UPDATE notices SET recipients = ? WHERE id = ?", [try before.merging(recipients).json(), notice])
    }

    /// It may be of a newer version, whose senders can read it; it is no reason to send none of the others. It leaves
    /// their message, whose id will have been seen by then.
    fileprivate func postpone(_ notice: UnreadableNotice, to moment: Timestamp) throws {
        try execute(
            """
            UPDATE notices SET next_attempt_at = ?, last_error = ?, attempts = attempts - 1, claimed_by = NULL,
                claim_expires_at = NULL, message_id = NULL
            WHERE id = ?
            """, [moment, notice.description, notice.id])
    }

    private func markDelivered(_ notice: ID<Notice>, at moment: Timestamp) throws {
        try execute(
            """
            UPDATE notices SET state = 'delivered', delivered_at = ?, next_attempt_at = NULL, last_error = NULL
            WHERE id = ? AND state <> 'delivered'
            """, [moment, notice])
    }

    private func markFailed(
        _ notice: ID<Notice>, _ answer: String, nextAttemptAt: Timestamp?, claim: String
    ) throws {
        try execute(
            """
            UPDATE notices SET state = ?, next_attempt_at = ?, last_error = ?
            WHERE id = ? AND claimed_by = ? AND state = 'pending'
            """,
            [nextAttemptAt == nil ? Notice.State.failed : .pending, nextAttemptAt, answer, notice, claim])
    }
}

/// When a sender to a receiver should look again.
private struct DueTimes {
    /// The first that nobody claimed.
    let waiting: Timestamp?
    /// The end of the first claim.
    let claimed: Timestamp?
    /// The receiver is held: until then, and until what is on its way has ended.
    let held: Timestamp?

    var next: Timestamp? {
        guard let held else { return [waiting, claimed].compactMap { $0 }.min() }
        return claimed ?? waiting.map { max($0, held) }
    }
}

private struct UnreadableNotice: Error, CustomStringConvertible {
    let id: ID<Notice>
    let reason: String

    var description: String {
        "Notice \(id) cannot be read by this version of Lapwing and waits for another: \(reason)"
    }
}
