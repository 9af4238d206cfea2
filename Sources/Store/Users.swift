package import Monitoring

extension Store {
    package func users() async throws -> [User] { fatalError("frame") }
    package func user(_ id: ID<User>) async throws -> User? { fatalError("frame") }
    /// The user and the stored hash (a PHC string) of the password.
    package func credentials(of username: String) async throws -> (user: User, passwordHash: String)? {
        fatalError("frame")
    }
    package func credentials(of id: ID<User>) async throws -> (user: User, passwordHash: String)? {
        fatalError("frame")
    }
    /// - Throws: `StoreError.usernameTaken`, `.emailTaken`.
    package func createUser(username: String, email: String, passwordHash: String, role: Role) async throws -> User {
        fatalError("frame")
    }
    /// Changes the fields given. A new password, role or name voids the user's tokens, access and refresh.
    /// - Returns: `nil` where there is no such user.
    /// - Throws: `StoreError.usernameTaken`, `.emailTaken`, `.lastAdmin`.
    package func updateUser(_ id: ID<User>, username: String?, email: String?, passwordHash: String?, role: Role?)
        async throws -> User?
    { fatalError("frame") }
    /// - Throws: `StoreError.lastAdmin`.
    package func deleteUser(_ id: ID<User>) async throws -> Bool { fatalError("frame") }
    /// Replaces the hash alone, after a login showed that its parameters are out of date.
    package func rehashPassword(of id: ID<User>, passwordHash: String) async throws { fatalError("frame") }
    /// Whether the initial admin still has the initial password (development mode).
    package func hasInitialAdminPassword() async throws -> Bool { fatalError("frame") }
    /// Creates the first admin where there is no user at all; returns whether it did.
    package func createFirstAdmin(passwordHash: String, isInitialPassword: Bool) async throws -> Bool {
        fatalError("frame")
    }
}
