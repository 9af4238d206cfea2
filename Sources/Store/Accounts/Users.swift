internal import Database
package import Monitoring

/// What a login is checked against.
package struct Credentials: Sendable, Equatable {
    package var user: User
    /// A PHC string.
    package var passwordHash: String
    /// Whether it is still the password that every installation starts with in development mode.
    package var isInitialPassword: Bool
}

extension Store {
    /// By id.
    package func users() async throws -> [User] {
        try await database.read { try $0.query("SELECT \(User.columns) FROM users ORDER BY id") { try User(&$0) } }
    }

    package func user(_ id: ID<User>) async throws -> User? {
        try await database.first("SELECT \(User.columns) FROM users WHERE id = ?", [id]) { try User(&$0) }
    }

    /// The name is taken to the letter: `Admin` is not `admin`.
    package func credentials(of username: String) async throws -> Credentials? {
        try await database.first(
            "SELECT \(Credentials.columns) FROM users WHERE username_key = ? AND username = ?",
            [username.lowercased(), username]
        ) { try Credentials(&$0) }
    }

    package func credentials(of id: ID<User>) async throws -> Credentials? {
        try await database.first("SELECT \(Credentials.columns) FROM users WHERE id = ?", [id]) { try Credentials(&$0) }
    }

    /// Names and addresses are unique whatever their case.
    /// - Throws: `StoreError.usernameTaken`, `.emailTaken`.
    package func createUser(username: String, email: String, passwordHash: String, role: Role) async throws -> User {
        try await mappingTakenNames {
            try await database.write {
                try $0.insertUser(
                    username: username, email: email, passwordHash: passwordHash, role: role, isInitialPassword: false,
                    now: now())
            }
        }
    }

    /// Changes the fields given. A new password, role or name voids the user's tokens, access and refresh.
    /// - Returns: `nil` where there is no such user.
    /// - Throws: `StoreError.usernameTaken`, `.emailTaken`, `.lastAdmin`.
    package func updateUser(_ id: ID<User>, username: String?, email: String?, passwordHash: String?, role: Role?)
        async throws -> User?
    {
        try await mappingTakenNames {
            try await database.write { transaction in
                guard var user = try transaction.user(id) else { return nil }
                if let role, role != user.role, user.role == .admin { try transaction.requireAnotherAdmin(than: id) }
                let voidsTokens =
                    passwordHash != nil || (role ?? user.role) != user.role
                    || (username ?? user.username) != user.username
                user.username = username ?? user.username
                user.email = email ?? user.email
                user.role = role ?? user.role
                try transaction.update(user, now: now())
                if let passwordHash { try transaction.setPassword(passwordHash, of: id) }
                if voidsTokens { user.tokenVersion = try transaction.voidTokens(of: id) }
                return user
            }
        }
    }

    /// - Throws: `StoreError.lastAdmin`.
    package func deleteUser(_ id: ID<User>) async throws -> Bool {
        try await database.write { transaction in
            guard let user = try transaction.user(id) else { return false }
            if user.role == .admin { try transaction.requireAnotherAdmin(than: id) }
            return try transaction.execute("DELETE FROM users WHERE id = ?", [id]) > 0
        }
    }

    /// Replaces the hash alone, after a login showed that its parameters are out of date; unless the password was
    /// changed since `old` was read.
    package func rehashPassword(of id: ID<User>, from old: String, to new: String) async throws {
        _ = try await database.write {
            try $0.execute("UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?", [new, id, old])
        }
    }

    /// Whether the initial admin still has the initial password (development mode).
    package func hasInitialAdminPassword() async throws -> Bool {
        try await database.read { try $0.exists("SELECT 1 FROM users WHERE is_initial_password = 1") }
    }

    /// Creates `admin`, the first user, where there is no user at all; returns whether it did.
    package func createFirstAdmin(passwordHash: String, isInitialPassword: Bool) async throws -> Bool {
        try await database.write { transaction in
            guard try !transaction.exists("SELECT 1 FROM users") else { return false }
            _ = try transaction.insertUser(
                username: "admin", email: "admin@localhost", passwordHash: passwordHash, role: .admin,
                isInitialPassword: isInitialPassword, now: now())
            return true
        }
    }
}

extension Transaction {
    fileprivate func user(_ id: ID<User>) throws -> User? {
        try first("SELECT \(User.columns) FROM users WHERE id = ?", [id]) { try User(&$0) }
    }

    fileprivate func insertUser(
        username: String, email: String, passwordHash: String, role: Role, isInitialPassword: Bool, now: Timestamp
    ) throws -> User {
        let inserted = try first(
            """
            INSERT INTO users (
                username, username_key, email, email_key, password_hash, is_initial_password, role, created_at, updated_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING \(User.columns)
            """,
            [
                username, username.lowercased(), email, email.lowercased(), passwordHash, isInitialPassword, role, now,
                now,
            ]
        ) { try User(&$0) }
        guard let inserted else { throw DatabaseError(.refused, "A user was written and cannot be read.") }
        return inserted
    }

    fileprivate func update(_ user: User, now: Timestamp) throws {
        try execute(
            """
            UPDATE users SET username = ?, username_key = ?, email = ?, email_key = ?, role = ?, updated_at = ? WHERE id = ?
            """,
            [
                user.username, user.username.lowercased(), user.email, user.email.lowercased(), user.role, now, user.id,
            ])
    }

    fileprivate func setPassword(_ hash: String, of id: ID<User>) throws {
        try execute("UPDATE users SET password_hash = ?, is_initial_password = 0 WHERE id = ?", [hash, id])
    }

    /// - Returns: the version that new tokens carry.
    fileprivate func voidTokens(of id: ID<User>) throws -> Int64 {
        try execute("DELETE FROM refresh_tokens WHERE user_id = ?", [id])
        return try first(
            "UPDATE users SET token_version = token_version + 1 WHERE id = ? RETURNING token_version", [id]
        ) { $0.integer() } ?? 0
    }

    fileprivate func requireAnotherAdmin(than id: ID<User>) throws {
        guard try exists("SELECT 1 FROM users WHERE role = 'admin' AND id <> ?", [id]) else {
            throw StoreError.lastAdmin
        }
    }
}

/// The unique columns decide which name is taken, so that two requests at once cannot both have it.
private func mappingTakenNames<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as DatabaseError {
        switch error.code {
        case .alreadyExists(column: "users.username_key"): throw StoreError.usernameTaken
        case .alreadyExists(column: "users.email_key"): throw StoreError.emailTaken
        default: throw error
        }
    }
}

extension User {
    static let columns = "users.id, username, email, role, token_version"

    init(_ row: inout Row) throws {
        self.init(
            id: row.id(), username: row.text(), email: row.text(), role: try row.choice(), tokenVersion: row.integer())
    }
}

extension Credentials {
    fileprivate static let columns = "\(User.columns), password_hash, is_initial_password"

    fileprivate init(_ row: inout Row) throws {
        self.init(user: try User(&row), passwordHash: row.text(), isInitialPassword: row.boolean())
    }
}
