import Monitoring
import TestKit
import Testing

@testable import Store

struct TokensTests {
    let clock = ManualClock()
    let store: Store
    let user: User
    let token: RefreshToken

    init() async throws {
        store = try await Store.temporary(clock: clock)
        user = try await store.createUser(username: "ada", email: "a@example.com", passwordHash: "h", role: .operator)
        token = try await store.startFamily(for: user.id, lifetime: .seconds(60))
    }

    private func session(version: Int64 = 0, family: String? = nil) async throws -> Session? {
        try await store.session(user: user.id, tokenVersion: version, family: family ?? token.family)
    }

    private func rotate(_ token: RefreshToken) async throws -> Rotation {
        try await store.rotate(family: token.family, id: token.id, lifetime: .seconds(60))
    }

    @Test func `a session is the user as stored now, with the revisions`() async throws {
        let none = Revisions(devices: SubjectRevisions(), cameras: SubjectRevisions(), alerts: 0)
        #expect(try await session() == Session(user: user, revisions: none))
        _ = try await store.addDevice()
        _ = try await store.updateUser(user.id, username: nil, email: "b@example.com", passwordHash: nil, role: nil)
        let later = try #require(try await session())
        #expect(later.user.email == "b@example.com")
        let devices = SubjectRevisions(configuration: 1, status: 1)
        #expect(later.revisions == Revisions(devices: devices, cameras: SubjectRevisions(), alerts: 0))
    }

    @Test func `another version, another family or another user is no session`() async throws {
        let other = try await store.createUser(username: "b", email: "b@b", passwordHash: "h", role: .admin)
        #expect(try await session(version: 1) == nil)
        #expect(try await session(family: "ffffffff-0000-0000-0000-000000000000") == nil)
        #expect(try await store.session(user: other.id, tokenVersion: 0, family: token.family) == nil)
    }

    @Test func `ids are lower-case UUIDs, all different`() async throws {
        let other = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        let ids = [token.family, token.id, other.family, other.id]
        #expect(Set(ids).count == 4)
        for id in ids { #expect(id.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil) }
    }

    @Test func `a token is spent for the next one, which lives from now on`() async throws {
        clock.advance(.seconds(50))
        guard case .rotated(let owner, let next) = try await rotate(token) else {
            Issue.record("the token was not taken")
            return
        }
        #expect(owner == user)
        #expect(next.family == token.family)
        #expect(next.id != token.id)
        #expect(next.expiresAt == .start + .seconds(110))
        clock.advance(.seconds(50))
        guard case .rotated = try await rotate(next) else {
            Issue.record("the next token was not taken")
            return
        }
    }

    @Test func `a token that was spent revokes its family, access tokens too`() async throws {
        guard case .rotated(_, let next) = try await rotate(token) else {
            Issue.record("the token was not taken")
            return
        }
        #expect(try await session() != nil)
        #expect(try await rotate(token) == .reused)
        #expect(try await rotate(next) == .refused)
        #expect(try await session() == nil)
    }

    @Test func `one of many who present the same token at once gets the next`() async throws {
        let rotations = try await withThrowingTaskGroup(of: Rotation.self) { group in
            for _ in 0..<10 { group.addTask { try await rotate(token) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(rotations.filter { if case .rotated = $0 { true } else { false } }.count == 1)
        #expect(rotations.filter { $0 == .reused }.count == 1)
        #expect(try await session() == nil)
    }

    @Test func `a token past its end is refused`() async throws {
        clock.advance(.seconds(60))
        #expect(try await rotate(token) == .refused)
    }

    @Test func `a revoked family is over, and others are not`() async throws {
        let other = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        try await store.revokeFamily(token.family)
        #expect(try await session() == nil)
        #expect(try await rotate(token) == .refused)
        #expect(try await session(family: other.family) != nil)
    }

    @Test func `families that ended long ago are forgotten at the next login`() async throws {
        clock.advance(.seconds(60 + 86_400))
        _ = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        #expect(try await session() != nil)
        clock.advance(.seconds(1))
        _ = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        #expect(try await session() == nil)
    }

    @Test func `an unknown family is refused`() async throws {
        #expect(try await store.rotate(family: "x", id: "y", lifetime: .seconds(60)) == .refused)
    }
}
