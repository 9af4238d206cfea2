internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// Accounts, as admins see them.
struct UserOperations: Sendable {
    let dependencies: APIDependencies
    let hasher: PasswordHasher

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/auth/users", "All users",
                answers: [OperationAnswer(.ok, .array(User.schema), "Users")], access: .role(.admin, users)),
            Operation(
                .post, "/api/auth/users", "Create a user", body: .object(Self.properties(required: true)),
                answers: [OperationAnswer(.created, User.schema, "The user")], refusals: [.conflict],
                access: .role(.admin, create)),
            Operation(
                .get, "/api/auth/users/{id}", "One user", parameters: [Self.id],
                answers: [OperationAnswer(.ok, User.schema, "The user")], access: .role(.admin, user)),
            Operation(
                .put, "/api/auth/users/{id}", "Change a user",
                details: "A new name, password or role voids the user's tokens.", parameters: [Self.id],
                body: .object(Self.properties(required: false)),
                answers: [OperationAnswer(.ok, User.schema, "The user")], refusals: [.conflict],
                access: .role(.admin, update)),
            Operation(
                .delete, "/api/auth/users/{id}", "Delete a user", details: "Not oneself, and not the last admin.",
                parameters: [Self.id], answers: [OperationAnswer(.ok, .message, "Deleted")], refusals: [.conflict],
                access: .role(.admin, delete)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The user's id")

    private static func properties(required isRequired: Bool) -> [Schema.Property] {
        [
            Schema.Property(name: "username", schema: .line(1...80), isRequired: isRequired),
            Schema.Property(name: "email", schema: .email, isRequired: isRequired),
            Schema.Property(name: "password", schema: .secret(PasswordPolicy.length), isRequired: isRequired),
            .optional("role", .choice(Role.self, default: isRequired ? .viewer : nil)),
        ]
    }

    // MARK: Reading

    private func users(_ call: Call, _ caller: Caller) async throws -> Response {
        let users = try await store.users()
        return .json { $0.array(users) { $1.write(to: &$0) } }
    }

    private func user(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.id(of: User.self, orElse: "User not found")
        guard let user = try await store.user(id) else { throw APIError.notFound("User not found") }
        return .json { user.write(to: &$0) }
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        var body = try await call.body()
        let (usernameField, emailField) = (body.username(), body.email())
        let passwordField = body.newPassword("password")
        let role = body.choice("role", of: Role.self)
        body.require("username", usernameField)
        body.require("email", emailField)
        body.require("password", passwordField)
        let isIncomplete = body.isMissing(["username", "email", "password"])
        try body.validate(
            message: isIncomplete ? "Username, email and password required" : body.sentence(of: "password"))
        guard let username = usernameField.value, let email = emailField.value, let password = passwordField.value
        else { throw APIError.invalid("Username, email and password required") }
        let user = try await store.createUser(
            username: username, email: email, passwordHash: try await hash(password, call), role: role.value ?? .viewer)
        try await audit(call, caller, "user_created", "\(user.username), \(user.role.rawValue)")
        return .json(.created, headers: [.location: "/api/auth/users/\(user.id)"]) { user.write(to: &$0) }
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.id(of: User.self, orElse: "User not found")
        var body = try await call.body()
        let (username, email) = (body.username(), body.email())
        let password = body.newPassword("password")
        let role = body.choice("role", of: Role.self)
        body.forbidNull("username", username)
        body.forbidNull("email", email)
        body.forbidNull("password", password)
        body.forbidNull("role", role)
        try body.validate(message: body.sentence(of: "password"))
        var hash: String?
        if let password = password.value { hash = try await self.hash(password, call) }
        let user = try await store.updateUser(
            id, username: username.value, email: email.value, passwordHash: hash, role: role.value)
        guard let user else { throw APIError.notFound("User not found") }
        let changed = ["email", "password", "role", "username"].filter { body.contains($0) }
        try await audit(call, caller, "user_changed", "\(user.username): \(changed.joined(separator: ", "))")
        return .json { user.write(to: &$0) }
    }

    private func hash(_ password: Secret, _ call: Call) async throws -> String {
        try await hasher.hash(password, for: HashingClaim(peer: call.peer, isKnown: true))
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.id(of: User.self, orElse: "User not found")
        guard id != caller.user.id else { throw StoreError.ownAccount }
        guard let user = try await store.user(id), try await store.deleteUser(id) else {
            throw APIError.notFound("User not found")
        }
        try await audit(call, caller, "user_deleted", user.username)
        return .message("User deleted")
    }

    private func audit(_ call: Call, _ caller: Caller, _ action: String, _ detail: String) async throws {
        try await store.audit(
            user: caller.user.id, username: caller.user.username, address: call.peer.address, action: action,
            detail: detail)
    }
}
