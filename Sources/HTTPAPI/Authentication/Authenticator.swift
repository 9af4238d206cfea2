internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// Finds out who calls, from the bearer token.
struct Authenticator: Sendable {
    let store: Store
    let tokens: Tokens

    /// The bearer of an access token, as stored now.
    func caller(of request: Request) async throws -> Caller {
        let claims = try await claims(of: request)
        guard claims.kind == .access else { throw APIError.wrongTokenKind("Only access tokens are allowed") }
        return try await caller(claims)
    }

    /// The bearer of a refresh token. Whether it was spent, the store says when it is rotated.
    func refreshToken(of request: Request) async throws -> TokenClaims {
        let claims = try await claims(of: request)
        guard claims.kind == .refresh else { throw APIError.wrongTokenKind("Only refresh tokens are allowed") }
        return claims
    }

    /// The bearer of a token of either kind that is not revoked.
    func anyToken(of request: Request) async throws -> TokenClaims {
        let claims = try await claims(of: request)
        _ = try await caller(claims)
        return claims
    }

    private func caller(_ claims: TokenClaims) async throws -> Caller {
        guard let user = claims.user,
            let session = try await store.session(user: user, tokenVersion: claims.version, family: claims.family)
        else { throw APIError.unauthenticated("Token has been revoked") }
        return Caller(user: session.user, revisions: session.revisions, family: claims.family)
    }

    private func claims(of request: Request) async throws(APIError) -> TokenClaims {
        guard let header = request.headers[.authorization] else {
            throw .unauthenticated("Missing Authorization header")
        }
        guard let token = Self.bearerToken(header) else {
            throw .unauthenticated("The Authorization header must be \"Bearer\" and a token")
        }
        return try await tokens.claims(of: token, now: .now)
    }

    /// RFC 6750 §2.1; the scheme's case does not matter (RFC 9110 §11.1).
    static func bearerToken(_ header: String) -> String? {
        let parts = header.utf8.split(separator: UInt8(ascii: " "))
        guard parts.count == 2, Substring(parts[0]).isSame(asASCII: "bearer") else { return nil }
        return String(Substring(parts[1]))
    }
}
