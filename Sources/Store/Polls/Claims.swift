internal import Database
package import Monitoring

/// A due device, leased to one worker until `claimExpiresAt`.
package struct ClaimedDevice: Sendable {
    package var device: Device
    package var due: Timestamp
    /// Fencing: a save under any other claim is refused.
    package var claim: String
    package var checks: [Check: CheckState]
    /// Where there is an enabled one. Its `polledAt` is the `measuredAt` of its last verdict that had one.
    package var parent: Parent?
    /// Tasks that wait for this poll; they are `STARTED` now.
    package var tasks: [String]
    /// What was learned of how to ask it, if anything.
    package var knowledge: AgentCapabilities?
    /// What this poll learned of that, to be kept from now on; `nil` if nothing is new.
    package var learned: AgentCapabilities?

    package init(
        device: Device, due: Timestamp, claim: String, checks: [Check: CheckState] = [:], parent: Parent? = nil,
        tasks: [String] = [], knowledge: AgentCapabilities? = nil, learned: AgentCapabilities? = nil
    ) {
        self.device = device
        self.due = due
        self.claim = claim
        self.checks = checks
        self.parent = parent
        self.tasks = tasks
        self.knowledge = knowledge
        self.learned = learned
    }
}

package struct ClaimedCamera: Sendable {
    package var camera: Camera
    package var due: Timestamp
    package var claim: String
    package var checks: [Check: CheckState]
    package var tasks: [String]
    /// Since when somebody wants its credentials offered, whatever was refused before: who tested it, or saved them.
    package var insistsSince: Timestamp?
    /// Visits in a row to which its host did not answer.
    package var silences: Int

    package init(
        camera: Camera, due: Timestamp, claim: String, checks: [Check: CheckState] = [:], tasks: [String] = [],
        insistsSince: Timestamp? = nil, silences: Int = 0
    ) {
        self.camera = camera
        self.due = due
        self.claim = claim
        self.checks = checks
        self.tasks = tasks
        self.insistsSince = insistsSince
        self.silences = silences
    }
}

/// A verdict with the claim it was reached under.
package struct Decided<Claimed: Sendable, Facts: Sendable & Equatable>: Sendable {
    package var claimed: Claimed
    package var verdict: Verdict<Facts>
    package init(claimed: Claimed, verdict: Verdict<Facts>) { self.claimed = claimed; self.verdict = verdict }
}

extension Store {
    /// Leases the devices that are due to `worker`, the longest overdue first. Who holds a lease alone may save; when
    /// it expires, somebody else can have the device. What may take longer to ask is leased for that much longer.
    /// - Parameter ahead: what nobody has and is due within it is leased too. It is not to be asked before it is due.
    package func claimDueDevices(
        limit: Int, worker: String, lease: Duration, ahead: Duration = .zero, now: Timestamp
    ) async throws -> [ClaimedDevice] {
        let request = ClaimRequest(
            kind: .device, limit: limit, worker: worker, expiresAt: now + lease, until: now + ahead, now: now)
        guard try await isAnyDue(request) else { return [] }
        return try await database.write(.shared) { transaction in
            let due = try transaction.claim(request)
            var claimed = try transaction.claimedDevices(due, by: request, vault: vault)
            try CapabilitiesReader(transaction, of: request.worker, for: self).open(&claimed)
            try transaction.startTasks(of: &claimed, at: now)
            return claimed.map(\.claimed).sorted { ($0.due, $0.device.id) < ($1.due, $1.device.id) }
        }
    }

    /// When the next device that nobody has is due, or a claim expires.
    package func nextDeviceDue() async throws -> Timestamp? {
        try await database.first(
            "SELECT due FROM queue WHERE kind = ? AND due IS NOT NULL ORDER BY due LIMIT 1", [SubjectKind.device]
        ) { $0.timestamp() }
    }

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

    /// Spares a look at nothing the cost of a write.
    private func isAnyDue(_ request: ClaimRequest) async throws -> Bool {
        try await database.first(
            "SELECT 1 FROM queue WHERE kind = ? AND \(ClaimRequest.isDue) ORDER BY due LIMIT 1",
            [request.kind] + request.moments
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

/// What was claimed, and whether a task waits for it.
struct Claimed<Subject> {
    var claimed: Subject
    var isAwaited: Bool
}

extension Transaction {
    /// - Parameter candidates: selects ids of the kind, with what it takes; all that are due where it is absent.
    /// - Returns: when each of those that were claimed was due, by id.
    func claim(
        _ request: ClaimRequest, among candidates: (sql: String, values: [any ValueConvertible])? = nil
    ) throws -> [Int64: Timestamp] {
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

    /// All there is to read of the devices.
    fileprivate func claimedDevices(
        _ due: [Int64: Timestamp], by request: ClaimRequest, vault: Vault
    ) throws -> [Claimed<ClaimedDevice>] {
        let checks = SubjectKind.device.checks
        return try query(
            """
            SELECT \(Device.columns), \(CheckState.columns(of: checks)),
                parent.name, parent_subject.measured_at, parent.created_at, \(CheckState.columns(of: "parent_check")),
                agent_capabilities.fingerprint,
                CASE WHEN agent_capabilities.read_by = given.worker THEN NULL ELSE agent_capabilities.sealed END,
                CASE WHEN \(isAwaited("subjects")) THEN 1 ELSE 0 END
            FROM {given}
            JOIN devices ON devices.id = given.id
            \(Device.joined(to: "devices.id"))
            \(CheckState.joins(of: checks))
            LEFT JOIN subjects AS parent_subject
                ON parent_subject.kind = 'device' AND parent_subject.id = devices.parent_id AND parent_subject.enabled = 1
            LEFT JOIN devices AS parent ON parent.id = parent_subject.id
            LEFT JOIN check_states AS parent_check ON parent_check.kind = parent_subject.kind
                AND parent_check.id = parent_subject.id AND parent_check.name = 'reachability'
            LEFT JOIN agent_capabilities ON agent_capabilities.device_id = devices.id
            """,
            given: GivenRows(["id": .integer, "worker": .text], due.keys.sorted().map { [$0, request.worker] })
        ) { row in
            let device = try Device(&row, vault: vault)
            var claimed = ClaimedDevice(
                device: device, due: due[device.id.rawValue] ?? request.now, claim: request.claim)
            for check in checks { claimed.checks[check] = try CheckState(&row) }
            claimed.parent = try Parent(&row)
            claimed.knowledge = AgentCapabilities(&row)
            return Claimed(claimed: claimed, isAwaited: row.boolean())
        }
    }

    fileprivate func startTasks(of claimed: inout [Claimed<ClaimedDevice>], at moment: Timestamp) throws {
        for index in claimed.indices where claimed[index].isAwaited {
            claimed[index].claimed.tasks = try startTasks(
                of: .device, claimed[index].claimed.device.id.rawValue, at: moment
            ).map(\.id)
        }
    }
}

extension Parent {
    /// `nil` where the row was joined and there is no enabled one.
    fileprivate init?(_ row: inout Row) throws {
        guard let name = row.textOrNil() else {
            row.skip(2 + CheckState.columnCount)
            return nil
        }
        let polledAt = row.timestampOrNil()
        let neverAsked = CheckState(since: row.timestamp())
        self.init(name: name, reachability: try CheckState(&row) ?? neverAsked, polledAt: polledAt)
    }
}
