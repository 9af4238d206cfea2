internal import Database
internal import Monitoring

extension Store {
    /// Whether the secrets of this database were sealed with this store's key. A database without secrets is marked
    /// as this key's.
    package func isSealedWithThisKey() async throws -> Bool {
        let check = try vault.seal(Secret(Self.checkText), for: .keyCheck)
        let sealed = try await database.write { transaction in
            if let sealed = try transaction.first("SELECT sealed FROM key_checks WHERE name = 'key'", { $0.text() }) {
                return sealed
            }
            if let secret = try transaction.anySecret(), !vault.isOfThisKey(secret) { return secret }
            try transaction.execute("INSERT INTO key_checks (name, sealed) VALUES ('key', ?)", [check])
            return check
        }
        return vault.isOfThisKey(sealed)
    }

    /// Goes on with this store's key: what was sealed with another cannot be read, and is to be entered again.
    package func acceptKey() async throws {
        let check = try vault.seal(Secret(Self.checkText), for: .keyCheck)
        _ = try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO key_checks (name, sealed) VALUES ('key', ?)
                ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
                """, [check])
            try transaction.forgetStreamKeys()
        }
    }

    private static let checkText = "lapwing"
}

extension Vault.Cell {
    /// Bound to what the table was once called.
    fileprivate static let keyCheck = Self(table: "canaries", row: "key", column: "sealed")
}

extension Transaction {
    /// Of a database that was written before it had a key check.
    fileprivate func anySecret() throws -> String? {
        try first("SELECT snmp_community FROM devices WHERE snmp_community LIKE 'v1.%' LIMIT 1") { $0.text() }
            ?? first("SELECT value FROM settings WHERE is_secret = 1 LIMIT 1") { $0.text() }
    }
}
