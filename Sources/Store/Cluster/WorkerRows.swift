package import Database
package import Monitoring

/// A process that polls and sends, as it last said of itself.
package struct WorkerRow: Sendable, Equatable {
    /// `running`: everything it does goes on.
    package static let running = "running"

    /// Unlike that of any other process.
    package var name: String
    package var host: String
    /// `api,worker`
    package var roles: String
    package var version: String
    /// `running`, or a sentence about what does not go on.
    package var state: String
    package var startedAt: Timestamp
    /// By its own clock.
    package var seenAt: Timestamp

    package init(
        name: String, host: String, roles: String, version: String, state: String, startedAt: Timestamp,
        seenAt: Timestamp
    ) {
        self.name = name
        self.host = host
        self.roles = roles
        self.version = version
        self.state = state
        self.startedAt = startedAt
        self.seenAt = seenAt
    }
}

/// Which workers use a database.
package enum LiveWorkers {
    /// Longer than a worker is silent.
    private static let wait = Duration.seconds(12)

    /// Workers that beat while this looked. Where somebody may be there it looks twice, some seconds apart: a row alone
    /// may be of one that was killed, and the clocks of machines differ.
    package static func names(
        in database: any Database, sleep: (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async throws -> [String] {
        let before = try await beats(in: database)
        guard !before.isEmpty else { return [] }
        try await sleep(wait)
        return try await beats(in: database).filter { before[$0.key] != $0.value }.keys.sorted()
    }

    private static func beats(in database: any Database) async throws -> [String: Int64] {
        let rows = try await database.read { transaction in
            guard try transaction.hasTable("workers") else { return [(String, Int64)]() }
            return try transaction.query("SELECT name, seen_at FROM workers") { ($0.text(), $0.integer()) }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

extension Store {
    /// Says that this worker is there.
    package func writeWorker(_ worker: WorkerRow) async throws {
        _ = try await database.write(.shared) { transaction in
            try transaction.execute(
                """
                INSERT INTO workers (name, host, roles, version, state, started_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET state = excluded.state, seen_at = excluded.seen_at
                """,
                [
                    worker.name, worker.host, worker.roles, worker.version, worker.state, worker.startedAt,
                    worker.seenAt,
                ])
        }
    }

    package func removeWorker(_ name: String) async throws {
        _ = try await database.write(.shared) { try $0.execute("DELETE FROM workers WHERE name = ?", [name]) }
    }

    /// All that said so and did not take their leave, the dead as well.
    package func workers() async throws -> [WorkerRow] {
        try await database.read { transaction in
            try transaction.query(
                "SELECT name, host, roles, version, state, started_at, seen_at FROM workers ORDER BY name"
            ) { row in
                WorkerRow(
                    name: row.text(), host: row.text(), roles: row.text(), version: row.text(), state: row.text(),
                    startedAt: row.timestamp(), seenAt: row.timestamp())
            }
        }
    }
}
