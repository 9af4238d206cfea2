internal import Database
internal import Monitoring

/// Writes the results of a batch of polls in one transaction, one statement a table; what did not change is not
/// written.
struct PollWriter {
    let transaction: any Transaction
    let now: Timestamp
    /// Kinds of which something is due that was not, or could not be asked.
    var madeDue: Set<SubjectKind> = []
    private let kind: SubjectKind
    private let settings: Settings
    private var alerts: AlertWriter
    private var hasOtherStatus = false
    private var isVisible = false

    init(transaction: any Transaction, kind: SubjectKind, settings: Settings, now: Timestamp) {
        self.transaction = transaction
        self.kind = kind
        self.settings = settings
        self.now = now
        alerts = AlertWriter(transaction: transaction, now: now)
    }

    /// - Returns: what became of each, in their order.
    mutating func write(_ polls: [PollResult]) throws -> [SavedPoll] {
        let saved = Set(try free(polls))
        let kept = polls.indices.filter(saved.contains).map { polls[$0] }
        try writeState(kept.filter(\.isMeasured))
        try writeErrors(kept.filter { !$0.isMeasured && $0.verdict.lastError != $0.known.lastError })
        return try polls.enumerated().map { index, poll in
            guard saved.contains(index) else { return .refused("\(poll.subject.name) (\(poll.subject.address))") }
            return .saved(answering: poll.isMeasured ? try writeConsequences(of: poll) : [])
        }
    }

    /// Gives back the claims, and says when each is due next: at once if somebody asked for a poll since it was
    /// claimed.
    /// - Returns: the indexes of those whose claim still stood.
    private func free(_ polls: [PollResult]) throws -> [Int] {
        let global = kind.interval(settings)
        return try transaction.update(
            """
            UPDATE queue SET due = CASE
                WHEN EXISTS (
                    SELECT 1 FROM tasks
                    WHERE subject_kind = queue.kind AND subject_id = queue.id AND finished_at IS NULL AND state = 'PENDING'
                ) THEN given.now ELSE given.next
            END, claimed_by = NULL, claimed_due = NULL
            FROM {given} WHERE queue.kind = '\(kind)' AND queue.id = given.id AND queue.claimed_by = given.claim
            """,
            given: GivenRows(
                ["id": .integer, "claim": .text, "next": .integer, "now": .integer],
                polls.map { poll in
                    [
                        poll.id, poll.claim,
                        poll.nextPoll(global: global, recheck: settings.recheckInterval, now: now), now,
                    ]
                }))
    }

    private mutating func writeState(_ polls: [PollResult]) throws {
        guard !polls.isEmpty else { return }
        isVisible = true
        hasOtherStatus = polls.contains { $0.verdict.status != $0.known.status }
        try transaction.execute(
            """
            UPDATE subjects SET status = given.status, last_seen = COALESCE(given.last_seen, subjects.last_seen),
                last_error = given.last_error, measured_at = given.measured_at,
                uptime = COALESCE(given.uptime, subjects.uptime)
            FROM {given} WHERE subjects.kind = '\(kind)' AND subjects.id = given.id
            """,
            given: GivenRows(
                [
                    "id": .integer, "status": .text, "last_seen": .integer, "last_error": .text,
                    "measured_at": .integer, "uptime": .integer,
                ],
                polls.map { poll in
                    let verdict = poll.verdict
                    return [
                        poll.id, verdict.status, verdict.lastSeen, verdict.lastError, verdict.measuredAt,
                        verdict.uptime,
                    ]
                }))
        try transaction.write(
            polls.flatMap { poll in
                poll.verdict.checks.filter { poll.checks[$0.key] != $0.value }.map { (poll.id, $0.key, $0.value) }
            }, of: kind)
        for poll in polls {
            guard let news = poll.news else { continue }
            try transaction.execute(
                "UPDATE \(kind.table) SET \(news.assignments) WHERE id = ?", news.values + [poll.id])
        }
    }

    /// Polls that could not ask say why, and change nothing else but the next one.
    private mutating func writeErrors(_ polls: [PollResult]) throws {
        if !polls.isEmpty { isVisible = true }
        try transaction.execute(
            """
            UPDATE subjects SET last_error = given.last_error
            FROM {given} WHERE subjects.kind = '\(kind)' AND subjects.id = given.id
            """,
            given: GivenRows(["id": .integer, "last_error": .text], polls.map { [$0.id, $0.verdict.lastError] }))
    }

    /// - Returns: the tasks that were answered.
    private mutating func writeConsequences(of poll: PollResult) throws -> [String] {
        for change in poll.verdict.alerts { try alerts.apply(change, to: poll.subject) }
        return poll.answersTasks ? try answerTasks(of: poll) : []
    }

    private func answerTasks(of poll: PollResult) throws -> [String] {
        try poll.tasks.filter { task in
            let result = TaskResult(poll, before: try transaction.statusBefore(task))
            return try transaction.finish(task, result: try result.json(), at: now)
        }
    }

    /// Here and below, a row that another transaction has locked is being asked or saved at this moment: it is passed
    /// over, and asked for again by the next poll that needs it.
    ///
    /// What the parent is decides what is made of its child, so it is asked now; unless it is about to be asked again
    /// anyway, as many children at once would hurry its re-checks.
    mutating func makeParentDue(of child: ID<Device>) throws {
        try makeDue(
            """
            queue.id = (SELECT parent_id FROM devices WHERE devices.id = ?) AND NOT \(ScheduleRepair.isUnconfirmed)
            """, [child])
    }

    /// Devices that are unreachable behind one that is up again are asked before anything is said of them.
    mutating func makeFreedChildrenDue() throws {
        try makeDue(
            """
            queue.id IN (
                SELECT devices.id FROM check_states AS child JOIN devices ON devices.id = child.id
                JOIN check_states AS parent ON parent.kind = 'device' AND parent.id = devices.parent_id
                    AND parent.name = 'reachability' AND parent.hard = 'up'
                WHERE child.kind = 'device' AND child.hard = 'unreachable'
            )
            """, [])
    }

    private mutating func makeDue(_ condition: String, _ values: [any ValueConvertible]) throws {
        let count = try transaction.execute(
            """
            UPDATE queue SET due = ? WHERE kind = 'device' AND \(transaction.isAny("id", of: """
                SELECT queue.id FROM queue
                WHERE queue.kind = 'device' AND \(condition) AND queue.claimed_by IS NULL AND queue.due > ?
                    AND \(ScheduleRepair.isEnabled)\(transaction.skippingLocked)
                """))
            """, [now] + values + [now])
        if count > 0 { madeDue.insert(.device) }
    }

    func finish(_ polls: [SavedPoll]) throws -> SavedBatch {
        if hasOtherStatus { try transaction.bump(.status(kind)) }
        if isVisible { try transaction.bump(.polls(kind)) }
        if alerts.wroteAlerts { try transaction.bump(.alerts) }
        return SavedBatch(
            polls: polls, wroteNotices: alerts.wroteNotices, madeDue: madeDue)
    }
}
