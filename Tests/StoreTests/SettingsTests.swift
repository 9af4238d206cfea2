import Database
import Monitoring
import Testing

@testable import Store

struct SettingsTests {
    @Test func `settings come back as they were set, secrets are stored encrypted`() async throws {
        let store = try await Store.temporary()
        try await store.setSettings(
            ["smtp_server": "mail.example.com", "smtp_password": "hunter2"], secret: ["smtp_password"])
        #expect(
            try await store.settingOverrides() == ["smtp_server": "mail.example.com", "smtp_password": "hunter2"])
        let stored = try await store.storedSetting("smtp_password")
        #expect(stored?.contains("hunter2") == false)
        #expect(try await store.storedSetting("smtp_server") == "mail.example.com")
    }

    @Test func `nothing takes an override away, and a second value replaces the first`() async throws {
        let store = try await Store.temporary()
        try await store.setSettings(["a": "1", "b": "2"], secret: [])
        try await store.setSettings(["a": nil, "b": "3", "c": nil], secret: [])
        #expect(try await store.settingOverrides() == ["b": "3"])
    }

    @Test func `a secret of another key is left out, and everything else is there`() async throws {
        let store = try await Store.temporary()
        try await store.setSettings(["smtp_port": "25", "smtp_password": "x"], secret: ["smtp_password"])
        let elsewhere = Store(
            database: store.database, secretKey: Secret("another"), logger: store.logger, now: store.now)
        #expect(try await elsewhere.settingOverrides() == ["smtp_port": "25"])
    }
}

extension Store {
    fileprivate func storedSetting(_ name: String) async throws -> String? {
        try await database.first("SELECT value FROM settings WHERE name = ?", [name]) { $0.text() }
    }
}
