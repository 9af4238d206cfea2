internal import Database
package import Monitoring

/// What is known of camera credentials at the hosts they were offered to, by all workers together.
extension Store {
    /// What is known of a login, read just before it may be offered. Where it is on trial and `decide` lets it be
    /// offered, nobody else may try it until `moment`.
    /// - Parameter decide: is asked again where others may have tried meanwhile.
    package func approachLogin<Decision: Sendable & Equatable>(
        _ login: CameraLogin, offering offer: Decision, until moment: Timestamp,
        decide: @escaping @Sendable (LoginKnowledge) -> Decision
    ) async throws -> (decision: Decision, known: LoginKnowledge) {
        let keys = blindKeys.logins(login)
        let known = try await database.read { try $0.knowledge(of: keys) }
        let decision = decide(known)
        guard decision == offer, !known.isProven else { return (decision, known) }
        let now = now()
        return try await database.write { transaction in
            let known = try transaction.knowledge(of: keys)
            let decision = decide(known)
            if decision == offer, !known.isProven {
                try transaction.reserve(keys.endpoints, for: login, until: moment, at: now)
            }
            return (decision, known)
        }
    }

    /// Remembers what was learned, and lets others try.
    /// - Parameter learned: `nil` where the visit taught nothing.
    package func finishLogin(_ login: CameraLogin, learned: LoginKnowledge?) async throws {
        let keys = blindKeys.logins(login)
        try await database.write { transaction in
            guard let learned else { return try transaction.release(keys.endpoints) }
            for (keys, record) in [
                (keys.streams, learned.stream), (keys.endpoints, learned.endpoint), (keys.hosts, learned.host),
            ] {
                guard let record else { continue }
                for key in keys { try transaction.write(record, as: key) }
            }
        }
    }

    package func loginKnowledge(of login: CameraLogin) async throws -> LoginKnowledge {
        let keys = blindKeys.logins(login)
        return try await database.read { try $0.knowledge(of: keys) }
    }

    /// Logins that no camera has offered, or was kept from offering, since `moment`.
    package func forgetLogins(unusedSince moment: Timestamp, limit: Int, under lease: Lease) async throws -> Int {
        try await write(under: lease, .shared) { transaction in
            try transaction.execute(
                """
                DELETE FROM camera_logins WHERE login_key IN (
                    SELECT login_key FROM camera_logins WHERE updated_at < ? ORDER BY updated_at LIMIT ?
                )
                """, [moment, limit])
        }
    }
}

extension Transaction {
    func knowledge(of keys: LoginKeys) throws -> LoginKnowledge {
        let all = keys.all
        let records = try query(
            """
            SELECT login_key, \(LoginRecord.columns) FROM camera_logins
            WHERE login_key IN (\(all.map { _ in "?" }.joined(separator: ", ")))
            """, all
        ) { row in (row.text(), LoginRecord(&row)) }
        let known = Dictionary(records) { first, _ in first }
        func latest(_ keys: [String]) -> LoginRecord? { LoginRecord.latest(of: keys.compactMap { known[$0] }) }
        return LoginKnowledge(
            stream: latest(keys.streams), endpoint: latest(keys.endpoints), host: latest(keys.hosts))
    }

    fileprivate func reserve(
        _ keys: [String], for login: CameraLogin, until moment: Timestamp, at now: Timestamp
    ) throws {
        for key in keys {
            try execute(
                """
                INSERT INTO camera_logins (login_key, camera_id, camera_name, tried_until, updated_at)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (login_key) DO UPDATE SET tried_until = excluded.tried_until, updated_at = excluded.updated_at
                """, [key, login.camera, login.cameraName, moment, now])
        }
    }

    fileprivate func release(_ keys: [String]) throws {
        for key in keys { try execute("UPDATE camera_logins SET tried_until = NULL WHERE login_key = ?", [key]) }
    }

    fileprivate func write(_ record: LoginRecord, as key: String) throws {
        try execute(
            """
            INSERT INTO camera_logins (
                login_key, accepted_at, refused_at, refusals, answer, retry_at, camera_id, camera_name, updated_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (login_key) DO UPDATE SET
                accepted_at = excluded.accepted_at, refused_at = excluded.refused_at, refusals = excluded.refusals,
                answer = excluded.answer, retry_at = excluded.retry_at, camera_id = excluded.camera_id,
                camera_name = excluded.camera_name, tried_until = NULL, updated_at = excluded.updated_at
            """,
            [
                key, record.acceptedAt, record.refusedAt, record.refusals, record.answer, record.retryAt,
                record.camera, record.cameraName, record.updatedAt,
            ])
    }
}

extension LoginRecord {
    fileprivate static let columns = """
        accepted_at, refused_at, refusals, answer, retry_at, camera_id, camera_name, tried_until, updated_at
        """

    fileprivate init(_ row: inout Row) {
        let (acceptedAt, refusedAt) = (row.timestampOrNil(), row.timestampOrNil())
        let (refusals, answer, retryAt) = (Int(row.integer()), row.textOrNil(), row.timestampOrNil())
        self.init(camera: row.id(), cameraName: row.text(), updatedAt: .never)
        (self.acceptedAt, self.refusedAt, self.refusals) = (acceptedAt, refusedAt, refusals)
        (self.answer, self.retryAt, triedUntil) = (answer, retryAt, row.timestampOrNil())
        updatedAt = row.timestamp()
    }

    /// Of a host under several names: the last answer counts, and whoever tries.
    fileprivate static func latest(of records: [LoginRecord]) -> LoginRecord? {
        var latest = records.max { $0.answeredAt < $1.answeredAt }
        latest?.triedUntil = records.compactMap(\.triedUntil).max()
        return latest
    }

    private var answeredAt: Timestamp { max(acceptedAt ?? .never, refusedAt ?? .never) }
}

extension Timestamp {
    fileprivate static let never = Timestamp(milliseconds: 0)
}
