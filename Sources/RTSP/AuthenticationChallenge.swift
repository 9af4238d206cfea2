internal import Encodings

/// A challenge that can be answered here.
enum AuthenticationChallenge: Sendable, Hashable {
    /// RFC 7617: the password in clear.
    case basic(realm: [UInt8])
    case digest(DigestChallenge)

    /// Every challenge of a 401 that is understood, strongest first. Cameras send them in any order, and the first
    /// one need not be usable.
    static func all(in response: RTSPResponse) -> [AuthenticationChallenge] {
        AuthenticationParameters.parse(response.headers.values("www-authenticate"))
            .compactMap(AuthenticationChallenge.init)
            .sorted { $0.strength > $1.strength }
    }

    /// The schemes of a 401 by name, understood or not.
    static func schemes(in response: RTSPResponse) -> [String] {
        AuthenticationParameters.parse(response.headers.values("www-authenticate")).map { parameters in
            [parameters.scheme, parameters["algorithm"].map { $0.value.printable(limit: 20) }].compactMap(\.self)
                .joined(separator: " ").utf8.printable(limit: 40)
        }
    }

    private init?(_ parameters: AuthenticationParameters) {
        if let digest = DigestChallenge(parameters) {
            self = .digest(digest)
        } else if parameters.scheme == "basic" {
            self = .basic(realm: parameters["realm"]?.value ?? [])
        } else {
            return nil
        }
    }

    /// Basic is the weakest.
    var strength: Int {
        switch self {
        case .basic: 0
        case .digest(let digest): 1 + digest.algorithm.rawValue
        }
    }

    var isDigest: Bool { strength > 0 }

    /// Of a digest only.
    var nonce: [UInt8]? {
        if case .digest(let digest) = self { digest.nonce } else { nil }
    }

    /// Whether the camera says that the password was right and only the nonce has aged.
    var isStale: Bool {
        if case .digest(let digest) = self { digest.isStale } else { false }
    }

    var realm: [UInt8] {
        switch self {
        case .basic(let realm): realm
        case .digest(let digest): digest.realm
        }
    }

    /// As shown to people: `Digest SHA-256`.
    var name: String {
        switch self {
        case .basic: "Basic"
        case .digest(let digest): "Digest \(digest.algorithm.name)"
        }
    }

    func authorization(
        _ credentials: RTSPCredentials, for method: RTSPRequest.Method, uri: String, cnonce: [UInt8], count: Int
    ) -> [UInt8] {
        switch self {
        case .basic:
            Array("Basic ".utf8) + Base64.padded(Array("\(credentials.username):\(credentials.password)".utf8)).utf8
        case .digest(let challenge):
            DigestResponse(
                challenge: challenge, credentials: credentials, method: method.rawValue, uri: uri, cnonce: cnonce,
                count: count
            ).headerValue
        }
    }
}
