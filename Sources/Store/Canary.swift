internal import Database
internal import Monitoring

extension Store {
    /// Whether the secrets of this database were sealed with this store's key. A database without secrets is marked
    /// as this key's.
    package func isSealedWithThisKey() async throws -> Bool {
        let canary = try vault.seal(Secret(Self.song), for: .canary)
        let sealed = try await database.write { transaction in
            if let sealed = try transaction.first("SELECT sealed FROM canaries WHERE name = 'key'", { $0.text() }) {
                return sealed
            }
            if let secret = try transaction.anySecret(), !vault.isOfThisKey(secret) { return secret }
            try transaction.execute("INSERT INTO canaries (name, sealed) VALUES ('key', ?)", [canary])
            return canary
        }
        return vault.isOfThisKey(sealed)
    }

    /// Goes on with this store's key: what was sealed with another cannot be read, and is to be entered again.
    package func acceptKey() async throws {
        let canary = try vault.seal(Secret(Self.song), for: .canary)
        _ = try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO canaries (name, sealed) VALUES ('key', ?)
                ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
                """, [canary])
            try transaction.forgetStreamKeys()
        }
    }

    private static let song = "lapwing"
}

extension Vault.Cell {
    fileprivate static let canary = Self(table: "canaries", row: "key", column: "sealed")
}

extension Transaction {
    /// Of a database that was written before it had a canary.
    fileprivate func anySecret() throws -> String? {
        try first("SELECT snmp_community FROM devices WHERE snmp_community LIKE 'v1.%' LIMIT 1") { $0.text() }
            ?? first("SELECT value FROM settings WHERE is_secret = 1 LIMIT 1") { $0.text() }
    }
}
