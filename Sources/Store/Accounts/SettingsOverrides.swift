internal import Database
internal import Logging
internal import Monitoring

/// The settings as they are stored. Two that are equal are of the same settings.
package struct StoredSettings: Sendable, Equatable {
    fileprivate var entries: [Entry]

    fileprivate struct Entry: Sendable, Equatable {
        let name: String
        let value: String
        let isSecret: Bool
    }
}

extension Store {
    /// Without a look into secrets: cheap enough to be compared every second.
    package func storedSettings() async throws -> StoredSettings {
        try await database.read { try $0.storedSettings() }
    }

    /// What admins set through the API, by setting name; secrets decrypted. Absent keys follow the configuration, and
    /// so do secrets that cannot be decrypted: these are logged.
    package func settingOverrides() async throws -> [String: String] { overrides(in: try await storedSettings()) }

    /// As `settingOverrides()`, of settings that were read before.
    package func overrides(in stored: StoredSettings) -> [String: String] {
        var overrides: [String: String] = [:]
        for setting in stored.entries {
            overrides[setting.name] = setting.isSecret ? reveal(setting.value, of: setting.name) : setting.value
        }
        return overrides
    }

    /// `nil` removes an override. Keys in `secret` are stored encrypted.
    package func setSettings(_ changes: [String: String?], secret: Set<String>) async throws {
        try await changeSettings(secret: secret) { _ in (changes, ()) }
    }

    /// - Parameter change: is given the overrides there are, and returns what changes; may be called more than once.
    /// - Returns: what `change` returns beside it.
    @discardableResult
    package func changeSettings<Result: Sendable>(
        secret: Set<String>, _ change: @escaping @Sendable ([String: String]) -> ([String: String?], Result)
    ) async throws -> Result {
        let moment = now()
        return try await database.write { transaction in
            let (changes, result) = change(overrides(in: try transaction.storedSettings()))
            for (name, value) in changes {
                guard let value else {
                    try transaction.execute("DELETE FROM settings WHERE name = ?", [name])
                    continue
                }
                let isSecret = secret.contains(name)
                let stored = isSecret ? try vault.seal(Secret(value), for: .setting(name)) : value
                try transaction.execute(
                    """
                    INSERT INTO settings (name, value, is_secret, updated_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (name) DO UPDATE
                    SET value = excluded.value, is_secret = excluded.is_secret, updated_at = excluded.updated_at
                    """, [name, stored, isSecret, moment])
            }
            return result
        }
    }

    private func reveal(_ sealed: String, of name: String) -> String? {
        do {
            return try vault.open(sealed, of: .setting(name)).reveal()
        } catch {
            logger.error("A setting is ignored: \(error)")
            return nil
        }
    }
}

extension Transaction {
    func storedSettings() throws -> StoredSettings {
        StoredSettings(
            entries: try query("SELECT name, value, is_secret FROM settings ORDER BY name") { row in
                StoredSettings.Entry(name: row.text(), value: row.text(), isSecret: row.boolean())
            })
    }
}

extension Vault.Cell {
    fileprivate static func setting(_ name: String) -> Self { Self(table: "settings", row: name, column: name) }
}
