internal import Database
package import Monitoring

extension Store {
    /// Who did what; holds no secret.
    package func audit(user: ID<User>?, username: String, address: String, action: String, detail: String) async throws
    {
        let moment = now()
        _ = try await database.write {
            try $0.execute(
                "INSERT INTO audit_log (at, user_id, username, address, action, detail) VALUES (?, ?, ?, ?, ?, ?)",
                [moment, user, username, address, action, detail])
        }
    }
}
