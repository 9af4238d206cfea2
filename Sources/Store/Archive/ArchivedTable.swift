internal import Database

/// A table as it is read in the order of its key and written elsewhere.
struct ArchivedTable: Sendable, Equatable {
    let name: String
    /// Columns that are unique together, never null, and ordered alike by every engine.
    let key: [String]
    /// Columns that refer to rows which may come later, and are set when all rows are there.
    var late: [String] = []

    /// Every table that holds what must not be lost, each after those it refers to. Who works now is not among them.
    static let all = [
        ArchivedTable(name: "users", key: ["id"]),
        ArchivedTable(name: "refresh_tokens", key: ["family"]),
        ArchivedTable(name: "settings", key: ["name"]),
        ArchivedTable(name: "audit_log", key: ["id"]),
        ArchivedTable(name: "revisions", key: ["topic"]),
        ArchivedTable(name: "key_checks", key: ["name"]),
        ArchivedTable(name: "subjects", key: ["kind", "id"]),
        ArchivedTable(name: "devices", key: ["id"], late: ["parent_id"]),
        ArchivedTable(name: "cameras", key: ["id"]),
        ArchivedTable(name: "subject_tags", key: ["tag", "kind", "id"]),
        ArchivedTable(name: "queue", key: ["kind", "id"]),
        ArchivedTable(name: "agent_capabilities", key: ["device_id"]),
        ArchivedTable(name: "camera_logins", key: ["login_key"]),
        ArchivedTable(name: "check_states", key: ["kind", "id", "name"]),
        ArchivedTable(name: "tasks", key: ["id"]),
        ArchivedTable(name: "receivers", key: ["id"]),
        ArchivedTable(name: "routes", key: ["id"]),
        ArchivedTable(name: "maintenance_windows", key: ["id"]),
        ArchivedTable(name: "alerts", key: ["id"]),
        ArchivedTable(name: "notices", key: ["id"]),
        ArchivedTable(name: "notice_attempts", key: ["id"]),
        ArchivedTable(name: "daily_summaries", key: ["day"]),
        ArchivedTable(name: "summary_plan", key: ["id"]),
    ]

    /// Of processes that run, and of the schema itself.
    static let passing = ["leases", "workers", "receiver_holds", "camera_hosts", "migrations"]

    /// Tables in which there are rows although nobody has used the database yet.
    static let seeded = ["revisions", "key_checks", "receivers"]

    static func named(_ name: String) -> ArchivedTable? { all.first { $0.name == name } }
}

extension Transaction {
    /// Those that this database has: a database of before has fewer.
    func archivedTables() throws -> [ArchivedTable] {
        try ArchivedTable.all.filter { try hasTable($0.name) }
    }

    /// Whether nobody has used this database yet.
    func isUnused() throws -> Bool {
        try archivedTables().allSatisfy { table in
            try ArchivedTable.seeded.contains(table.name) || !exists("SELECT 1 FROM \(table.name) LIMIT 1")
        }
    }

    /// Empties every table, some rows a statement, since a server ends statements that take long.
    func deleteEverything() throws {
        for table in try archivedTables().reversed() {
            let key = table.key.joined(separator: ", ")
            let statement = """
                DELETE FROM \(table.name) WHERE (\(key)) IN (SELECT \(key) FROM \(table.name) LIMIT 10000)
                """
            while try execute(statement) > 0 {}
        }
    }
}
