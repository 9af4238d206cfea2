package import Monitoring

/// Who asks, as of this request.
package struct Session: Sendable, Equatable {
    package var user: User
    package var revisions: Revisions
}

/// Numbers that grow with every committed change of their subject: what was rendered at one may be sent again while it stands.
package struct Revisions: Sendable, Equatable {
    package var devices: Int64
    package var cameras: Int64
    package var alerts: Int64
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
        fatalError("frame")
    }
    package func startFamily(for user: ID<User>, lifetime: Duration) async throws -> RefreshToken {
        fatalError("frame")
    }
    package func rotate(family: String, id: String, lifetime: Duration) async throws -> Rotation { fatalError("frame") }
    package func revokeFamily(_ family: String) async throws { fatalError("frame") }
}
