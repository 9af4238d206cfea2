internal import Database
package import Monitoring

extension Store {
    /// By their beginning, those that have ended last.
    package func maintenanceWindows() async throws -> [MaintenanceWindow] {
        let moment = now()
        return try await database.read { transaction in
            try transaction.query(
                """
                SELECT \(MaintenanceWindow.columns) FROM maintenance_windows
                ORDER BY CASE WHEN ends_at > ? THEN 0 ELSE 1 END, starts_at, id
                """, [moment]
            ) { try MaintenanceWindow(&$0) }
        }
    }

    package func maintenanceWindow(_ id: ID<MaintenanceWindow>) async throws -> MaintenanceWindow? {
        try await database.read { try $0.maintenanceWindow(id) }
    }

    /// What waits for the end of a window is looked at again with every change of one.
    /// - Parameters:
    ///   - review: what becomes of a notice that waits.
    ///   - change: is given a window without a name, from this moment on.
    package func createMaintenanceWindow(
        by user: String, audit: AuditLine.Of<MaintenanceWindow>? = nil, review: @escaping HeldReview,
        _ change: @escaping @Sendable (inout MaintenanceWindow) throws -> Void
    ) async throws -> MaintenanceWindow {
        let moment = now()
        return try await database.write { transaction in
            let id = ID<MaintenanceWindow>(try transaction.nextNumbers(1, in: "maintenance_windows")[0])
            var window = MaintenanceWindow(
                id: id, name: "", startsAt: moment, endsAt: moment, createdBy: user, createdAt: moment)
            try change(&window)
            try transaction.execute(
                """
                INSERT INTO maintenance_windows (
                    id, name, starts_at, ends_at, matching, comment, created_by, created_at, updated_at
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, [id] + (try window.values()) + [user, moment, moment])
            try transaction.insert(audit?(window), at: moment)
            try transaction.followWindows(review, at: moment)
            return window
        }
    }

    /// - Returns: `nil` where there is none.
    package func updateMaintenanceWindow(
        _ id: ID<MaintenanceWindow>, audit: AuditLine.Of<MaintenanceWindow>? = nil, review: @escaping HeldReview,
        _ change: @escaping @Sendable (inout MaintenanceWindow) throws -> Void
    ) async throws -> MaintenanceWindow? {
        let moment = now()
        return try await database.write { transaction in
            guard var window = try transaction.maintenanceWindow(id) else { return nil }
            try change(&window)
            try transaction.execute(
                """
                UPDATE maintenance_windows SET name = ?, starts_at = ?, ends_at = ?, matching = ?, comment = ?,
                    updated_at = ?
                WHERE id = ?
                """, try window.values() + [moment, id])
            try transaction.insert(audit?(window), at: moment)
            try transaction.followWindows(review, at: moment)
            return window
        }
    }

    /// - Returns: whether there was one.
    package func deleteMaintenanceWindow(
        _ id: ID<MaintenanceWindow>, audit: AuditLine.Of<MaintenanceWindow>? = nil, review: @escaping HeldReview
    ) async throws -> Bool {
        let moment = now()
        return try await database.write { transaction in
            guard let window = try transaction.maintenanceWindow(id) else { return false }
            try transaction.execute("DELETE FROM maintenance_windows WHERE id = ?", [id])
            try transaction.insert(audit?(window), at: moment)
            try transaction.followWindows(review, at: moment)
            return true
        }
    }
}

extension Transaction {
    /// Those that have not ended at `moment`.
    func maintenanceWindows(at moment: Timestamp) throws -> [MaintenanceWindow] {
        try query(
            "SELECT \(MaintenanceWindow.columns) FROM maintenance_windows WHERE ends_at > ? ORDER BY starts_at, id",
            [moment]
        ) { try MaintenanceWindow(&$0) }
    }

    fileprivate func maintenanceWindow(_ id: ID<MaintenanceWindow>) throws -> MaintenanceWindow? {
        try first("SELECT \(MaintenanceWindow.columns) FROM maintenance_windows WHERE id = ?", [id]) {
            try MaintenanceWindow(&$0)
        }
    }

    fileprivate func followWindows(_ review: HeldReview, at moment: Timestamp) throws {
        try self.review(try heldNotices(at: moment), by: review, at: moment)
        try bump(.policy, .alerts)
    }
}

extension MaintenanceWindow {
    fileprivate static let columns = "id, name, starts_at, ends_at, matching, comment, created_by, created_at"

    fileprivate init(_ row: inout Row) throws {
        let (id, name) = (row.id(MaintenanceWindow.self), row.text())
        self.init(
            id: id, name: name, startsAt: row.timestamp(), endsAt: row.timestamp(), match: try Match(json: row.text()),
            comment: row.textOrNil(), createdBy: row.text(), createdAt: row.timestamp())
    }

    fileprivate func values() throws -> [any ValueConvertible] {
        [name, startsAt, endsAt, try match.json(), comment]
    }
}
