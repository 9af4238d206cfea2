internal import Database
package import Monitoring

extension Store {
    /// Asks for a poll now: a task, and the device due at once. Works for a disabled device too. A poll in flight does not
    /// serve it: another follows.
    /// - Returns: `nil` where there is no such device.
    package func requestPoll(of device: ID<Device>) async throws -> PollTask? {
        try await request(.devicePoll, of: device.rawValue, in: .devices)
    }

    /// As `requestPoll`.
    package func requestTest(of camera: ID<Camera>) async throws -> PollTask? {
        try await request(.cameraTest, of: camera.rawValue, in: .cameras)
    }

    package func task(_ id: String) async throws -> PollTask? {
        try await database.first("SELECT \(PollTask.columns) FROM tasks WHERE id = ?", [id]) { try PollTask(&$0) }
    }

    /// Removes tasks that finished before `moment` (and fails those that have been pending since before it).
    package func expireTasks(before moment: Timestamp) async throws {
        let now = now()
        try await database.write { transaction in
            try transaction.execute("DELETE FROM tasks WHERE created_at < ? AND finished_at < ?", [moment, moment])
            try transaction.execute(
                """
                UPDATE tasks SET state = 'FAILURE', error = 'Nobody took it up in time.', finished_at = ?
                WHERE created_at < ? AND finished_at IS NULL
                """, [now, moment])
        }
    }

    private func request(_ kind: PollTask.Kind, of id: Int64, in fleet: Fleet) async throws -> PollTask? {
        let task = PollTask(id: .uuid(), kind: kind, state: .pending, createdAt: now())
        return try await database.write { transaction in
            let isThere = try transaction.execute(
                """
                UPDATE \(fleet.table) SET next_poll_at = CASE WHEN next_poll_at < ? THEN next_poll_at ELSE ? END
                WHERE id = ?
                """,
                [task.createdAt, task.createdAt, id])
            guard isThere > 0 else { return nil }
            try transaction.execute(
                """
                INSERT INTO tasks (id, kind, \(fleet.reference), state, created_at, status_before)
                SELECT ?, ?, id, ?, ?, status FROM \(fleet.table) WHERE id = ?
                """, [task.id, task.kind, task.state, task.createdAt, id])
            return task
        }
    }
}

extension Transaction {
    /// Marks the tasks that wait for what was claimed as started.
    /// - Returns: their ids, by what they wait for.
    func startTasks(in fleet: Fleet, claimedBy claim: String, at moment: Timestamp) throws -> [Int64: [String]] {
        let started = try query(
            """
            UPDATE tasks SET state = 'STARTED', started_at = COALESCE(started_at, ?)
            WHERE \(fleet.reference) IN (SELECT id FROM \(fleet.table) WHERE claimed_by = ?) AND finished_at IS NULL
            RETURNING \(fleet.reference), id
            """, [moment, claim]
        ) { row in (row.integer(), row.text()) }
        return Dictionary(grouping: started, by: \.0).mapValues { $0.map(\.1) }
    }

    /// What clients saw when they asked; `nil` of a task of a version that did not keep it.
    func statusBefore(_ task: String) throws -> Status? {
        try first("SELECT status_before FROM tasks WHERE id = ?", [task]) { try $0.choiceOrNil(Status.self) } ?? nil
    }

    /// - Returns: whether it had not finished before.
    func finish(_ task: String, result: String, at moment: Timestamp) throws -> Bool {
        try execute(
            "UPDATE tasks SET state = 'SUCCESS', result = ?, finished_at = ? WHERE id = ? AND finished_at IS NULL",
            [result, moment, task]) > 0
    }
}

extension PollTask {
    fileprivate static let columns = "id, kind, state, result, error, created_at, started_at, finished_at"

    fileprivate init(_ row: inout Row) throws {
        self.init(
            id: row.text(), kind: try row.choice(), state: try row.choice(), result: row.textOrNil(),
            error: row.textOrNil(), createdAt: row.timestamp(), startedAt: row.timestampOrNil(),
            finishedAt: row.timestampOrNil())
    }
}
