internal import Database
internal import Monitoring

/// What the tables hold of any subject, whatever its kind.
protocol WatchedSubject: Sendable {
    associatedtype Configuration: SubjectConfiguration

    static var kind: SubjectKind { get }
    /// Of the table of its kind and of `subjects`.
    static var columns: String { get }
    init(_ row: inout Row, vault: Vault) throws

    var id: ID<Self> { get }
    var configuration: Configuration { get }
}

/// What the schedule needs to know of a configuration.
protocol SubjectConfiguration: Sendable, Equatable {
    var tags: [String] { get }
    var isEnabled: Bool { get }
    /// Seconds; `nil` for the global interval.
    var pollInterval: Int? { get }
    /// How much longer than others of its kind it may take.
    var allowance: Duration { get }
}

extension WatchedSubject {
    /// Its rows, to be selected from.
    static var source: String { "\(kind.table) \(joined(to: "\(kind.table).id"))" }

    static func joined(to id: String) -> String { "JOIN subjects ON subjects.kind = '\(kind)' AND subjects.id = \(id)" }
}

extension Store {
    func find<Subject: WatchedSubject>(_ id: ID<Subject>) async throws -> Subject? {
        try await database.first(Subject.finding, [id]) { try Subject(&$0, vault: vault) }
    }
}

extension WatchedSubject {
    static fileprivate var finding: String { "SELECT \(columns) FROM \(source) WHERE \(kind.table).id = ?" }
}

extension Transaction {
    func find<Subject: WatchedSubject>(_ id: ID<Subject>, vault: Vault) throws -> Subject? {
        try first(Subject.finding, [id]) { try Subject(&$0, vault: vault) }
    }

    /// What was written just now.
    func stored<Subject: WatchedSubject>(_ id: ID<Subject>, vault: Vault) throws -> Subject {
        guard let subject = try find(id, vault: vault) else { throw Subject.kind.missing }
        return subject
    }

    // MARK: Creating

    /// What there is to write of a new subject beside the row of its kind. It is due at once.
    func insertSubjects(
        _ new: [(id: Int64, configuration: any SubjectConfiguration)], of kind: SubjectKind, at moment: Timestamp
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
        of id: Int64, _ kind: SubjectKind, _ new: any SubjectConfiguration, replacing old: any SubjectConfiguration
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
struct NewRow<Subject: WatchedSubject> {
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

extension SubjectConfiguration {
    fileprivate var allowanceInMilliseconds: Int64 { Int64(allowance / .milliseconds(1)) }
}

extension DeviceConfiguration: SubjectConfiguration {
    var allowance: Duration { snmp.allowance }
}

extension CameraConfiguration: SubjectConfiguration {
    var allowance: Duration { .seconds(max(0, (timeout ?? Self.usualTimeout) - Self.usualTimeout)) }
}
