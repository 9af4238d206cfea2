internal import Database
internal import Monitoring

extension Notice {
    static let columns = """
        notices.id, alert_id, receiver_id, receiver, content, state, attempts, notices.created_at, next_attempt_at, delivered_at, \
        last_error, recipients, held_until
        """

    init(_ row: inout Row) throws {
        self.init(
            id: row.id(), alertID: row.idOrNil(), receiver: row.idOrNil(),
            receiverName: row.text(), content: try NoticeContent(json: row.text()),
            state: try row.choice(), attempts: Int(row.integer()), createdAt: row.timestamp(),
            nextAttemptAt: row.timestampOrNil(), deliveredAt: row.timestampOrNil(), lastError: row.textOrNil(),
            recipients: try [NoticeRecipient](json: row.text()), heldUntil: row.timestampOrNil())
    }
}

extension Transaction {
    /// Writes what was planned for one receiver, unless that is gone. A summary waits for no others.
    /// - Parameter follows: the notice that told the receiver of what this one tells the end of.
    func insertNotice(
        _ content: NoticeContent, of alert: ID<Alert>?, _ plan: NoticePlan, follows: ID<Notice>? = nil,
        at moment: Timestamp
    ) throws {
        let groupWait = alert == nil ? .zero : plan.groupWait
        let course = StoredCourse(plan.course, groupWait: groupWait, at: moment)
        try execute(
            """
            INSERT INTO notices (
                alert_id, receiver_id, receiver, content, state, created_at, next_attempt_at, held_until, last_error,
                message_id, follows
            ) SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM receivers WHERE id = ?
            """,
            [
                alert, plan.name, try content.json(), course.state, moment, course.dueAt, course.heldUntil,
                course.reason, groupWait == .zero ? newMessageID(at: moment) : nil, follows, plan.receiver,
            ])
    }

    /// What was not delivered yet is not sent any more. A sender that holds one right now still reports how it went.
    /// - Parameter alerts: ids, or a statement that selects them.
    func cancelNotices(ofAlerts alerts: String, _ values: [any ValueConvertible]) throws {
        try execute(
            """
            UPDATE notices SET state = 'cancelled', next_attempt_at = NULL
            WHERE state = 'pending' AND alert_id IN (\(alerts))
            """, values)
    }

    /// Of these, what waits for the end of maintenance.
    /// - Parameter alerts: as at `cancelNotices`.
    func cancelHeldNotices(
        ofAlerts alerts: String, _ values: [any ValueConvertible], at now: Timestamp
    ) throws {
        try execute(
            """
            UPDATE notices SET state = 'cancelled', next_attempt_at = NULL
            WHERE state = 'pending' AND \(isHeld) AND alert_id IN (\(alerts))
            """, [now] + values)
    }

    func noticeHistories(of alert: ID<Alert>) throws -> [NoticeHistory] {
        let notices = try query("SELECT \(Notice.columns) FROM notices WHERE alert_id = ? ORDER BY id", [alert]) {
            try Notice(&$0)
        }
        let receivers = Set(notices.compactMap(\.receiver))
        let holds = try Dictionary(uniqueKeysWithValues: receivers.map { ($0, try hold(on: $0)) })
        return try notices.map { notice in
            let attempts = try query(
                "SELECT at, succeeded, answer, may_have_arrived FROM notice_attempts WHERE notice_id = ? ORDER BY id",
                [notice.id]
            ) {
                DeliveryAttempt(
                    at: $0.timestamp(), succeeded: $0.boolean(), answer: $0.text(), mayHaveArrived: $0.boolean())
            }
            return NoticeHistory(
                notice: notice.waiting(for: notice.receiver.flatMap { holds[$0] ?? nil }), attempts: attempts)
        }
    }
}

/// A plan's course in columns.
private struct StoredCourse {
    let state: Notice.State
    var dueAt: Timestamp?
    var heldUntil: Timestamp?
    var reason: String?

    init(_ course: NoticePlan.Course, groupWait: Duration, at moment: Timestamp) {
        switch course {
        case .send: (state, dueAt) = (.pending, moment + groupWait)
        case .skip(let reason): (state, self.reason) = (.skipped, reason)
        case .hold(let end, let reason): (state, dueAt, heldUntil, self.reason) = (.pending, end, end, reason)
        }
    }
}

/// Whether a notice waits for the end of maintenance: a condition that takes the present moment.
let isHeld = "(held_until IS NOT NULL AND held_until > ?)"

extension Notice {
    /// As it is with a receiver that takes nothing for now.
    fileprivate func waiting(for hold: ReceiverHold?) -> Notice {
        guard let hold, let next = nextAttemptAt, next < hold.until else { return self }
        var notice = self
        notice.nextAttemptAt = hold.until
        notice.lastError = lastError ?? hold.reason
        return notice
    }
}

/// Unlike any other: mail servers drop what carries one that they have seen.
func newMessageID(at moment: Timestamp) -> String {
    "\(moment.milliseconds)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
}
