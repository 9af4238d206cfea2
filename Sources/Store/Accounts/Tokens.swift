internal import Database
internal import Foundation
package import Monitoring

/// Who asks, as of this request.
package struct Session: Sendable, Equatable {
    package var user: User
    package var revisions: Revisions

    package init(user: User, revisions: Revisions) {
        self.user = user
        self.revisions = revisions
    }
}

/// The outcome of presenting a refresh token.
package enum Rotation: Sendable, Equatable {
    case rotated(User, token: RefreshToken)
    /// It was spent before: its family is revoked now.
    case reused
    /// Unknown, expired, revoked, or of a user that changed.
    case refused
}

/// One link in a family of refresh tokens that began with one login.
package struct RefreshToken: Sendable, Equatable {
    /// The family's id, a lower-case UUID.
    package var family: String
    /// This token's id (`jti`), a lower-case UUID.
    package var id: String
    package var expiresAt: Timestamp
}

extension Store {
    /// One indexed read, cheap enough for every request: the user as stored now and the revisions.
    /// - Returns: `nil` where the user is gone, `tokenVersion` is no longer the user's, or the family is revoked.
    package func session(user: ID<User>, tokenVersion: Int64, family: String) async throws -> Session? {
        try await database.first(Self.findSession, [family, user, tokenVersion]) { row in
            Session(user: try User(&row), revisions: Revisions(&row))
        }
    }

    private static let findSession = """
        SELECT \(User.columns), \(Revisions.columns)
        FROM refresh_tokens JOIN users ON users.id = user_id
        WHERE family = ? AND revoked_at IS NULL AND user_id = ? AND token_version = ?
        """

    /// Begins a family with a first token. Families that expired long ago are forgotten on the way.
    package func startFamily(for user: ID<User>, lifetime: Duration) async throws -> RefreshToken {
        let moment = now()
        let token = RefreshToken(family: .uuid(), id: .uuid(), expiresAt: moment + lifetime)
        return try await database.write { transaction in
            try transaction.forgetExpiredFamilies(at: moment)
            try transaction.execute(
                """
                INSERT INTO refresh_tokens (family, token, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)
                """,
                [token.family, token.id, user, moment, token.expiresAt])
            return token
        }
    }

    /// Spends a token for the next of its family.
    package func rotate(family: String, id: String, lifetime: Duration) async throws -> Rotation {
        let moment = now()
        let next = RefreshToken(family: family, id: .uuid(), expiresAt: moment + lifetime)
        return try await database.write { transaction in
            guard let presented = try transaction.family(family), presented.isUsable(at: moment) else {
                return .refused
            }
            guard presented.token == id else {
                try transaction.revoke(family, at: moment)
                return .reused
            }
            try transaction.execute(
                "UPDATE refresh_tokens SET token = ?, expires_at = ? WHERE family = ?",
                [next.id, next.expiresAt, family])
            return .rotated(presented.user, token: next)
        }
    }

    package func revokeFamily(_ family: String) async throws {
        let moment = now()
        try await database.write { try $0.revoke(family, at: moment) }
    }
}

/// A family as stored.
private struct Family {
    let user: User
    let token: String
    let expiresAt: Timestamp
    let isRevoked: Bool

    func isUsable(at moment: Timestamp) -> Bool { !isRevoked && expiresAt > moment }
}

extension Transaction {
    fileprivate func family(_ family: String) throws -> Family? {
        try first(
            """
            SELECT \(User.columns), token, expires_at, revoked_at
            FROM refresh_tokens JOIN users ON users.id = user_id WHERE family = ?
            """, [family]
        ) { row in
            Family(
                user: try User(&row), token: row.text(), expiresAt: row.timestamp(),
                isRevoked: row.timestampOrNil() != nil)
        }
    }

    fileprivate func revoke(_ family: String, at moment: Timestamp) throws {
        try execute(
            "UPDATE refresh_tokens SET revoked_at = ? WHERE family = ? AND revoked_at IS NULL", [moment, family])
    }

    /// Kept for a day past their end, so that no access token ends before its time with its family.
    fileprivate func forgetExpiredFamilies(at moment: Timestamp) throws {
        try execute("DELETE FROM refresh_tokens WHERE expires_at < ?", [moment - .seconds(86_400)])
    }
}

extension String {
    /// A random UUID in lower case.
    static func uuid() -> String { UUID().uuidString.lowercased() }
}
