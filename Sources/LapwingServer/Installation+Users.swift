internal import HTTPAPI
package import Monitoring
internal import Store

/// Who may sign in, for an operator who cannot. All of it works while Lapwing runs.
extension Installation {
    /// What a new password is to be.
    package enum NewPassword: Sendable {
        case given(Secret)
        /// Made, and told once.
        case generated
    }

    package func showUsers() async throws {
        for user in try await storeWithoutKey().users() {
            say("\(user.id)\t\(user.username)\t\(user.role.rawValue)\t\(user.email)")
        }
    }

    /// - Parameter email: `NAME@localhost` where it is absent.
    package func addUser(_ name: String, email: String?, role: Role, password: NewPassword) async throws {
        let name = try Self.checked(name: name)
        let email = email ?? "\(name)@localhost"
        guard EmailAddress.isPlausible(email) else {
            throw ConfigurationError("“\(email)” is not an email address. Give one with --email.")
        }
        let store = try await storeWithoutKey()
        let (hash, generated) = try Self.hash(password)
        let user = try await explaining(name) {
            try await store.createUser(username: name, email: email, passwordHash: hash, role: role)
        }
        try await audit(store, "user_created", "\(user.username), \(user.role.rawValue)")
        say("Created \(user.username), \(user.role.rawValue).")
        tell(generated)
    }

    /// Voids every token of the user's.
    package func setPassword(of name: String, to password: NewPassword) async throws {
        let store = try await storeWithoutKey()
        let user = try await user(name, in: store)
        let (hash, generated) = try Self.hash(password)
        _ = try await store.updateUser(user.id, username: nil, email: nil, passwordHash: hash, role: nil)
        try await audit(store, "user_changed", "\(user.username): password")
        say("Changed the password of \(user.username). Sign in again with it: every session has ended.")
        tell(generated)
    }

    /// Voids every token of the user's, where the role is another.
    package func setRole(of name: String, to role: Role) async throws {
        let store = try await storeWithoutKey()
        let user = try await user(name, in: store)
        guard user.role != role else { return say("\(user.username) is \(role.rawValue) already.") }
        try await explaining(name) {
            _ = try await store.updateUser(user.id, username: nil, email: nil, passwordHash: nil, role: role)
        }
        try await audit(store, "user_changed", "\(user.username): role")
        say("\(user.username) is \(role.rawValue) now.")
    }

    /// Throws where a user with that name cannot have a password set, before one is asked for.
    package func requireUser(_ name: String) async throws { _ = try await user(name, in: storeWithoutKey()) }

    private func user(_ name: String, in store: Store) async throws -> User {
        if let credentials = try await store.credentials(of: name) { return credentials.user }
        let users = try await store.users()
        guard let near = Suggestion.nearest(to: name, among: users.map(\.username)) else {
            throw ConfigurationError("There is no user “\(name)”. “lapwing user list” shows those there are.")
        }
        throw ConfigurationError("There is no user “\(name)”. Did you mean \(near)?")
    }

    private static func checked(name: String) throws -> String {
        let isVisible = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard (1...80).contains(name.unicodeScalars.count), isVisible, name.first != " ", name.last != " " else {
            throw ConfigurationError("A user's name has 1 to 80 visible characters.")
        }
        return name
    }

    /// - Returns: what is stored, and the password where it was made here.
    private static func hash(_ password: NewPassword) throws -> (hash: String, generated: Secret?) {
        switch password {
        case .generated:
            let secret = GeneratedPassword.make()
            return (try PasswordHash(of: secret, cost: .recommended).text, secret)
        case .given(let secret):
            if let complaint = PasswordPolicy.complaint(about: secret) { throw ConfigurationError("\(complaint).") }
            return (try PasswordHash(of: secret, cost: .recommended).text, nil)
        }
    }

    private func tell(_ generated: Secret?) {
        if let generated { say("Its password, shown this once: \(generated.reveal())") }
    }

    private func audit(_ store: Store, _ action: String, _ detail: String) async throws {
        try await store.audit(
            user: nil, username: "the command line", address: "local", action: action,
            detail: "\(detail), by the command line")
    }

    private func explaining<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch StoreError.usernameTaken {
            throw ConfigurationError("There is a user “\(name)” already, or one whose name differs in case alone.")
        } catch StoreError.emailTaken {
            throw ConfigurationError("Another user has that email address. Give another with --email.")
        } catch StoreError.lastAdmin {
            throw ConfigurationError("\(name) is the last admin. Make another user one first: “lapwing user role”.")
        }
    }
}
