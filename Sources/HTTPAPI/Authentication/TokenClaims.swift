package import JWTKit
package import Monitoring

/// What a token of ours says.
package struct TokenClaims: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable {
        case access, refresh
    }

    static let issuer = "lapwing"
    static let audience = "lapwing-api"

    private let iss: String
    private let aud: String
    /// The user's id, as a text.
    private let sub: String
    /// Seconds since 1970.
    private let exp: Int64
    private let iat: Int64
    private let typ: Kind
    private let ver: Int64
    private let fam: String
    private let jti: String

    package init(
        kind: Kind, user: ID<User>, version: Int64, family: String, id: String, issuedAt: Timestamp,
        expiresAt: Timestamp
    ) {
        iss = Self.issuer
        aud = Self.audience
        sub = String(user.rawValue)
        exp = expiresAt.milliseconds / 1000
        iat = issuedAt.milliseconds / 1000
        typ = kind
        ver = version
        fam = family
        jti = id
    }

    package var kind: Kind { typ }
    package var user: ID<User>? { Int64(sub).map { ID($0) } }
    package var version: Int64 { ver }
    package var family: String { fam }
    package var id: String { jti }
    package var expiresAt: Timestamp { Timestamp(milliseconds: exp.multipliedReportingOverflow(by: 1000).partialValue) }

    var isOurs: Bool { iss == Self.issuer && aud == Self.audience && user != nil }
}

extension TokenClaims: JWTPayload {
    package func verify(using algorithm: some JWTAlgorithm) throws {}
}
