internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Monitoring
internal import Store
internal import Web

/// Signing in and out.
struct SessionOperations: Sendable {
    let dependencies: APIDependencies
    let tokens: Tokens
    let hasher: PasswordHasher
    let throttle: LoginThrottle
    let history: SignInHistory

    var list: [Operation] {
        [
            Operation(
                .post, "/api/auth/login", "Sign in",
                details: """
                    Five wrong passwords a minute for one address and username. The access token goes into the \
                    Authorization header of other calls; the refresh token buys the next access token.
                    """,
                body: .object([
                    .required("username", .line(1...80)), .required("password", .secret(1...128)),
                ]),
                answers: [OperationAnswer(.ok, Self.signedIn, "Tokens and who they are for")],
                refusals: [.unauthorized, .forbidden, .tooManyRequests], access: .open(login)),
            Operation(
                .post, "/api/auth/refresh", "Get new tokens for a refresh token",
                details:
                    "A refresh token is spent by its use; using it again revokes everything that came of its login.",
                answers: [
                    OperationAnswer(
                        .ok, .object([.required("access_token", .text), .required("refresh_token", .text)]),
                        "New tokens")
                ],
                access: .refreshToken(refresh)),
            Operation(
                .post, "/api/auth/logout", "Sign out",
                details: "Revokes every token that came of the same login.",
                answers: [OperationAnswer(.ok, .message, "Signed out")], access: .anyToken(logout)),
        ]
    }

    private static let signedIn = Schema.object([
        .required("access_token", .text), .required("refresh_token", .text), .required("user", User.schema),
        .optional("must_change_password", .boolean(), "Whether the account still has the documented password"),
        .optional("msg", .text, "What the user should know"),
    ])

    // MARK: Login

    private func login(_ call: Call) async throws -> Response {
        var body = try await call.body()
        let usernameField = body.string("username", length: 0...255)
        let passwordField = body.secret("password", length: 0...128)
        body.require("username", usernameField)
        body.require("password", passwordField)
        try body.validate(message: body.isMissing(["username", "password"]) ? "Username and password required" : nil)
        guard let username = usernameField.value, let password = passwordField.value else {
            throw APIError.invalid("Username and password required")
        }
        let account = try await throttle.attempt(username, from: call.peer) {
            try await authenticate(username, password, call)
        }
        guard let account else { throw APIError.unauthenticated("Bad username or password") }
        if account.isInitialPassword { try checkWhoUsesInitialPassword(call) }
        return try await signIn(account.user, mustChange: account.isInitialPassword, call)
    }

    /// - Returns: `nil` for a wrong username or password.
    private func authenticate(_ username: String, _ password: Secret, _ call: Call) async throws -> Credentials? {
        let stored = try await dependencies.store.credentials(of: username)
        var claim = HashingClaim(peer: call.peer, isKnown: false)
        if let user = stored?.user.id { claim.isKnown = try await history.hasSignedIn(user, from: call.peer) }
        guard try await hasher.verify(password, against: stored?.passwordHash, for: claim), let stored else {
            try await audit(stored?.user, username, call, "login_failed", "wrong username or password")
            return nil
        }
        if hasher.isOutdated(stored.passwordHash) {
            claim.isKnown = true
            let hash = try await hasher.hash(password, for: claim)
            try await dependencies.store.rehashPassword(
                of: stored.user.id, from: stored.passwordHash, to: hash)
        }
        return stored
    }

    private func signIn(_ user: User, mustChange: Bool, _ call: Call) async throws -> Response {
        let now = Timestamp.now
        let refresh = try await dependencies.store.startFamily(
            for: user.id, lifetime: dependencies.configuration.refreshLifetime)
        let accessToken = try await tokens.access(for: user, family: refresh.family, now: now)
        let refreshToken = try await tokens.refresh(for: user, refresh, now: now)
        try await audit(user, user.username, call, "login", "")
        history.record(user.id, from: call.peer)
        if mustChange { call.logger.warning("\(Self.initialPasswordWarning)") }
        return .json { writer in
            writer.object { writer in
                writer.field("access_token", accessToken)
                writer.field("refresh_token", refreshToken)
                writer.field("user", user.writeFields)
                if mustChange {
                    writer.field("must_change_password", true)
                    writer.field("msg", Self.initialPasswordWarning)
                }
            }
        }
    }

    private static let initialPasswordWarning =
        "The admin still has the initial password: change it; until then it is accepted from this machine alone"

    private static let initialPasswordRefusal = APIError.forbidden(
        "The initial password is accepted from the server's own machine alone: sign in there and change it first")

    /// Everybody knows it, so nobody may use it but a person at this machine: no other machine, and no page of another
    /// site that a browser here has open.
    private func checkWhoUsesInitialPassword(_ call: Call) throws(APIError) {
        guard call.isFromThisMachine else { throw Self.initialPasswordRefusal }
        let configuration = dependencies.configuration
        let trusted = configuration.allowedOrigins.filter { $0 != "*" }
        guard LocalNames(configuration.machineNames).isOwn(call.request.head, trusted: trusted) else {
            throw .forbidden(
                "The initial password is accepted under localhost or this machine's own name alone, and from no page of another site: open Lapwing there and change it first"
            )
        }
    }

    // MARK: Refresh and logout

    private func refresh(_ call: Call, _ claims: TokenClaims) async throws -> Response {
        let rotation = try await dependencies.store.rotate(
            family: claims.family, id: claims.id, lifetime: dependencies.configuration.refreshLifetime)
        switch rotation {
        case .rotated(let user, let token):
            let now = Timestamp.now
            let accessToken = try await tokens.access(for: user, family: token.family, now: now)
            let refreshToken = try await tokens.refresh(for: user, token, now: now)
            return .json { writer in
                writer.object { writer in
                    writer.field("access_token", accessToken)
                    writer.field("refresh_token", refreshToken)
                }
            }
        case .reused:
            try await dependencies.store.audit(
                user: claims.user, username: "", address: call.peer.address, action: "refresh_token_reused",
                detail: "everything that came of its login is revoked")
            throw APIError.unauthenticated("Token was used before; sign in again")
        case .refused:
            throw APIError.unauthenticated("Token has been revoked")
        }
    }

    private func logout(_ call: Call, _ claims: TokenClaims) async throws -> Response {
        try await dependencies.store.revokeFamily(claims.family)
        try await dependencies.store.audit(
            user: claims.user, username: "", address: call.peer.address, action: "logout", detail: "")
        return .message("Signed out")
    }

    private func audit(_ user: User?, _ username: String, _ call: Call, _ action: String, _ detail: String)
        async throws
    {
        try await dependencies.store.audit(
            user: user?.id, username: username, address: call.peer.address, action: action, detail: detail)
    }
}

extension JSONBody {
    /// Whether one of these fields is wrong only by not being there.
    package func isMissing(_ names: Set<String>) -> Bool {
        errors.contains { names.contains($0.field) && $0.sentence == Self.requiredSentence }
    }
}

extension Call {
    /// Whether nobody stands between: a proxy on this machine would make all the world look local, and one that is
    /// trusted may call a client local that is so to the proxy's machine alone.
    var isFromThisMachine: Bool { peer.isLoopback && !headers.contains { Self.isForwarding($0.name) } }

    private static let forwardingHeaders: Set = [
        "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-original-forwarded-for",
        "true-client-ip", "cf-connecting-ip", "fastly-client-ip",
    ]

    /// Whether only proxies send a header of this name.
    private static func isForwarding(_ name: HTTPField.Name) -> Bool {
        forwardingHeaders.contains(name.canonicalName) || name.canonicalName.hasPrefix("x-forwarded")
    }
}
