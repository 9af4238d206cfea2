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
    package var knowledge: KeptKnowledge?
    /// What this poll learned of that, to be kept from now on; `nil` if nothing is new.
    package var learned: KeptKnowledge?

    package init(
        device: Device, due: Timestamp, claim: String, checks: [Check: CheckState] = [:], parent: Parent? = nil,
        tasks: [String] = [], knowledge: KeptKnowledge? = nil, learned: KeptKnowledge? = nil
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
    /// Leases the rows that are due to `worker`, the longest overdue first. Who holds a lease alone may save; when it
    /// expires, somebody else can have the row. What may take longer to ask is leased for that much longer.
    package func claimDueDevices(
        limit: Int, worker: String, lease: Duration, now: Timestamp
    ) async throws -> [ClaimedDevice] {
        let request = ClaimRequest(fleet: .devices, limit: limit, worker: worker, expiresAt: now + lease, now: now)
        guard try await isAnyDue(request) else { return [] }
        return try await database.write(.others) { transaction in
            let claim = newClaim(of: worker)
            var claimed = try transaction.claim(request, as: claim, returning: Device.columns) { row in
                ClaimedDevice(device: try Device(&row, vault: vault), due: row.timestamp(), claim: claim)
            }
            let checks = try transaction.checks(in: .devices, claimedBy: claim)
            let parents = try transaction.parents(ofDevicesClaimedBy: claim)
            let tasks = try transaction.startTasks(in: .devices, claimedBy: claim, at: now)
            let knowledge = try KnowledgeReader(transaction, of: claim, for: self).read()
            for index in claimed.indices {
                let id = claimed[index].device.id
                claimed[index].checks = checks[id.rawValue] ?? [:]
                claimed[index].parent = parents[id]
                claimed[index].tasks = tasks[id.rawValue] ?? []
                claimed[index].knowledge = knowledge[id.rawValue]
            }
            return claimed.sorted { ($0.due, $0.device.id) < ($1.due, $1.device.id) }
        }
    }

    /// When the next unclaimed device is due, or a claim expires.
    package func nextDeviceDue() async throws -> Timestamp? {
        try await database.first(
            """
            SELECT
                (SELECT next_poll_at FROM devices WHERE next_poll_at IS NOT NULL AND claimed_by IS NULL
                    ORDER BY next_poll_at LIMIT 1),
                (SELECT MIN(claim_expires_at) FROM devices WHERE claimed_by IS NOT NULL)
            """, []
        ) { row in [row.timestampOrNil(), row.timestampOrNil()].compactMap { $0 }.min() } ?? nil
    }

    /// Gives back what `worker` holds: due again at once.
    package func releaseClaims(of worker: String) async throws {
        try await database.write(.others) { transaction in
            for fleet in [Fleet.devices, .cameras] { try transaction.releaseClaims(of: worker, in: fleet.table) }
        }
    }

    /// Spares a look at nothing the cost of a write.
    private func isAnyDue(_ request: ClaimRequest) async throws -> Bool {
        try await database.first(
            "SELECT 1 FROM \(request.fleet.table) WHERE \(ClaimRequest.isDue) LIMIT 1", [request.now, request.now]
        ) { _ in true } ?? false
    }
}

/// Who wants how many rows, and until when.
struct ClaimRequest {
    let fleet: Fleet
    let limit: Int
    let worker: String
    let expiresAt: Timestamp
    let now: Timestamp

    /// Takes the present moment twice.
    static let isDue = "next_poll_at <= ? AND (claimed_by IS NULL OR claim_expires_at <= ?)"
}

/// `<worker>/<64 random bits>`: names one batch of claims for all time.
func newClaim(of worker: String) -> String { "\(worker)/\(String(UInt64.random(in: .min ... .max), radix: 16))" }

extension Transaction {
    /// - Parameter decode: is given the columns, and then when the row was due.
    fileprivate func claim<Claimed>(
        _ request: ClaimRequest, as claim: String, returning columns: String,
        _ decode: (inout Row) throws -> Claimed
    ) throws -> [Claimed] {
        let table = request.fleet.table
        return try query(
            """
            UPDATE \(table) SET claimed_by = ?, claim_expires_at = ? + \(request.fleet.allowance)
            WHERE id IN (
                SELECT id FROM \(table) WHERE \(ClaimRequest.isDue) ORDER BY next_poll_at, id LIMIT ?\(skippingLocked)
            )
            RETURNING \(columns), next_poll_at
            """, [claim, request.expiresAt, request.now, request.now, request.limit], decode)
    }

    func releaseClaims(of worker: String, in table: String) throws {
        // `0` follows `/`: these are the texts that begin with the name and a slash.
        try execute(
            """
            UPDATE \(table) SET claimed_by = NULL, claim_expires_at = NULL
            WHERE claimed_by IS NOT NULL AND claimed_by >= ? AND claimed_by < ?
            """, [worker + "/", worker + "0"])
    }

    /// The enabled parents, by child.
    fileprivate func parents(ofDevicesClaimedBy claim: String) throws -> [ID<Device>: Parent] {
        let parents = try query(
            """
            SELECT child.id, parent.name, parent.measured_at, parent.created_at, \(CheckState.columns)
            FROM devices AS child
            JOIN devices AS parent ON parent.id = child.parent_id AND parent.enabled = 1
            LEFT JOIN check_states ON check_states.device_id = parent.id AND check_states.name = 'reachability'
            WHERE child.claimed_by = ?
            """, [claim]
        ) { row in
            let child = row.id(Device.self)
            let name = row.text()
            let polledAt = row.timestampOrNil()
            let neverAsked = CheckState(since: row.timestamp())
            return (child, Parent(name: name, reachability: try CheckState(&row) ?? neverAsked, polledAt: polledAt))
        }
        return Dictionary(uniqueKeysWithValues: parents)
    }
}
