internal import Database
package import Monitoring

extension Store {
    /// Leases the devices that are due to `worker`, the longest overdue first. What may take longer to ask is leased for
    /// that much longer.
    /// - Parameter ahead: what nobody has and is due within it is leased too. It is not to be asked before it is due.
    package func claimDueDevices(
        limit: Int, worker: String, lease: Duration, ahead: Duration = .zero, now: Timestamp
    ) async throws -> [Claim<Device>] {
        try await claim(
            ClaimRequest(
                kind: .device, limit: limit, worker: worker, expiresAt: now + lease, until: now + ahead, now: now))
    }

    /// When the next device that nobody has is due, or a claim expires.
    package func nextDeviceDue() async throws -> Timestamp? { try await nextDue(of: .device) }

    /// One transaction: state, facts, capabilities, alerts, notices, task results, next poll; each under its claim. A
    /// device that waits for its parent makes it due, and one that came back makes due what is unreachable behind it.
    package func save(
        _ devices: [Decision<Device>], settings: @escaping @autoclosure @Sendable () -> Settings,
        now: Timestamp
    ) async throws -> SavedBatch {
        try await write(devices, settings, now: now)
    }
}

extension Device {
    static var claimed: ClaimedColumns<Device> {
        ClaimedColumns(
            columns: [
                "parent.name, parent_subject.measured_at, parent.created_at", CheckState.columns(of: "parent_check"),
                "agent_capabilities.fingerprint",
                "CASE WHEN agent_capabilities.read_by = given.worker THEN NULL ELSE agent_capabilities.sealed END",
            ],
            joins: """
                LEFT JOIN subjects AS parent_subject ON parent_subject.kind = 'device'
                    AND parent_subject.id = devices.parent_id AND parent_subject.enabled = 1
                LEFT JOIN devices AS parent ON parent.id = parent_subject.id
                LEFT JOIN check_states AS parent_check ON parent_check.kind = parent_subject.kind
                    AND parent_check.id = parent_subject.id AND parent_check.name = 'reachability'
                LEFT JOIN agent_capabilities ON agent_capabilities.device_id = devices.id
                """,
            read: { row in (try Parent(&row), AgentCapabilities(&row)) })
    }

    static func open(
        _ claims: inout [Claim<Device>], for worker: String, in transaction: any Transaction, of store: Store
    ) throws {
        try CapabilitiesReader(transaction, of: worker, for: store).open(&claims)
    }

    static func uptime(_ facts: DeviceFacts) -> Int64? { facts.uptime }

    /// What it did not say keeps what is known.
    static func news(_ facts: DeviceFacts, since known: DeviceFacts) -> StoredNews? {
        func new<Fact: ValueConvertible & Equatable>(_ fact: Fact?, _ known: Fact?) -> (any ValueConvertible)? {
            fact == known ? nil : fact
        }
        return StoredNews([
            ("model", new(facts.model, known.model)), ("sys_name", new(facts.sysName, known.sysName)),
            ("sys_descr", new(facts.sysDescr, known.sysDescr)), ("location", new(facts.location, known.location)),
            ("known_addresses", new(facts.addresses?.description, known.addresses?.description)),
        ])
    }

    static func follow(_ saved: [Decision<Device>], with writer: inout PollWriter, vault: Vault) throws {
        try writer.transaction.keep(
            saved.compactMap { decision in
                decision.poll.outcome.learned.map {
                    (id: decision.claim.subject.id.rawValue, capabilities: $0, worker: decision.claim.worker)
                }
            }, vault: vault, at: writer.now)
        for decision in saved where decision.verdict.needsParent {
            try writer.makeParentDue(of: decision.claim.subject.id)
        }
        if saved.contains(where: \.mayFreeChildren) { try writer.makeFreedChildrenDue() }
    }
}

extension Claim {
    fileprivate var worker: String { token.lastIndex(of: "/").map { String(token[..<$0]) } ?? token }
}

extension Decision<Device> {
    /// Whether it came back, or was found unreachable while its parent may have come back.
    fileprivate var mayFreeChildren: Bool {
        guard let found = verdict.checks[.reachability]?.hard else { return false }
        return found == .unreachable || found == .up && claim.checks[.reachability]?.hard != .up
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
