import Monitoring
import Testing

@testable import Store

@Test func `a session is the user as stored now`() async throws {
    let store = try await Store.temporary()
    let user = try await store.createUser(username: "ada", email: "ada@example.com", passwordHash: "h", role: .admin)
    let token = try await store.startFamily(for: user.id, lifetime: .seconds(60))
    let session = try await store.session(user: user.id, tokenVersion: user.tokenVersion, family: token.family)
    #expect(session?.user == user)
    #expect(session?.revisions == Revisions(devices: 1, cameras: 1, alerts: 1))
}

@Test func `a refresh token that was spent revokes its family`() async throws {
    let store = try await Store.temporary()
    let user = try await store.createUser(username: "ada", email: "ada@example.com", passwordHash: "h", role: .admin)
    let first = try await store.startFamily(for: user.id, lifetime: .seconds(60))
    let rotation = try await store.rotate(family: first.family, id: first.id, lifetime: .seconds(60))
    guard case .rotated(_, let second) = rotation else {
        Issue.record("refused: \(rotation)")
        return
    }
    #expect(try await store.rotate(family: first.family, id: first.id, lifetime: .seconds(60)) == .reused)
    #expect(try await store.rotate(family: first.family, id: second.id, lifetime: .seconds(60)) == .refused)
    #expect(try await store.session(user: user.id, tokenVersion: 0, family: first.family) == nil)
}
