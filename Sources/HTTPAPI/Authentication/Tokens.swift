internal import Crypto
internal import Encodings
internal import JWTKit
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import Store
internal import Web

/// Signs tokens and judges those that are presented.
struct Tokens: Sendable {
    private let keys = JWTKeyCollection()
    private let accessLifetime: Duration
    private let verified = VerifiedTokens(capacity: 8192)

    init(_ configuration: APIConfiguration) async {
        accessLifetime = configuration.accessLifetime
        await keys.add(hmac: HMACKey(key: Self.key(configuration.tokenKey)), digestAlgorithm: .sha256)
    }

    /// HMAC pads a short key with zeros to its block (RFC 2104 §2), so doing it here changes no signature; the library
    /// wants at least the digest's 32 bytes.
    private static func key(_ secret: Secret) -> SymmetricKey {
        var bytes = Array(secret.reveal().utf8)
        if bytes.count < 32 { bytes += Array(repeating: 0, count: 32 - bytes.count) }
        return SymmetricKey(data: bytes)
    }

    func access(for user: User, family: String, now: Timestamp) async throws -> String {
        try await keys.sign(
            TokenClaims(
                kind: .access, user: user.id, version: user.tokenVersion, family: family, id: UUIDText.random(),
                issuedAt: now, expiresAt: now + accessLifetime))
    }

    func refresh(for user: User, _ token: RefreshToken, now: Timestamp) async throws -> String {
        try await keys.sign(
            TokenClaims(
                kind: .refresh, user: user.id, version: user.tokenVersion, family: token.family, id: token.id,
                issuedAt: now, expiresAt: token.expiresAt))
    }

    /// What a token says, once its signature, issuer, audience and expiry are found good.
    func claims(of token: String, now: Timestamp) async throws(APIError) -> TokenClaims {
        if let claims = verified[token] {
            guard claims.expiresAt > now else { throw .unauthenticated("Token has expired") }
            return claims
        }
        let claims = try await verify(token)
        guard claims.expiresAt > now else { throw .unauthenticated("Token has expired") }
        verified[token] = claims
        return claims
    }

    /// Longer ones are not ours.
    private static let longestToken = 2048

    private func verify(_ token: String) async throws(APIError) -> TokenClaims {
        guard token.utf8.count <= Self.longestToken, Self.isSignedOurWay(token) else {
            throw .unauthenticated("Token is not valid")
        }
        let claims: TokenClaims
        do {
            claims = try await keys.verify(token)
        } catch {
            throw .unauthenticated("Token is not valid")
        }
        guard claims.isOurs else { throw .unauthenticated("Token is not valid") }
        return claims
    }

    /// Whether it is three parts of strict Base64, and the header names our one algorithm and asks for nothing we do
    /// not know (RFC 8725 §3.1).
    private static func isSignedOurWay(_ token: String) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map { Base64.url.decode($0) }
        guard parts.count == 3, let header = parts[0], parts[1] != nil, parts[2]?.count == SHA256.byteCount,
            let text = String(validating: header, as: UTF8.self),
            case .object(let fields)? = try? JSONParser.parse(text)
        else { return false }
        return fields.contains(JSONValue.Member("alg", .string("HS256")))
            && fields.allSatisfy { $0.name == "alg" || $0 == JSONValue.Member("typ", .string("JWT")) }
    }
}
