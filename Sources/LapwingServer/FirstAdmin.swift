internal import HTTPAPI
internal import Logging
internal import Monitoring
internal import Store

/// The account that a new installation begins with.
struct FirstAdmin {
    let configuration: Configuration
    let store: Store
    let logger: Logger

    /// Creates it where there is no user at all. In development its password is the one that clients expect; in
    /// production it is `ADMIN_PASSWORD`, or a random one that is printed once.
    func create() async throws {
        guard try await store.users().isEmpty else { return try await remind() }
        let (password, isRandom) = try choose()
        let isInitial = password == InitialPassword.password
        let hash =
            isInitial ? InitialPassword.passwordHash : try PasswordHash(of: password, cost: .recommended).text
        guard try await store.createFirstAdmin(passwordHash: hash, isInitialPassword: isInitial) else { return }
        logger.notice("Created the user \(InitialPassword.username)")
        if isRandom { printOnce(password) }
        try await remind()
    }

    private func choose() throws -> (password: Secret, isRandom: Bool) {
        if let configured = configuration.adminPassword {
            if let complaint = PasswordPolicy.complaint(about: configured) {
                throw ConfigurationError("ADMIN_PASSWORD will not do: \(complaint)")
            }
            return (configured, false)
        }
        switch configuration.appEnvironment {
        case .development: return (InitialPassword.password, false)
        case .production: return (GeneratedPassword.make(), true)
        }
    }

    private func remind() async throws {
        guard try await store.hasInitialAdminPassword() else { return }
        logger.warning(
            "The user \(InitialPassword.username) still has its initial password: it can log in from this machine alone until the password is changed"
        )
    }

    /// To the console alone: a log file would keep it.
    private func printOnce(_ password: Secret) {
        let text = """

            The password of the user \(InitialPassword.username) is: \(password.reveal())
            It is shown this once. Log in and change it.


            """
        guard !StandardError.write(text) else { return }
        logger.error(
            "The password of the user \(InitialPassword.username) could not be shown, since nobody reads standard error. Set one with “lapwing user password \(InitialPassword.username)”."
        )
    }
}
