internal import Database
internal import Monitoring

extension Store {
    /// Gives back what `worker` holds: due again when it was.
    package func releaseClaims(of worker: String) async throws {
        // `0` follows `/`: these are the texts that begin with the name and a slash.
        _ = try await database.write(.shared) { transaction in
            try transaction.execute(
                """
                UPDATE queue SET due = claimed_due, claimed_due = NULL, claimed_by = NULL
                WHERE claimed_by IS NOT NULL AND claimed_by >= ? AND claimed_by < ?
                """, [worker + "/", worker + "0"])
        }
    }

    /// Leases what is due of a kind, the longest overdue first, and reads all there is to know of it. Who holds a lease
    /// alone may save; when it expires, somebody else can have the subject.
    func claim<Subject: StoredSubject>(
        _ request: ClaimRequest, _ selection: ClaimSelection = .all
    ) async throws -> [Claim<Subject>] {
        guard try await isAnyDue(request, selection) else { return [] }
        return try await database.write(.shared) { transaction in
            let due = try transaction.claim(request, selection)
            var (claims, awaited) = try transaction.claims(of: Subject.self, due, by: request, vault: vault)
            try Subject.open(&claims, for: request.worker, in: transaction, of: self)
            for index in awaited { try transaction.startTasks(of: &claims[index], at: request.now) }
            return claims.sorted { ($0.due, $0.subject.id) < ($1.due, $1.subject.id) }
        }
    }

    /// When the next one that may be claimed is due, or a claim expires.
    func nextDue(of kind: SubjectKind, _ selection: ClaimSelection = .all) async throws -> Timestamp? {
        try await database.first(
            """
            SELECT queue.due FROM queue \(selection.join)
            WHERE queue.kind = ? AND queue.due IS NOT NULL\(selection.orClaimed) ORDER BY queue.due LIMIT 1
            """, [kind] + selection.values
        ) { $0.timestamp() }
    }

    /// Spares a look at nothing the cost of a write.
    private func isAnyDue(_ request: ClaimRequest, _ selection: ClaimSelection) async throws -> Bool {
        try await database.first(
            """
            SELECT 1 FROM queue \(selection.join)
            WHERE queue.kind = ? AND \(ClaimRequest.isDue)\(selection.and) ORDER BY queue.due LIMIT 1
            """, [request.kind] + request.moments + selection.values
        ) { _ in true } ?? false
    }
}

/// Who wants how many of a kind, and until when.
struct ClaimRequest {
    let kind: SubjectKind
    let limit: Int
    let worker: String
    let expiresAt: Timestamp
    /// What is free and due by then is wanted.
    let until: Timestamp
    let now: Timestamp
    /// `<worker>/<64 random bits>`: names one batch of claims for all time.
    let claim: String

    init(kind: SubjectKind, limit: Int, worker: String, expiresAt: Timestamp, until: Timestamp, now: Timestamp) {
        self.kind = kind
        self.limit = limit
        self.worker = worker
        self.expiresAt = expiresAt
        self.until = until
        self.now = now
        claim = newClaim(of: worker)
    }

    /// Takes `moments`. What is claimed is due at the end of its claim, and not before.
    static let isDue = "queue.due <= ? AND (queue.claimed_by IS NULL OR queue.due <= ?)"

    var moments: [any ValueConvertible] { [until, now] }
}

func newClaim(of worker: String) -> String { "\(worker)/\(String(UInt64.random(in: .min ... .max), radix: 16))" }

/// Which of those that are due may be claimed.
struct ClaimSelection {
    /// What `condition` is about, joined to `queue`; empty for nothing.
    var join = ""
    /// Of one that may be claimed, taking `values`; empty for all.
    var condition = ""
    var values: [any ValueConvertible] = []
    /// Selects the ids that may be claimed at once, with what it takes; `nil` for all that are due.
    var candidates: (sql: String, values: [any ValueConvertible])?

    static var all: ClaimSelection { ClaimSelection() }

    fileprivate var and: String { condition.isEmpty ? "" : " AND \(condition)" }
    /// What is claimed is due again when its claim ends, whatever is selected.
    fileprivate var orClaimed: String {
        condition.isEmpty ? "" : " AND (queue.claimed_by IS NOT NULL OR \(condition))"
    }
}

extension Transaction {
    /// - Returns: when each of those that were claimed was due, by id.
    fileprivate func claim(_ request: ClaimRequest, _ selection: ClaimSelection) throws -> [Int64: Timestamp] {
        let candidates = selection.candidates
        let among = candidates.map { " AND queue.id IN (\($0.sql))" } ?? ""
        let claimed = try query(
            """
            UPDATE queue SET claimed_by = ?, claimed_due = COALESCE(claimed_due, due), due = ? + allowance
            WHERE kind = '\(request.kind)' AND \(isAny("id", of: """
                SELECT queue.id FROM queue
                WHERE queue.kind = '\(request.kind)' AND \(ClaimRequest.isDue)\(among)
                ORDER BY queue.due, queue.id LIMIT ?\(skippingLocked)
                """))
            RETURNING id, claimed_due
            """,
            [request.claim, request.expiresAt] + request.moments + (candidates?.values ?? []) + [request.limit]
        ) { row in (row.integer(), row.timestamp()) }
        return Dictionary(uniqueKeysWithValues: claimed)
    }

    /// All there is to read of what was claimed.
    /// - Returns: with the places of those for which a task waits.
    fileprivate func claims<Subject: StoredSubject>(
        of type: Subject.Type, _ due: [Int64: Timestamp], by request: ClaimRequest, vault: Vault
    ) throws -> ([Claim<Subject>], awaited: [Int]) {
        let (kind, more) = (Subject.kind, Subject.claimed)
        let columns =
            [Subject.columns, CheckState.columns(of: kind.checks)] + more.columns
            + ["CASE WHEN \(isAwaited("subjects")) THEN 1 ELSE 0 END"]
        let rows = try query(
            """
            SELECT \(columns.joined(separator: ", "))
            FROM {given}
            JOIN \(kind.table) ON \(kind.table).id = given.id
            \(Subject.joined(to: "\(kind.table).id"))
            \(CheckState.joins(of: kind.checks))
            \(more.joins)
            """,
            given: GivenRows(["id": .integer, "worker": .text], due.keys.sorted().map { [$0, request.worker] })
        ) { row in
            let subject = try Subject(&row, vault: vault)
            var checks: [Check: CheckState] = [:]
            for check in kind.checks { checks[check] = try CheckState(&row) }
            let (parent, knowledge) = try more.read(&row)
            let claim = Claim(
                subject, due: due[subject.id.rawValue] ?? request.now, token: request.claim, checks: checks,
                parent: parent, knowledge: knowledge)
            return (claim: claim, isAwaited: row.boolean())
        }
        return (rows.map(\.claim), awaited: rows.indices.filter { rows[$0].isAwaited })
    }

    fileprivate func startTasks<Subject: StoredSubject>(of claim: inout Claim<Subject>, at moment: Timestamp) throws {
        let tasks = try startTasks(of: Subject.kind, claim.subject.id.rawValue, at: moment)
        claim.tasks = tasks.map(\.id)
        if let last = tasks.map(\.askedAt).max() { Subject.note(askedAt: last, &claim.knowledge) }
    }
}
