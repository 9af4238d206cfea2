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
    /// As `claimDueDevices`, and no more of one host than the budget has left. What takes longer than usual is leased longer.
    package func claimDueCameras(
        limit: Int, worker: String, lease: Duration, budget: HostBudget = .one, now: Timestamp
    ) async throws -> [ClaimedCamera] {
        let request = ClaimRequest(fleet: .cameras, limit: limit, worker: worker, expiresAt: now + lease, now: now)
        guard try await isAnyCameraDue(within: budget, now: now) else { return [] }
        return try await database.write(.others) { transaction in
            let claim = newClaim(of: worker)
            var claimed = try transaction.claimCameras(request, within: budget, as: claim, vault: vault)
            let checks = try transaction.checks(in: .cameras, claimedBy: claim)
            let tasks = try transaction.startTasks(in: .cameras, claimedBy: claim, at: now)
            let tests = try transaction.tests(ofCamerasClaimedBy: claim)
            for index in claimed.indices {
                let id = claimed[index].camera.id.rawValue
                claimed[index].checks = checks[id] ?? [:]
                claimed[index].tasks = tasks[id] ?? []
                claimed[index].insistsSince = [claimed[index].insistsSince, tests[id]].compactMap { $0 }.max()
            }
            return claimed.sorted { ($0.due, $0.camera.id) < ($1.due, $1.camera.id) }
        }
    }

    /// When the next camera that may be claimed is due, or a claim expires. What waits for its host is not among them:
    /// the end of a visit there makes it known.
    package func nextCameraDue(within budget: HostBudget = .one) async throws -> Timestamp? {
        try await database.first(
            """
            SELECT
                (SELECT next_poll_at FROM cameras WHERE next_poll_at IS NOT NULL AND claimed_by IS NULL
                    AND \(HostBudget.hasRoom) ORDER BY next_poll_at LIMIT 1),
                (SELECT MIN(claim_expires_at) FROM cameras WHERE claimed_by IS NOT NULL)
            """, budget.values(at: now())
        ) { row in [row.timestampOrNil(), row.timestampOrNil()].compactMap { $0 }.min() } ?? nil
    }

    /// What a visit says of whether the host answers.
    package func note(silences: Int, at place: StreamPlace) async throws {
        try await database.write(.others) { transaction in
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

    private func isAnyCameraDue(within budget: HostBudget, now: Timestamp) async throws -> Bool {
        try await database.first(
            "SELECT 1 FROM cameras WHERE \(ClaimRequest.isDue) AND \(HostBudget.hasRoom) LIMIT 1",
            [now, now] + budget.values(at: now)
        ) { _ in true } ?? false
    }
}

extension HostBudget {
    /// As a condition on a row of `cameras`; it takes `values(at:)`.
    fileprivate static let hasRoom = "\(busy("cameras")) < \(room("cameras"))"

    /// Visits at the host now. It takes the present moment.
    fileprivate static func busy(_ camera: String) -> String {
        """
        (SELECT COUNT(*) FROM cameras AS busy
            WHERE busy.host_key = \(camera).host_key AND busy.claimed_by IS NOT NULL AND busy.claim_expires_at > ?)
        """
    }

    fileprivate static func room(_ camera: String) -> String {
        """
        CASE WHEN EXISTS (SELECT 1 FROM camera_hosts WHERE camera_hosts.host_key = \(camera).host_key AND silences >= ?)
            THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END
        """
    }

    fileprivate func values(at now: Timestamp) -> [any ValueConvertible] { [now, silences, visitsWhenSilent, visits] }
}

extension Transaction {
    /// Of each host the longest overdue: two workers that look at once want the same rows, and one of them gets them.
    fileprivate func claimCameras(
        _ request: ClaimRequest, within budget: HostBudget, as claim: String, vault: Vault
    ) throws -> [ClaimedCamera] {
        return try query(
            """
            UPDATE cameras SET claimed_by = ?,
                claim_expires_at = ? + \(Fleet.cameras.allowance)
            WHERE id IN (
                SELECT id FROM cameras
                WHERE \(ClaimRequest.isDue) AND id IN (
                    SELECT id FROM (
                        SELECT id, host_key, ROW_NUMBER() OVER (
                            PARTITION BY COALESCE(host_key, CAST(id AS TEXT)) ORDER BY next_poll_at, id
                        ) AS place
                        FROM cameras WHERE \(ClaimRequest.isDue)
                    ) AS due
                    WHERE place + \(HostBudget.busy("due")) <= \(HostBudget.room("due"))
                )
                ORDER BY next_poll_at, id LIMIT ?\(skippingLocked)
            )
            RETURNING \(Camera.columns), next_poll_at, insists_since,
                (SELECT silences FROM camera_hosts WHERE camera_hosts.host_key = cameras.host_key)
            """,
            [claim, request.expiresAt, request.now, request.now, request.now, request.now]
                + budget.values(at: request.now) + [request.limit]
        ) { row in
            ClaimedCamera(
                camera: try Camera(&row, vault: vault), due: row.timestamp(), claim: claim,
                insistsSince: row.timestampOrNil(), silences: Int(row.integerOrNil() ?? 0))
        }
    }

    /// When the last of the tests that wait for it was asked for, by camera.
    fileprivate func tests(ofCamerasClaimedBy claim: String) throws -> [Int64: Timestamp] {
        let tests = try query(
            """
            SELECT camera_id, MAX(created_at) FROM tasks
            WHERE camera_id IN (SELECT id FROM cameras WHERE claimed_by = ?) AND finished_at IS NULL GROUP BY camera_id
            """, [claim]
        ) { row in (row.integer(), row.timestamp()) }
        return Dictionary(uniqueKeysWithValues: tests)
    }

    /// Whether another camera at one of these hosts waits only for a visit there to end.
    func isAnyCameraWaiting(at hosts: Set<String>, now: Timestamp) throws -> Bool {
        guard !hosts.isEmpty else { return false }
        return try exists(
            """
            SELECT 1 FROM cameras
            WHERE host_key IN (\(hosts.map { _ in "?" }.joined(separator: ", "))) AND next_poll_at <= ?
                AND claimed_by IS NULL
            """, Array(hosts) + [now])
    }
}
