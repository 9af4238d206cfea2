internal import Database
package import Monitoring

/// How many cameras of one host are checked at once, by all workers together.
package struct HostBudget: Sendable, Equatable {
    package var visits: Int
    /// At a host that did not answer `silences` visits in a row or more.
    package var visitsWhenSilent: Int
    package var silences: Int

    package init(visits: Int, visitsWhenSilent: Int, silences: Int) {
        self.visits = visits
        self.visitsWhenSilent = max(visits, visitsWhenSilent)
        self.silences = silences
    }

    package static let one = HostBudget(visits: 1, visitsWhenSilent: 1, silences: 1)

    package func visits(after silences: Int) -> Int { silences >= self.silences ? visitsWhenSilent : visits }
}

extension Store {
    /// As `claimDueDevices`, and no more of one host than the budget has left.
    package func claimDueCameras(
        limit: Int, worker: String, lease: Duration, budget: HostBudget = .one, ahead: Duration = .zero,
        now: Timestamp
    ) async throws -> [ClaimedCamera] {
        let request = ClaimRequest(
            kind: .camera, limit: limit, worker: worker, expiresAt: now + lease, until: now + ahead, now: now)
        guard try await isAnyCameraDue(request, within: budget) else { return [] }
        return try await database.write(.shared) { transaction in
            let due = try transaction.claim(request, among: budget.candidates(request))
            var claimed = try transaction.claimedCameras(due, by: request, vault: vault)
            for index in claimed.indices where claimed[index].isAwaited {
                let tasks = try transaction.startTasks(of: .camera, claimed[index].claimed.camera.id.rawValue, at: now)
                claimed[index].claimed.tasks = tasks.map(\.id)
                claimed[index].claimed.insistsSince =
                    ([claimed[index].claimed.insistsSince] + tasks.map(\.askedAt)).compactMap { $0 }.max()
            }
            return claimed.map(\.claimed).sorted { ($0.due, $0.camera.id) < ($1.due, $1.camera.id) }
        }
    }

    /// When the next camera that may be claimed is due, or a claim expires. What waits for its host is not among them:
    /// the end of a visit there makes it known.
    package func nextCameraDue(within budget: HostBudget = .one) async throws -> Timestamp? {
        try await database.first(
            """
            SELECT queue.due FROM queue JOIN cameras ON cameras.id = queue.id
            WHERE queue.kind = 'camera' AND queue.due IS NOT NULL AND (
                queue.claimed_by IS NOT NULL OR \(HostBudget.hasRoom)
            )
            ORDER BY queue.due LIMIT 1
            """, budget.values(at: now())
        ) { $0.timestamp() }
    }

    /// What a visit says of whether the host answers.
    package func note(silences: Int, at place: StreamPlace) async throws {
        try await database.write(.shared) { transaction in
            guard silences > 0 else {
                try transaction.execute("DELETE FROM camera_hosts WHERE host_key = ?", [place.hostKey])
                return
            }
            try transaction.execute(
                """
                INSERT INTO camera_hosts (host_key, silences) VALUES (?, ?)
                ON CONFLICT (host_key) DO UPDATE SET silences = excluded.silences
                """, [place.hostKey, silences])
        }
    }

    private func isAnyCameraDue(_ request: ClaimRequest, within budget: HostBudget) async throws -> Bool {
        try await database.first(
            """
            SELECT 1 FROM queue JOIN cameras ON cameras.id = queue.id
            WHERE queue.kind = 'camera' AND \(ClaimRequest.isDue) AND \(HostBudget.hasRoom) ORDER BY queue.due LIMIT 1
            """, request.moments + budget.values(at: request.now)
        ) { _ in true } ?? false
    }
}

extension HostBudget {
    /// As a condition on a row of `cameras`; it takes `values(at:)`.
    fileprivate static let hasRoom = "\(busy("cameras")) < \(room("cameras"))"

    /// Visits at the host now. It takes the present moment.
    fileprivate static func busy(_ camera: String) -> String {
        """
        (SELECT COUNT(*) FROM cameras AS other
            JOIN queue AS busy ON busy.kind = 'camera' AND busy.id = other.id
            WHERE other.host_key = \(camera).host_key AND busy.claimed_by IS NOT NULL AND busy.due > ?)
        """
    }

    fileprivate static func room(_ camera: String) -> String {
        """
        CASE WHEN EXISTS (SELECT 1 FROM camera_hosts WHERE camera_hosts.host_key = \(camera).host_key AND silences >= ?)
            THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END
        """
    }

    fileprivate func values(at now: Timestamp) -> [any ValueConvertible] { [now, silences, visitsWhenSilent, visits] }

    /// Of each host the longest overdue: two workers that look at once want the same rows, and one of them gets them.
    fileprivate func candidates(_ request: ClaimRequest) -> (sql: String, values: [any ValueConvertible]) {
        (
            """
            SELECT wanted.id FROM (
                SELECT queue.id, host_key, ROW_NUMBER() OVER (
                    PARTITION BY COALESCE(host_key, CAST(queue.id AS TEXT)) ORDER BY queue.due, queue.id
                ) AS place
                FROM queue JOIN cameras ON cameras.id = queue.id
                WHERE queue.kind = 'camera' AND \(ClaimRequest.isDue)
            ) AS wanted
            WHERE place + \(Self.busy("wanted")) <= \(Self.room("wanted"))
            """, request.moments + values(at: request.now)
        )
    }
}

extension Transaction {
    /// All there is to read of the cameras.
    fileprivate func claimedCameras(
        _ due: [Int64: Timestamp], by request: ClaimRequest, vault: Vault
    ) throws -> [Claimed<ClaimedCamera>] {
        let checks = SubjectKind.camera.checks
        return try query(
            """
            SELECT \(Camera.columns), \(CheckState.columns(of: checks)), cameras.insists_since, camera_hosts.silences,
                CASE WHEN \(isAwaited("subjects")) THEN 1 ELSE 0 END
            FROM {given}
            JOIN cameras ON cameras.id = given.id
            \(Camera.joined(to: "cameras.id"))
            \(CheckState.joins(of: checks))
            LEFT JOIN camera_hosts ON camera_hosts.host_key = cameras.host_key
            """, given: GivenRows(["id": .integer], due.keys.sorted().map { [$0] })
        ) { row in
            let camera = try Camera(&row, vault: vault)
            var claimed = ClaimedCamera(
                camera: camera, due: due[camera.id.rawValue] ?? request.now, claim: request.claim)
            for check in checks { claimed.checks[check] = try CheckState(&row) }
            claimed.insistsSince = row.timestampOrNil()
            claimed.silences = Int(row.integerOrNil() ?? 0)
            return Claimed(claimed: claimed, isAwaited: row.boolean())
        }
    }

    /// Whether another camera at one of these hosts waits only for a visit there to end.
    func isAnyCameraWaiting(at hosts: Set<String>, now: Timestamp) throws -> Bool {
        guard !hosts.isEmpty else { return false }
        return try !query(
            """
            SELECT 1 FROM {given} JOIN cameras ON cameras.host_key = given.host_key
                JOIN queue ON queue.kind = 'camera' AND queue.id = cameras.id
            WHERE queue.due <= given.now AND queue.claimed_by IS NULL LIMIT 1
            """, given: GivenRows(["host_key": .text, "now": .integer], hosts.sorted().map { [$0, now] })
        ) { _ in true }.isEmpty
    }
}
