internal import Database
package import Monitoring

extension Store {
    /// Asks for a poll now: a task, and the device due at once. Works for a disabled device too. A poll in flight does
    /// not serve it: another follows.
    /// - Returns: `nil` where there is no such device.
    package func requestPoll(of device: ID<Device>) async throws -> PollTask? {
        try await request(.devicePoll, of: .device, device.rawValue)
    }

    /// As `requestPoll`.
    package func requestTest(of camera: ID<Camera>) async throws -> PollTask? {
        try await request(.cameraTest, of: .camera, camera.rawValue)
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

    private func request(_ task: PollTask.Kind, of kind: SubjectKind, _ id: Int64) async throws -> PollTask? {
        let task = PollTask(id: .uuid(), kind: task, state: .pending, createdAt: now())
        return try await database.write { transaction in
            // What is claimed stays so; the save makes it due again.
            let isThere = try transaction.execute(
                """
                UPDATE queue SET due = CASE WHEN claimed_by IS NOT NULL OR due < ? THEN due ELSE ? END
                WHERE kind = ? AND id = ?
                """, [task.createdAt, task.createdAt, kind, id])
            guard isThere > 0 else { return nil }
            try transaction.execute(
                """
                INSERT INTO tasks (id, kind, subject_kind, subject_id, state, created_at, status_before)
                SELECT ?, ?, kind, id, ?, ?, status FROM subjects WHERE kind = ? AND id = ?
                """, [task.id, task.kind, task.state, task.createdAt, kind, id])
            return task
        }
    }
}

extension Transaction {
    /// Marks the tasks that wait for what was claimed as started.
    func startTasks(
        of kind: SubjectKind, _ id: Int64, at moment: Timestamp
    ) throws -> [(id: String, askedAt: Timestamp)] {
        try query(
            """
            UPDATE tasks SET state = 'STARTED', started_at = COALESCE(started_at, ?)
            WHERE subject_kind = ? AND subject_id = ? AND finished_at IS NULL RETURNING id, created_at
            """, [moment, kind, id]
        ) { row in (id: row.text(), askedAt: row.timestamp()) }
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
