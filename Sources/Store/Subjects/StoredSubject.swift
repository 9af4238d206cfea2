internal import Database
internal import Monitoring

/// What the tables hold of any subject, whatever its kind.
protocol StoredSubject: Watched {
    /// Of the table of its kind and of `subjects`.
    static var columns: String { get }
    init(_ row: inout Row, vault: Vault) throws

    /// What a claim reads beside the subject and its checks.
    static var claimed: ClaimedColumns<Self> { get }
    /// Somebody wants a poll, and asked for it at `moment`.
    static func note(askedAt moment: Timestamp, _ knowledge: inout Knowledge)
    /// Makes what was read of claims fit to be used.
    static func open(
        _ claims: inout [Claim<Self>], for worker: String, in transaction: any Transaction, of store: Store)
        throws

    /// Seconds since it started, where it says so.
    static func uptime(_ facts: Facts) -> Int64?
    /// What it said of itself that was not known.
    static func news(_ facts: Facts, since known: Facts) -> StoredNews?
    /// Writes what follows from what was saved, for the subject and for others.
    static func follow(_ saved: [Decision<Self>], with writer: inout PollWriter, vault: Vault) throws
}

extension StoredSubject {
    static func note(askedAt moment: Timestamp, _ knowledge: inout Knowledge) {}

    static func open(
        _ claims: inout [Claim<Self>], for worker: String, in transaction: any Transaction, of store: Store
    ) {}

    static func uptime(_ facts: Facts) -> Int64? { nil }

    static func follow(_ saved: [Decision<Self>], with writer: inout PollWriter, vault: Vault) {}
}

/// Columns that a claim reads of a kind, the joins that they come by, and what they say.
struct ClaimedColumns<Subject: Watched> {
    let columns: [String]
    let joins: String
    let read: (inout Row) throws -> (parent: Parent?, knowledge: Subject.Knowledge)
}

extension StoredSubject {
    /// Its rows, to be selected from.
    static var source: String { "\(kind.table) \(joined(to: "\(kind.table).id"))" }

    static func joined(to id: String) -> String { "JOIN subjects ON subjects.kind = '\(kind)' AND subjects.id = \(id)" }
}

extension Store {
    func find<Subject: StoredSubject>(_ id: ID<Subject>) async throws -> Subject? {
        try await database.first(Subject.finding, [id]) { try Subject(&$0, vault: vault) }
    }
}

extension StoredSubject {
    static fileprivate var finding: String { "SELECT \(columns) FROM \(source) WHERE \(kind.table).id = ?" }
}

extension Transaction {
    func find<Subject: StoredSubject>(_ id: ID<Subject>, vault: Vault) throws -> Subject? {
        try first(Subject.finding, [id]) { try Subject(&$0, vault: vault) }
    }

    /// What was written just now.
    func stored<Subject: StoredSubject>(_ id: ID<Subject>, vault: Vault) throws -> Subject {
        guard let subject = try find(id, vault: vault) else { throw Subject.kind.missing }
        return subject
    }

    // MARK: Creating

    /// What there is to write of a new subject beside the row of its kind. It is due at once.
    func insertSubjects(
        _ new: [(id: Int64, configuration: any WatchedConfiguration)], of kind: SubjectKind, at moment: Timestamp
    )
        throws
    {
        try execute(
            """
            INSERT INTO subjects (kind, id, enabled, poll_interval, poll_phase)
            SELECT '\(kind)', id, enabled, poll_interval, poll_phase FROM {given}
            """,
            given: GivenRows(
                ["id": .integer, "enabled": .integer, "poll_interval": .integer, "poll_phase": .integer],
                new.map {
                    [$0.id, $0.configuration.isEnabled, $0.configuration.pollInterval, PollSlots.phase(of: $0.id)]
                }
            ))
        try execute(
            "INSERT INTO queue (kind, id, due, allowance) SELECT '\(kind)', id, due, allowance FROM {given}",
            given: GivenRows(
                ["id": .integer, "due": .integer, "allowance": .integer],
                new.map {
                    [$0.id, $0.configuration.isEnabled ? moment : nil, $0.configuration.allowanceInMilliseconds]
                }))
        try insertTags(new.map { ($0.id, $0.configuration.tags) }, of: kind)
    }

    // MARK: Changing

    /// Writes what the schedule goes by, and the tags.
    func writeSchedule(
        of id: Int64, _ kind: SubjectKind, _ new: any WatchedConfiguration, replacing old: any WatchedConfiguration
    ) throws {
        try execute(
            "UPDATE subjects SET enabled = ?, poll_interval = ? WHERE kind = ? AND id = ?",
            [new.isEnabled, new.pollInterval, kind, id])
        try execute(
            "UPDATE queue SET allowance = ? WHERE kind = ? AND id = ?", [new.allowanceInMilliseconds, kind, id])
        guard new.tags != old.tags else { return }
        try execute("DELETE FROM subject_tags WHERE kind = ? AND id = ?", [kind, id])
        try insertTags([(id, new.tags)], of: kind)
    }

    // MARK: Deleting

    /// Deletes it with what belongs to it alone. Its alerts stay and have ended.
    /// - Returns: whether there was one.
    func delete(_ id: Int64, _ kind: SubjectKind, at moment: Timestamp) throws -> Bool {
        guard try execute("DELETE FROM \(kind.table) WHERE id = ?", [id]) > 0 else { return false }
        try execute("DELETE FROM subjects WHERE kind = ? AND id = ?", [kind, id])
        try cancelNotices(ofAlerts: "SELECT id FROM alerts WHERE subject_kind = ? AND subject_id = ?", [kind, id])
        try execute(
            """
            UPDATE alerts SET status = 'resolved', resolved_at = ?
            WHERE subject_kind = ? AND subject_id = ? AND status = 'firing'
            """, [moment, kind, id])
        try execute("UPDATE alerts SET subject_id = NULL WHERE subject_kind = ? AND subject_id = ?", [kind, id])
        try execute(
            """
            UPDATE tasks SET state = 'FAILURE', error = 'It was deleted before it was asked.', finished_at = ?
            WHERE subject_kind = ? AND subject_id = ? AND finished_at IS NULL
            """, [moment, kind, id])
        try execute("UPDATE tasks SET subject_id = NULL WHERE subject_kind = ? AND subject_id = ?", [kind, id])
        try bump(.configuration(kind), .status(kind), .alerts)
        return true
    }
}

/// One to be written under an id that was reserved for it.
struct NewRow<Subject: StoredSubject> {
    let id: ID<Subject>
    let configuration: Subject.Configuration
}

/// The unique column decides whose it is, so that two requests at once cannot both have it.
func mappingTaken<Result>(
    _ column: String, to taken: StoreError, _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let error as DatabaseError where error.code == .alreadyExists(column: column) {
        throw taken
    }
}

extension WatchedConfiguration {
    fileprivate var allowanceInMilliseconds: Int64 { Int64(allowance / .milliseconds(1)) }
}
