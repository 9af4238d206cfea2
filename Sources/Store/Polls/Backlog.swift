internal import Database
package import Monitoring

/// What waits in the database, in every process's view of it.
package struct Backlog: Sendable, Equatable {
    package struct Queue: Sendable, Equatable {
        /// Since when the longest due waits that nobody holds a claim of; `nil` where nothing is due.
        package var dueSince: Timestamp?
        /// Rows that somebody claimed, expired claims included.
        package var claims = 0

        package init(dueSince: Timestamp? = nil, claims: Int = 0) {
            self.dueSince = dueSince
            self.claims = claims
        }
    }

    package struct Outbox: Sendable, Equatable {
        package var queue = Queue()
        package var notices = 0
        /// When the oldest was written; `nil` where there is none.
        package var oldest: Timestamp?

        package init(queue: Queue = Queue(), notices: Int = 0, oldest: Timestamp? = nil) {
            self.queue = queue
            self.notices = notices
            self.oldest = oldest
        }
    }

    package var devices = Queue()
    package var cameras = Queue()
    /// By the name of the receiver. What waits for the end of maintenance is not among the notices.
    package var outboxes: [String: Outbox] = [:]

    package init() {}
}

extension Store {
    package func backlog(now: Timestamp) async throws -> Backlog {
        try await database.read { transaction in
            var backlog = Backlog()
            backlog.devices = try transaction.queue(of: .device, now: now)
            backlog.cameras = try transaction.queue(of: .camera, now: now)
            for (receiver, outbox) in try transaction.outboxes(now: now) { backlog.outboxes[receiver] = outbox }
            return backlog
        }
    }
}

extension Transaction {
    fileprivate func queue(of kind: SubjectKind, now: Timestamp) throws -> Backlog.Queue {
        let queue = try first(
            """
            SELECT
                (SELECT MIN(COALESCE(claimed_due, due)) FROM queue WHERE kind = ? AND due <= ?),
                (SELECT COUNT(*) FROM queue WHERE kind = ? AND claimed_by IS NOT NULL)
            """, [kind, now, kind]
        ) { row in Backlog.Queue(dueSince: row.timestampOrNil(), claims: Int(row.integer())) }
        return queue ?? Backlog.Queue()
    }

    fileprivate func outboxes(now: Timestamp) throws -> [(String, Backlog.Outbox)] {
        try query(
            """
            SELECT receivers.name, COUNT(notices.id), MIN(COALESCE(held_until, notices.created_at)), COUNT(claimed_by),
                MIN(CASE WHEN claimed_by IS NULL OR claim_expires_at <= ? THEN next_attempt_at END)
            FROM receivers LEFT JOIN notices
                ON receiver_id = receivers.id AND next_attempt_at IS NOT NULL AND NOT \(isHeld)
            GROUP BY receivers.id, receivers.name
            """, [now, now]
        ) { row in
            let receiver = row.text()
            var outbox = Backlog.Outbox(notices: Int(row.integer()), oldest: row.timestampOrNil())
            outbox.queue.claims = Int(row.integer())
            outbox.queue.dueSince = row.timestampOrNil().flatMap { $0 <= now ? $0 : nil }
            return (receiver, outbox)
        }
    }
}
