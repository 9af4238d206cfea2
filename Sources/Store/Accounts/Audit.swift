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

    /// Records what was done to nothing that is stored, or in another transaction.
    package func audit(_ line: AuditLine) async throws {
        let moment = now()
        try await database.write(.shared) { try $0.insert(line, at: moment) }
    }

    package func audit(user: ID<User>?, username: String, address: String, action: String, detail: String) async throws
    {
        try await audit(
            AuditLine(user: user, username: username, address: address, action: action, detail: detail))
    }
}

/// Who did what; holds no secret.
package struct AuditLine: Sendable, Equatable {
    /// The line of what was done to something; may be asked more than once.
    package typealias Of<Subject> = @Sendable (Subject) -> AuditLine

    package var user: ID<User>?
    package var username: String
    package var address: String
    package var action: String
    package var detail: String

    package init(user: ID<User>?, username: String, address: String, action: String, detail: String) {
        self.user = user
        self.username = username
        self.address = address
        self.action = action
        self.detail = detail
    }
}

extension Transaction {
    /// Together with what it tells of.
    func insert(_ line: AuditLine?, at moment: Timestamp) throws {
        guard let line else { return }
        try execute(
            "INSERT INTO audit_log (at, user_id, username, address, action, detail) VALUES (?, ?, ?, ?, ?, ?)",
            [moment, line.user, line.username, line.address, line.action, line.detail])
    }
}
