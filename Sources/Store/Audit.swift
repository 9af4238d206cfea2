internal import Database
package import Monitoring

extension Store {
    /// The addresses from which a user has signed in, as far back as the record goes.
    package func signInAddresses(of user: ID<User>) async throws -> [String] {
        try await database.read {
            try $0.query(
                "SELECT DISTINCT address FROM audit_log WHERE user_id = ? AND action = 'login' LIMIT 1000", [user]
            ) { $0.text() }
        }
    }

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
