package import Monitoring

extension Store {
    /// Who did what; holds no secret.
    package func audit(user: ID<User>?, username: String, address: String, action: String, detail: String) async throws
    { fatalError("frame") }
}
