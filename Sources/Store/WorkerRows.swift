internal import Database
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

extension Store {
    /// Says that this worker is there.
    package func writeWorker(_ worker: WorkerRow) async throws {
        _ = try await database.write(.others) { transaction in
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
        _ = try await database.write(.others) { try $0.execute("DELETE FROM workers WHERE name = ?", [name]) }
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
