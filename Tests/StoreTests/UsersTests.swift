import Monitoring
import Testing

@testable import Store

struct UsersTests {
    @Test func `a user comes back as created, by id, by name and in the list`() async throws {
        let store = try await Store.temporary()
        let user = try await store.add("ada", role: .operator)
        #expect(user.role == .operator)
        #expect(try await store.user(user.id) == user)
        #expect(try await store.users() == [user])
        let credentials = Credentials(user: user, passwordHash: "hash of ada", isInitialPassword: false)
        #expect(try await store.credentials(of: "ada") == credentials)
        #expect(try await store.credentials(of: user.id) == credentials)
    }

    @Test func `who logs in must write the name as it is`() async throws {
        let store = try await Store.temporary()
        try await store.add("ada")
        #expect(try await store.credentials(of: "Ada") == nil)
    }

    @Test(arguments: [("ADA", "other@example.com", StoreError.usernameTaken), ("bob", "Ada@Example.com", .emailTaken)])
    func `names and addresses are unique whatever their case`(name: String, email: String, error: StoreError)
        async throws
    {
        let store = try await Store.temporary()
        try await store.add("ada")
        await #expect(throws: error) {
            try await store.createUser(username: name, email: email, passwordHash: "h", role: .viewer)
        }
        let carl = try await store.add("carl")
        await #expect(throws: error) {
            try await store.updateUser(
                carl.id, username: error == .usernameTaken ? name : nil, email: error == .emailTaken ? email : nil,
                passwordHash: nil, role: nil)
        }
        #expect(try await store.user(carl.id) == carl)
    }

    @Test func `one of many who want the same name at once gets it`() async throws {
        let store = try await Store.temporary()
        let created = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<20 {
                group.addTask {
                    (try? await store.createUser(
                        username: "ada", email: "\(index)@example.com", passwordHash: "h", role: .viewer)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(created == 1)
        #expect(try await store.users().count == 1)
    }

    @Test func `only the fields given change`() async throws {
        let store = try await Store.temporary()
        let user = try await store.add("ada", role: .operator)
        let changed = try await store.updateUser(
            user.id, username: nil, email: "new@example.com", passwordHash: nil, role: nil)
        #expect(
            changed == User(id: user.id, username: "ada", email: "new@example.com", role: .operator, tokenVersion: 0))
        #expect(try await store.user(user.id) == changed)
        #expect(try await store.credentials(of: user.id)?.passwordHash == "hash of ada")
        #expect(
            try await store.updateUser(ID(99), username: "x", email: nil, passwordHash: nil, role: nil) == nil)
    }

    @Test(arguments: [
        (nil, "new hash", nil, true), ("eve", nil, nil, true), (nil, nil, Role.admin, true),
        (nil, nil, nil, false), ("ada", nil, Role.viewer, false),
    ])
    func `a new password, role or name voids every token, and nothing else does`(
        name: String?, hash: String?, role: Role?, isVoid: Bool
    ) async throws {
        let store = try await Store.temporary()
        let user = try await store.add("ada")
        let token = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        _ = try await store.updateUser(
            user.id, username: name, email: "new@example.com", passwordHash: hash, role: role)
        let session = try await store.session(user: user.id, tokenVersion: 0, family: token.family)
        #expect((session == nil) == isVoid)
        let rotation = try await store.rotate(family: token.family, id: token.id, lifetime: .seconds(60))
        #expect((rotation == .refused) == isVoid)
    }

    @Test func `a hash that is renewed voids nothing`() async throws {
        let store = try await Store.temporary()
        let user = try await store.add("ada")
        let old = try #require(try await store.credentials(of: "ada")).passwordHash
        try await store.rehashPassword(of: user.id, from: old, to: "stronger")
        #expect(try await store.credentials(of: "ada")?.passwordHash == "stronger")
        try await store.rehashPassword(of: user.id, from: old, to: "of the old password")
        #expect(try await store.credentials(of: "ada")?.passwordHash == "stronger")
        #expect(try await store.user(user.id) == user)
    }

    @Test func `the last admin is neither demoted nor deleted`() async throws {
        let store = try await Store.temporary()
        let admin = try await store.add("root", role: .admin)
        try await store.add("ada")
        await #expect(throws: StoreError.lastAdmin) { try await store.demote(admin) }
        await #expect(throws: StoreError.lastAdmin) { try await store.deleteUser(admin.id) }
        let second = try await store.add("second", role: .admin)
        #expect(try await store.demote(admin)?.role == .viewer)
        await #expect(throws: StoreError.lastAdmin) { try await store.deleteUser(second.id) }
    }

    @Test func `two admins who demote each other at once leave one`() async throws {
        let store = try await Store.temporary()
        let admins = [try await store.add("one", role: .admin), try await store.add("two", role: .admin)]
        await withTaskGroup(of: Void.self) { group in
            for admin in admins { group.addTask { _ = try? await store.demote(admin) } }
        }
        #expect(try await store.users().filter { $0.role == .admin }.count == 1)
    }

    @Test func `a deleted user is gone with the tokens, and the id is not given again`() async throws {
        let store = try await Store.temporary()
        let user = try await store.add("ada")
        let token = try await store.startFamily(for: user.id, lifetime: .seconds(60))
        try await store.audit(user: user.id, username: "ada", address: "::1", action: "login", detail: "")
        #expect(try await store.deleteUser(user.id))
        #expect(try await !store.deleteUser(user.id))
        #expect(try await store.session(user: user.id, tokenVersion: 0, family: token.family) == nil)
        #expect(try await store.add("eve").id > user.id)
    }

    @Test func `the first admin is created once, and known by the initial password until it changes`() async throws {
        let store = try await Store.temporary()
        #expect(try await store.createFirstAdmin(passwordHash: "h", isInitialPassword: true))
        #expect(try await !store.createFirstAdmin(passwordHash: "h", isInitialPassword: true))
        let admin = try #require(try await store.credentials(of: "admin"))
        #expect(admin.user.role == .admin)
        #expect(admin.isInitialPassword)
        #expect(try await store.hasInitialAdminPassword())
        try await store.rehashPassword(of: admin.user.id, from: "h", to: "h2")
        #expect(try await store.hasInitialAdminPassword())
        _ = try await store.updateUser(admin.user.id, username: nil, email: nil, passwordHash: "own", role: nil)
        #expect(try await !store.hasInitialAdminPassword())
    }
}

extension Store {
    @discardableResult
    fileprivate func add(_ name: String, role: Role = .viewer) async throws -> User {
        try await createUser(
            username: name, email: "\(name)@example.com", passwordHash: "hash of \(name)", role: role)
    }

    fileprivate func demote(_ user: User) async throws -> User? {
        try await updateUser(user.id, username: nil, email: nil, passwordHash: nil, role: .viewer)
    }
}
