package struct User: Sendable, Equatable {
    package let id: ID<User>
    package var username: String
    package var email: String
    package var role: Role
    /// Grows when the password, the role or the name changes; a token that carries an older one is void.
    package var tokenVersion: Int64

    package init(id: ID<User>, username: String, email: String, role: Role, tokenVersion: Int64) {
        self.id = id
        self.username = username
        self.email = email
        self.role = role
        self.tokenVersion = tokenVersion
    }
}
