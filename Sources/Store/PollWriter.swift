internal import Database
internal import Monitoring

/// Writes the results of a batch of polls in one transaction. Those that changed nothing take one round trip together.
struct PollWriter {
    private let transaction: any Transaction
    private let fleet: Fleet
    private let settings: Settings
    private let now: Timestamp
    private var alerts: AlertWriter
    private var madeDevicesDue = false
    private var isVisible = false

    init(
        transaction: any Transaction, fleet: Fleet, settings: Settings, channels: [ChannelPlan], now: Timestamp
    ) {
        self.transaction = transaction
        self.fleet = fleet
        self.settings = settings
        self.now = now
        alerts = AlertWriter(
            transaction: transaction, channels: channels, settings: settings, now: now)
    }

    /// - Returns: what became of each, in their order.
    mutating func write<Facts>(_ polls: [PollResult<Facts>]) throws -> [SavedPoll] {
        let (measured, postponed) = (polls.filter(\.isMeasured), polls.filter { !$0.isMeasured })
        var recorded = try record(measured).makeIterator()
        var put = try postpone(postponed).makeIterator()
        return try polls.map { poll in
            guard (poll.isMeasured ? recorded.next() : put.next()) == true else {
                return .refused("\(poll.subject.name) (\(poll.subject.address))")
            }
            return .saved(answering: poll.isMeasured ? try writeConsequences(of: poll) : [])
        }
    }

    /// - Returns: the tasks that were answered.
    private mutating func writeConsequences<Facts>(of poll: PollResult<Facts>) throws -> [String] {
        isVisible = true
        for (check, state) in poll.verdict.checks where poll.checks[check] != state {
            try transaction.write(state, of: check, poll.id, in: fleet)
        }
        for change in poll.verdict.alerts { try alerts.apply(change, to: poll.subject) }
        return poll.answersTasks ? try answerTasks(of: poll) : []
    }

    /// A poll that could not ask says why, and changes nothing else but the next one.
    private mutating func postpone<Facts>(_ polls: [PollResult<Facts>]) throws -> [Bool] {
        let saved = try transaction.execute(
            "UPDATE \(fleet.table) SET last_error = ?, \(fleet.nextPoll) WHERE id = ? AND claimed_by = ?",
            forEach: polls.map { [$0.verdict.lastError, now, nextPoll(of: $0), $0.id, $0.claim] }
        ).map { $0 > 0 }
        if zip(polls, saved).contains(where: { $1 && $0.verdict.lastError != $0.lastError }) { isVisible = true }
        return saved
    }

    private func record<Facts>(_ polls: [PollResult<Facts>]) throws -> [Bool] {
        let rows = polls.map { poll in
            let verdict = poll.verdict
            return [verdict.status, verdict.lastSeen, verdict.lastError, verdict.measuredAt] + verdict.facts.values
                + [now, nextPoll(of: poll), poll.id, poll.claim]
        }
        return try transaction.execute(fleet.recordPoll(facts: Facts.assignments), forEach: rows).map { $0 > 0 }
    }

    private func nextPoll<Facts>(of poll: PollResult<Facts>) -> Timestamp? {
        let global = fleet == .devices ? settings.devicePollInterval : settings.cameraPollInterval
        return poll.nextPoll(global: global, recheck: settings.recheckInterval, now: now)
    }

    private func answerTasks<Facts>(of poll: PollResult<Facts>) throws -> [String] {
        try poll.tasks.filter { task in
            let result = TaskResult(poll, before: try transaction.statusBefore(task))
            return try transaction.finish(task, result: try result.json(), at: now)
        }
    }

    /// Here and below, a row that another transaction has locked is being asked or saved at this moment: it is passed over,
    /// and asked for again by the next poll that needs it.
    ///
    /// What the parent is decides what is made of its child, so it is asked now; unless it is about to be asked again
    /// anyway, as many children at once would hurry its re-checks.
    mutating func makeParentDue(of child: ID<Device>) throws {
        let madeDue = try transaction.execute(
            """
            UPDATE devices SET next_poll_at = ?
            WHERE id IN (
                SELECT id FROM devices
                WHERE id = (SELECT parent_id FROM devices WHERE id = ?) AND enabled = 1 AND claimed_by IS NULL
                    AND next_poll_at > ?
                    AND NOT EXISTS (SELECT 1 FROM check_states WHERE device_id = devices.id AND streak > 0)
                \(transaction.skippingLocked)
            )
            """, [now, child, now])
        if madeDue > 0 { madeDevicesDue = true }
    }

    /// Devices that are unreachable behind one that is up again are asked before anything is said of them.
    mutating func makeFreedChildrenDue() throws {
        let madeDue = try transaction.execute(
            """
            UPDATE devices SET next_poll_at = ?
            WHERE id IN (
                SELECT id FROM devices
                WHERE id IN (SELECT device_id FROM check_states WHERE hard = 'unreachable')
                    AND EXISTS (
                        SELECT 1 FROM check_states
                        WHERE device_id = devices.parent_id AND name = 'reachability' AND hard = 'up'
                    )
                    AND enabled = 1 AND claimed_by IS NULL AND next_poll_at > ?\(transaction.skippingLocked)
            )
            """, [now, now])
        if madeDue > 0 { madeDevicesDue = true }
    }

    func finish(_ polls: [SavedPoll]) throws -> SavedBatch {
        if isVisible { try transaction.bumpRevision(of: fleet.revision) }
        if alerts.wroteAlerts { try transaction.bumpRevision(of: .alerts) }
        return SavedBatch(polls: polls, wroteNotices: alerts.wroteNotices, madeDevicesDue: madeDevicesDue)
    }
}

extension Fleet {
    /// Frees the row and says when it is due next: at once if somebody asked for a poll since it was claimed. Takes the
    /// present moment and the next slot.
    fileprivate var nextPoll: String {
        """
        next_poll_at = CASE
            WHEN EXISTS (SELECT 1 FROM tasks WHERE \(reference) = \(table).id AND state = 'PENDING') THEN ? ELSE ?
        END, claimed_by = NULL, claim_expires_at = NULL
        """
    }

    fileprivate func recordPoll(facts: [String]) -> String {
        """
        UPDATE \(table) SET status = ?, last_seen = COALESCE(?, last_seen), last_error = ?, measured_at = ?, \
        \(facts.map { "\($0), " }.joined())\(nextPoll) WHERE id = ? AND claimed_by = ?
        """
    }
}
