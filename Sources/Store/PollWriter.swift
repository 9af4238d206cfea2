internal import Database
internal import Monitoring

/// Writes the results of a batch of polls in one transaction. Those that changed nothing take one round trip together.
struct PollWriter {
    private let transaction: any Transaction
    private let fleet: Fleet
    private let settings: Settings
    private let now: Timestamp
    private var alerts: AlertWriter
    private var batch = SavedBatch()
    private var isVisible = false

    init(
        transaction: any Transaction, fleet: Fleet, settings: Settings, channels: [ChannelPlan], now: Timestamp
    ) {
        self.transaction = transaction
        self.fleet = fleet
        self.settings = settings
        self.now = now
        alerts = AlertWriter(
            transaction: transaction, channels: channels, notifiesRecovery: settings.notifiesRecovery, now: now)
    }

    /// - Returns: of each whether its claim still stood.
    mutating func write<Facts>(_ polls: [PollResult<Facts>]) throws -> [Bool] {
        let (measured, postponed) = (polls.filter(\.isMeasured), polls.filter { !$0.isMeasured })
        var recorded = try record(measured).makeIterator()
        var put = try postpone(postponed).makeIterator()
        return try polls.map { poll in
            guard (poll.isMeasured ? recorded.next() : put.next()) == true else {
                batch.refused.append("\(poll.subject.name) (\(poll.subject.address))")
                return false
            }
            if poll.isMeasured { try writeConsequences(of: poll) }
            return true
        }
    }

    private mutating func writeConsequences<Facts>(of poll: PollResult<Facts>) throws {
        isVisible = true
        for (check, state) in poll.verdict.checks where poll.checks[check] != state {
            try transaction.write(state, of: check, poll.id, in: fleet)
        }
        for change in poll.verdict.alerts { try alerts.apply(change, to: poll.subject) }
        if poll.answersTasks { try answerTasks(of: poll) }
    }

    /// A poll that could not ask changes nothing but the next one.
    private func postpone<Facts>(_ polls: [PollResult<Facts>]) throws -> [Bool] {
        try transaction.execute(
            "UPDATE \(fleet.table) SET \(fleet.nextPoll) WHERE id = ? AND claimed_by = ?",
            forEach: polls.map { [now, nextPoll(of: $0), $0.id, $0.claim] }
        ).map { $0 > 0 }
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

    private mutating func answerTasks<Facts>(of poll: PollResult<Facts>) throws {
        guard !poll.tasks.isEmpty else { return }
        let result = try TaskResult(poll).json()
        for task in poll.tasks where try transaction.finish(task, result: result, at: now) {
            batch.finishedTasks.append(task)
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
        if madeDue > 0 { batch.madeDevicesDue = true }
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
        if madeDue > 0 { batch.madeDevicesDue = true }
    }

    mutating func finish() throws -> SavedBatch {
        if isVisible { try transaction.bumpRevision(of: fleet.revision) }
        if alerts.wroteAlerts { try transaction.bumpRevision(of: .alerts) }
        batch.wroteNotices = alerts.wroteNotices
        return batch
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
