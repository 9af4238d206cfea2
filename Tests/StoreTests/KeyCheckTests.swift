import Monitoring
import Testing

@testable import Store

struct KeyCheckTests {
    private func elsewhere(_ store: Store, key: String) -> Store {
        Store(database: store.database, secretKey: Secret(key), logger: store.logger, now: store.now)
    }

    @Test func `a new database is marked as of the key that it is first opened with`() async throws {
        let store = try await Store.temporary()
        #expect(try await store.isSealedWithThisKey())
        #expect(try await store.isSealedWithThisKey())
        #expect(try await !elsewhere(store, key: "another").isSealedWithThisKey())
    }

    @Test func `one that was written before it was marked is told by its secrets`() async throws {
        let devices = try await Store.temporary()
        _ = try await devices.addDevice()
        #expect(try await !elsewhere(devices, key: "another").isSealedWithThisKey())
        #expect(try await devices.isSealedWithThisKey())
        let settings = try await Store.temporary()
        try await settings.setSettings(["smtp_password": "x"], secret: ["smtp_password"])
        #expect(try await !elsewhere(settings, key: "another").isSealedWithThisKey())
    }

    @Test func `a key that is accepted is the one from then on`() async throws {
        let store = try await Store.temporary()
        #expect(try await store.isSealedWithThisKey())
        let other = elsewhere(store, key: "another")
        try await other.acceptKey()
        #expect(try await other.isSealedWithThisKey())
        #expect(try await !store.isSealedWithThisKey())
    }
}
