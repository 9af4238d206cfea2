extension Store {
    /// What admins set through the API, by setting name; secrets decrypted. Absent keys follow the configuration.
    package func settingOverrides() async throws -> [String: String] { fatalError("frame") }
    /// `nil` removes an override. Keys in `secret` are stored encrypted.
    package func setSettings(_ changes: [String: String?], secret: Set<String>) async throws { fatalError("frame") }
}
