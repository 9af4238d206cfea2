internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// A user's own account.
struct ProfileOperations: Sendable {
    let dependencies: APIDependencies
    let hasher: PasswordHasher
    let throttle: LoginThrottle

    var list: [Operation] {
        [
            Operation(
                .get, "/api/auth/profile", "Your own account",
                answers: [OperationAnswer(.ok, User.schema, "You")], access: .role(.viewer, profile)),
            Operation(
                .put, "/api/auth/profile", "Change your email address or password",
                details: "A new password needs the current one, and voids every token of yours.",
                body: .object([
                    .optional("email", .email),
                    .optional("current_password", .secret(1...128)),
                    .optional("new_password", .secret(PasswordPolicy.length)),
                ]),
                answers: [OperationAnswer(.ok, User.schema, "You")],
                refusals: [.conflict, .tooManyRequests], access: .role(.viewer, update)),
        ]
    }

    private func profile(_ call: Call, _ caller: Caller) async throws -> Response {
        .json { caller.user.write(to: &$0) }
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        var body = try await call.body()
        let email = body.email()
        let currentPassword = body.secret("current_password", length: 0...128)
        let newPassword = body.newPassword("new_password")
        body.forbidNull("email", email)
        if newPassword.value != nil { body.require("current_password", currentPassword) }
        try body.validate(message: body.sentence(of: "new_password"))
        let hash = try await hash(newPassword.value, current: currentPassword.value, call, caller)
        let user = try await dependencies.store.updateUser(
            caller.user.id, username: nil, email: email.value, passwordHash: hash, role: nil)
        guard let user else { throw APIError.notFound("User not found") }
        try await dependencies.store.audit(
            user: user.id, username: user.username, address: call.peer.address, action: "profile_changed",
            detail: hash == nil ? "email" : "password")
        return .json { user.write(to: &$0) }
    }

    /// Guesses at the current password count as attempts to sign in.
    private func hash(_ newPassword: Secret?, current: Secret?, _ call: Call, _ caller: Caller) async throws -> String?
    {
        guard let newPassword, let current else { return nil }
        let claim = HashingClaim(peer: call.peer, isKnown: true)
        let isRight: Void? = try await throttle.attempt(caller.user.username, from: call.peer) {
            let stored = try await dependencies.store.credentials(of: caller.user.id)
            return try await hasher.verify(current, against: stored?.passwordHash, for: claim) ? () : nil
        }
        guard isRight != nil else { throw APIError.unauthenticated("Current password is incorrect") }
        return try await hasher.hash(newPassword, for: claim)
    }
}
