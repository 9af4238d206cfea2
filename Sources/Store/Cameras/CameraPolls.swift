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
    ) async throws -> [Claim<Camera>] {
        let request = ClaimRequest(
            kind: .camera, limit: limit, worker: worker, expiresAt: now + lease, until: now + ahead, now: now)
        return try await claim(request, budget.selection(request, at: now))
    }

    /// When the next camera that may be claimed is due, or a claim expires. What waits for its host is not among them:
    /// the end of a visit there makes it known.
    package func nextCameraDue(within budget: HostBudget = .one) async throws -> Timestamp? {
        try await nextDue(of: .camera, budget.selection(at: now()))
    }

    package func save(
        _ cameras: [Decision<Camera>], settings: @escaping @autoclosure @Sendable () -> Settings,
        now: Timestamp
    ) async throws -> SavedBatch {
        try await write(cameras, settings, now: now)
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
}

extension HostBudget {
    /// As a condition on a row of `cameras`; it takes `values(at:)`.
    private static let hasRoom = "\(busy("cameras")) < \(room("cameras"))"

    /// Visits at the host now. It takes the present moment.
    private static func busy(_ camera: String) -> String {
        """
        (SELECT COUNT(*) FROM cameras AS other
            JOIN queue AS busy ON busy.kind = 'camera' AND busy.id = other.id
            WHERE other.host_key = \(camera).host_key AND busy.claimed_by IS NOT NULL AND busy.due > ?)
        """
    }

    private static func room(_ camera: String) -> String {
        """
        CASE WHEN EXISTS (SELECT 1 FROM camera_hosts WHERE camera_hosts.host_key = \(camera).host_key AND silences >= ?)
            THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END
        """
    }

    fileprivate func selection(_ request: ClaimRequest? = nil, at now: Timestamp) -> ClaimSelection {
        ClaimSelection(
            join: "JOIN cameras ON cameras.id = queue.id", condition: Self.hasRoom, values: values(at: now),
            candidates: request.map(candidates))
    }

    private func values(at now: Timestamp) -> [any ValueConvertible] { [now, silences, visitsWhenSilent, visits] }

    /// Of each host the longest overdue: two workers that look at once want the same rows, and one of them gets them.
    private func candidates(_ request: ClaimRequest) -> (sql: String, values: [any ValueConvertible]) {
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

extension Camera {
    static var claimed: ClaimedColumns<Camera> {
        ClaimedColumns(
            columns: ["cameras.insists_since", "camera_hosts.silences"],
            joins: "LEFT JOIN camera_hosts ON camera_hosts.host_key = cameras.host_key",
            read: { row in
                (nil, CameraKnowledge(insistsSince: row.timestampOrNil(), silences: Int(row.integerOrNil() ?? 0)))
            })
    }

    static func note(askedAt moment: Timestamp, _ knowledge: inout CameraKnowledge) {
        knowledge.insistsSince = max(knowledge.insistsSince ?? moment, moment)
    }

    /// A description replaces all of them: with the size of an earlier codec the codec would be told wrong.
    static func news(_ facts: CameraFacts, since known: CameraFacts) -> StoredNews? {
        let isOther =
            facts.isDescribed
            && (facts.codec, facts.width, facts.height, facts.fps, facts.bitrate) != (
                known.codec, known.width, known.height, known.fps, known.bitrate
            )
        let description: [(String, (any ValueConvertible)?)] = [
            ("codec", facts.codec), ("width", facts.width), ("height", facts.height), ("fps", facts.fps),
            ("bitrate", facts.bitrate),
        ]
        let found = facts.addresses == known.addresses ? nil : facts.addresses?.description
        return StoredNews(
            (isOther ? description.map { ($0.0, $0.1 ?? Value.null) } : []) + [("known_addresses", found)])
    }

    static func follow(_ saved: [Decision<Camera>], with writer: inout PollWriter, vault: Vault) throws {
        let hosts = Set(saved.compactMap { StreamPlace($0.claim.subject.configuration.streamURL)?.hostKey })
        if try writer.transaction.isAnyCameraWaiting(at: hosts, now: writer.now) { writer.madeDue.insert(.camera) }
    }
}

extension Transaction {
    /// Whether another camera at one of these hosts waits only for a visit there to end.
    fileprivate func isAnyCameraWaiting(at hosts: Set<String>, now: Timestamp) throws -> Bool {
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
