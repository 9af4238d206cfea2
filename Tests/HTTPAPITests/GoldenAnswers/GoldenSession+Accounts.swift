import HTTPTypes
import Monitoring
import Store
import Web

@testable import HTTPAPI

extension GoldenSession {
    // MARK: Signing in and out

    func playSignIns() async throws {
        chapter(.auth, "Signing in")
        for role in Role.allCases { try await signIn(role) }
        try await call(.post, "/api/auth/login", as: .nobody, Self.login("admin", "wrong"))
        try await call(.post, "/api/auth/login", as: .nobody, #"{"username": "", "password": null}"#)
        try await call(.post, "/api/auth/login", as: .nobody, #"{"username": 5, "password": ["x"]}"#)
        for _ in 1...6 { try await call(.post, "/api/auth/login", as: .nobody, Self.login("mallory", "wrong")) }

        chapter(.auth, "A refresh token buys the next one once")
        let first = try await fixture.tokens(of: .viewer).refresh
        let answer = try await call(.post, "/api/auth/refresh", as: .bearer(first, "viewer's refresh token"))
        let second = Caller.bearer(try answer.text("refresh_token"), "the next refresh token")
        try await call(.post, "/api/auth/refresh", as: .bearer(first, "viewer's refresh token"))
        try await call(.post, "/api/auth/refresh", as: second)

        chapter(.auth, "Signing out takes away all that came of the sign-in")
        let tokens = try await fixture.tokens(of: .viewer)
        let access = Caller.bearer(tokens.access, "viewer who signs out")
        try await call(.get, "/api/auth/profile", as: access)
        try await call(.post, "/api/auth/logout", as: access)
        try await call(.get, "/api/auth/profile", as: access)
        try await call(.post, "/api/auth/refresh", as: .bearer(tokens.refresh, "viewer who signed out"))

        chapter(.auth, "Tokens that are none, or are past their time")
        try await call(.get, "/api/auth/profile", as: .bearer("x.y.z", "somebody with nonsense"))
        try await call(.get, "/api/auth/profile", as: .bearer(try await expiredToken(), "somebody late"))
        try await call(.get, "/api/auth/profile", as: .nobody, headers: [.authorization: "Basic YTpi"])
    }

    private func expiredToken() async throws -> String {
        guard let user = try await fixture.store.users().first else { return "" }
        let family = try await fixture.store.startFamily(for: user.id, lifetime: .seconds(60)).family
        return try await Tokens(fixture.configuration).access(
            for: user, family: family, now: .now - .seconds(7200))
    }

    /// The password that everybody knows, over a network.
    func playInitialPassword() async throws {
        chapter(.auth, "The initial password is accepted from this machine alone")
        let fixture = try await TestAPI.make(roles: [])
        let hash = try PasswordHash(of: InitialPassword.password, cost: TestAPI.cheap).text
        _ = try await fixture.store.createFirstAdmin(passwordHash: hash, isInitialPassword: true)
        let login = Self.login("admin", "admin123")
        let router = try await fixture.test { try await $0.post("/api/auth/login", login) }
        note(.post, "/api/auth/login", as: "somebody elsewhere", login, router)
        let live = try await fixture.testLive { try await $0.post("/api/auth/login", login) }
        note(.post, "/api/auth/login", as: "somebody at this machine", login, live)
    }

    // MARK: Users

    func playUsers() async throws {
        chapter(.auth, "One's own account")
        for caller in Caller.roles { try await get("/api/auth/profile", as: caller) }
        let profile = "/api/auth/profile"
        try await call(.put, profile, as: .viewer, #"{"email": "eyes@example.org", "role": "admin"}"#)
        try await call(.put, profile, as: .viewer, #"{"email": "no address"}"#)
        try await call(.put, profile, as: .viewer, #"{"new_password": "N3w-password"}"#)
        try await call(.put, profile, as: .viewer, Self.password("Passw0rd", "short"))
        try await call(.put, profile, as: .viewer, Self.password("wrong", "N3w-password"))

        chapter(.auth, "Other people's accounts")
        let users = "/api/auth/users"
        try await get(users, as: .admin)
        try await call(.post, users, as: .admin, Self.user("carol", #", "role": "operator""#))
        try await call(.post, users, as: .admin, Self.user("dave"))
        try await call(.post, users, as: .admin, Self.user("erin", #", "colour": "red""#))
        try await call(.post, users, as: .admin, #"{"username": "frank", "password": "password"}"#)
        try await call(.post, users, as: .admin, Self.user("frank", #", "role": "king""#))
        try await call(.post, users, as: .admin, Self.user("Carol").replacing("Carol@", with: "frank@"))
        try await call(.post, users, as: .admin, Self.user("frank").replacing("frank@", with: "dave@"))
        try await get("\(users)/4", as: .admin)
        try await call(.put, "\(users)/4", as: .admin, #"{"username": "caroline", "email": "c@example.com"}"#)
        try await call(.put, "\(users)/4", as: .admin, #"{"email": "dave@example.com"}"#)
        try await call(.put, "\(users)/4", as: .admin, #"{"role": null}"#)
        try await call(.put, "\(users)/3", as: .admin, #"{"role": "viewer"}"#)
        try await call(.delete, "\(users)/3", as: .admin)

        chapter(.auth, "A new password voids the tokens there are")
        let dave = try await call(.post, "/api/auth/login", as: .nobody, Self.login("dave"))
        let caller = Caller.bearer(try dave.text("access_token"), "dave")
        try await call(.put, profile, as: caller, #"{"email": "viewer@example.org"}"#)
        try await call(.put, profile, as: caller, #"{"email": "caroline@example.com"}"#)
        try await call(.put, profile, as: caller, #"{"email": "c@example.com"}"#)
        for _ in 1...6 { try await call(.put, profile, as: caller, Self.password("wrong", "N3w-password")) }
        let erin = try await call(.post, "/api/auth/login", as: .nobody, Self.login("erin"))
        let other = Caller.bearer(try erin.text("access_token"), "erin")
        try await call(.put, profile, as: other, Self.password("Passw0rd", "N3w-password"))
        try await call(.get, profile, as: other)
        try await get(users, as: .admin)
    }

    private static func user(_ name: String, _ more: String = "") -> String {
        #"{"username": "\#(name)", "email": "\#(name)@example.com", "password": "Passw0rd"\#(more)}"#
    }

    private static func password(_ old: String, _ new: String) -> String {
        #"{"current_password": "\#(old)", "new_password": "\#(new)"}"#
    }
}
