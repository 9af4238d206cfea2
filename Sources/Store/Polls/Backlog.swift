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
    /// By channel; one that has no notice waiting is not there.
    package var outboxes: [Channel: Outbox] = [:]

    package init() {}
}

extension Store {
    package func backlog(now: Timestamp) async throws -> Backlog {
        try await database.read { transaction in
            var backlog = Backlog()
            backlog.devices = try transaction.queue(of: .device, now: now)
            backlog.cameras = try transaction.queue(of: .camera, now: now)
            for (channel, outbox) in try transaction.outboxes(now: now) { backlog.outboxes[channel] = outbox }
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

    fileprivate func outboxes(now: Timestamp) throws -> [(Channel, Backlog.Outbox)] {
        try query(
            """
            SELECT channel, COUNT(*), MIN(created_at), COUNT(claimed_by),
                MIN(CASE WHEN claimed_by IS NULL OR claim_expires_at <= ? THEN next_attempt_at END)
            FROM notices WHERE next_attempt_at IS NOT NULL GROUP BY channel
            """, [now]
        ) { row in
            let channel = try row.choice(Channel.self)
            var outbox = Backlog.Outbox(notices: Int(row.integer()), oldest: row.timestampOrNil())
            outbox.queue.claims = Int(row.integer())
            outbox.queue.dueSince = row.timestampOrNil().flatMap { $0 <= now ? $0 : nil }
            return (channel, outbox)
        }
    }
}
