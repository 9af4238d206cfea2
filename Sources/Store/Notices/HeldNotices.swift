internal import Database
package import Monitoring

/// What becomes of a notice that waits for the end of maintenance, by the windows that have not ended.
package typealias HeldReview = @Sendable (HeldNotice, [MaintenanceWindow], Timestamp) -> HeldNoticeStep

extension Store {
    /// Looks at what waits for the end of maintenance by the windows that there are now, whoever wrote it and by
    /// whatever windows.
    /// - Returns: how many notices wait for another time than before.
    package func reviewHeldNotices(_ review: @escaping HeldReview) async throws -> Int {
        let moment = now()
        let isAnyMoved = try await database.read { transaction in
            let windows = try transaction.maintenanceWindows(at: moment)
            return try transaction.heldNotices(at: moment).contains { review($0, windows, moment) != .keep }
        }
        guard isAnyMoved else { return 0 }
        return try await database.write { transaction in
            let moved = try transaction.review(try transaction.heldNotices(at: moment), by: review, at: moment)
            if moved > 0 { try transaction.bump(.alerts) }
            return moved
        }
    }
}

extension Transaction {
    /// What an alert is about is called as it was then, and has the tags that it has now.
    func heldNotices(at moment: Timestamp) throws -> [HeldNotice] {
        let held = try query(
            """
            SELECT notices.id, held_until, rule, severity, subject_kind, subject_id, subject_name
            FROM notices JOIN alerts ON alerts.id = notices.alert_id
            WHERE next_attempt_at IS NOT NULL AND \(isHeld) ORDER BY notices.id
            """, [moment]
        ) { row in try HeldRow(&row) }
        guard !held.isEmpty else { return [] }
        let tags = try tagsOfHeld(at: moment)
        return held.compactMap { $0.notice(tags: tags) }
    }

    /// By `device:1`.
    private func tagsOfHeld(at moment: Timestamp) throws -> [String: [String]] {
        let tags = try query(
            """
            SELECT DISTINCT subject_tags.kind, subject_tags.id, tag
            FROM notices JOIN alerts ON alerts.id = notices.alert_id
            JOIN subject_tags ON subject_tags.kind = subject_kind AND subject_tags.id = subject_id
            WHERE next_attempt_at IS NOT NULL AND \(isHeld)
            """, [moment]
        ) { row in ("\(row.text()):\(row.integer())", row.text()) }
        return Dictionary(grouping: tags, by: \.0).mapValues { $0.map(\.1) }
    }

    /// - Returns: how many wait for another time than before.
    @discardableResult
    func review(_ held: [HeldNotice], by review: HeldReview, at moment: Timestamp) throws -> Int {
        let windows = try maintenanceWindows(at: moment)
        let moves: [[any ValueConvertible]] = held.compactMap { notice in
            switch review(notice, windows, moment) {
            case .keep: nil
            case .hold(let end, let reason): [end, end, reason, notice.id, notice.until]
            case .free: [moment, moment, Value.null, notice.id, notice.until]
            }
        }
        return try execute(
            """
            UPDATE notices SET held_until = ?, next_attempt_at = ?, last_error = ?
            WHERE id = ? AND held_until = ? AND state = 'pending' AND claimed_by IS NULL
            """, forEach: moves
        ).reduce(0, +)
    }
}

private struct HeldRow {
    private let id: ID<Notice>
    private let until: Timestamp
    private let rule: AlertRule?
    private let severity: Severity
    private let subject: TaggedSubject?

    init(_ row: inout Row) throws {
        (id, until) = (row.id(), row.timestamp())
        rule = AlertRule(rawValue: row.text())
        severity = try row.choice()
        let (kind, number, name) = (row.textOrNil(), row.integerOrNil(), row.textOrNil())
        subject = kind.flatMap(SubjectKind.init).flatMap { kind in
            number.map { TaggedSubject(kind, $0, name: name ?? "") }
        }
    }

    /// - Returns: `nil` for what only another version knows.
    func notice(tags: [String: [String]]) -> HeldNotice? {
        guard let rule else { return nil }
        var subject = subject
        if let key = subject?.key { subject?.tags = tags[key] ?? [] }
        return HeldNotice(id: id, news: News(rule, severity, of: subject), until: until)
    }
}
