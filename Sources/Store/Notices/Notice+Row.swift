internal import Database
internal import Monitoring

extension Notice {
    static let columns = """
        notices.id, alert_id, channel, content, state, attempts, notices.created_at, next_attempt_at, delivered_at, \
        last_error, recipients
        """

    init(_ row: inout Row) throws {
        self.init(
            id: row.id(), alertID: row.idOrNil(), channel: try row.choice(),
            content: try NoticeContent(json: row.text()),
            state: try row.choice(), attempts: Int(row.integer()), createdAt: row.timestamp(),
            nextAttemptAt: row.timestampOrNil(), deliveredAt: row.timestampOrNil(), lastError: row.textOrNil(),
            recipients: try [NoticeRecipient](json: row.text()))
    }
}

extension Transaction {
    /// Due when the plan's wait for others is over, or skipped where the plan says so. A summary waits for none.
    /// - Parameter outage: the alert whose end this one is.
    func insertNotice(
        _ content: NoticeContent, of alert: ID<Alert>?, endOf outage: ID<Alert>? = nil, _ plan: ChannelPlan,
        at moment: Timestamp
    ) throws {
        let isSkipped = plan.skipReason != nil
        let isAlone = alert == nil || plan.groupWait == .zero
        try execute(
            """
            INSERT INTO notices (
                alert_id, channel, content, state, created_at, next_attempt_at, last_error, message_id, follows
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT MAX(id) FROM notices WHERE alert_id = ? AND channel = ?))
            """,
            [
                alert, plan.channel, try content.json(), isSkipped ? Notice.State.skipped : .pending, moment,
                isSkipped ? nil : isAlone ? moment : moment + plan.groupWait, plan.skipReason,
                isAlone ? newMessageID(at: moment) : nil, outage, plan.channel,
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

    func noticeHistories(of alert: ID<Alert>) throws -> [NoticeHistory] {
        let notices = try query("SELECT \(Notice.columns) FROM notices WHERE alert_id = ? ORDER BY id", [alert]) {
            try Notice(&$0)
        }
        let holds = try Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0, try hold(on: $0)) })
        return try notices.map { notice in
            let attempts = try query(
                "SELECT at, succeeded, answer, may_have_arrived FROM notice_attempts WHERE notice_id = ? ORDER BY id",
                [notice.id]
            ) {
                DeliveryAttempt(
                    at: $0.timestamp(), succeeded: $0.boolean(), answer: $0.text(), mayHaveArrived: $0.boolean())
            }
            return NoticeHistory(notice: notice.waiting(for: holds[notice.channel] ?? nil), attempts: attempts)
        }
    }
}

extension Notice {
    /// As it is with a receiver that takes nothing for now.
    fileprivate func waiting(for hold: ChannelHold?) -> Notice {
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
