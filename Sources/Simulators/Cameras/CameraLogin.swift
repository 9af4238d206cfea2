internal import Crypto
internal import Encodings

/// The challenges of each profile, and whether an answer to one is right. Computed apart from the client's own digest.
struct CameraLogin {
    let user: String
    let password: String
    static let realm = "Login to 7A03C1"
    static let opaque = "5ccc069c403ebaf9f0171e9517f40e41"

    /// The `WWW-Authenticate` values; none where everybody may enter.
    static func challenges(_ profile: CameraProfile, nonce: String, isStale: Bool) -> [String] {
        let stale = isStale ? ", stale=true" : ""
        let basic = "Basic realm=\"\(realm)\""
        let plain = "Digest realm=\"\(realm)\", nonce=\"\(nonce)\"\(stale)"
        let md5 = "Digest realm=\"\(realm)\", nonce=\"\(nonce)\", algorithm=MD5, qop=\"auth\"\(stale)"
        let sha256 = "Digest realm=\"\(realm)\", nonce=\"\(nonce)\", algorithm=SHA-256, qop=\"auth\"\(stale)"
        let unknown = "Digest realm=\"\(realm)\", nonce=\"\(nonce)\", algorithm=SHA3-512"
        switch profile {
        case .basic: return [basic]
        case .md5QOP: return [md5 + ", opaque=\"\(opaque)\""]
        case .md5Session: return [plain + ", algorithm=MD5-sess, qop=\"auth,auth-int\""]
        case .sha256QOP: return [sha256]
        case .sha256Session: return [plain + ", algorithm=SHA-256-sess, qop=auth"]
        case .sha256Quoted:
            return ["Digest realm=\"\(realm)\",nonce=\"\(nonce)\",algorithm=\"SHA-256\",stale=\"FALSE\""]
        case .authInt: return [plain + ", qop=\"auth-int\""]
        case .digestThenBasic, .lockout: return [plain, basic]
        case .basicThenDigest: return [basic, plain]
        case .oneHeader: return ["\(basic), \(md5), \(sha256)"]
        case .unknownThenMD5: return ["Negotiate", unknown, plain]
        case .unknownOnly: return ["Negotiate", unknown]
        case .brokenSHA256, .md5AndSHA256: return [md5, sha256]
        case .md5, .staleNonce, .silentlyStaleNonce, .alwaysStale, .fixedNonce, .nonceOfConnection, .userAgent,
            .closeWithChallenge, .closeAfterChallenge, .closeOnLogin, .longBody, .forbidsWrongLogin, .rejectsWrongLogin,
            .hangsUpOnWrongLogin, .late:
            return [plain]
        default: return []
        }
    }

    /// Whether the login of that request is right for the profile. `nonces` are those that count now.
    func accepts(_ request: CameraRequest, _ profile: CameraProfile, nonces: Set<String>) -> Bool {
        guard let (scheme, parameters) = request.authorization else { return false }
        if scheme == "basic" {
            let offersBasic = Self.challenges(profile, nonce: "", isStale: false).contains { $0.hasPrefix("Basic") }
            return offersBasic && parameters[""] == base64("\(user):\(password)")
        }
        guard scheme == "digest", parameters["username"] == user, parameters["realm"] == Self.realm,
            parameters["uri"] == request.uri, let nonce = parameters["nonce"], nonces.contains(nonce)
        else { return false }
        if profile == .md5QOP, parameters["opaque"] != Self.opaque { return false }
        let algorithm = parameters["algorithm"]?.uppercased() ?? "MD5"
        if profile == .brokenSHA256, algorithm == "SHA-256" { return false }
        return parameters["response"] == expectedResponse(parameters, method: request.method, uri: request.uri)
    }

    private func expectedResponse(_ parameters: [String: String], method: String, uri: String) -> String {
        let algorithm = parameters["algorithm"]?.uppercased() ?? "MD5"
        let hash = algorithm.hasPrefix("SHA-256") ? sha256 : md5
        let (nonce, cnonce) = (parameters["nonce"] ?? "", parameters["cnonce"] ?? "")
        var secret = hash("\(user):\(Self.realm):\(password)")
        if algorithm.hasSuffix("-SESS") { secret = hash("\(secret):\(nonce):\(cnonce)") }
        guard let qop = parameters["qop"] else { return hash("\(secret):\(nonce):\(hash("\(method):\(uri)"))") }
        let request = hash(qop == "auth-int" ? "\(method):\(uri):\(hash(""))" : "\(method):\(uri)")
        return hash("\(secret):\(nonce):\(parameters["nc"] ?? ""):\(cnonce):\(qop):\(request)")
    }
}

private func md5(_ text: String) -> String { hex(Insecure.MD5(), text) }
private func sha256(_ text: String) -> String { hex(SHA256(), text) }

private func hex<Hash: HashFunction>(_ function: Hash, _ text: String) -> String {
    var function = function
    Array(text.utf8).withUnsafeBytes { function.update(bufferPointer: $0) }
    return function.finalize().hexadecimal
}

private func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bits = text.utf8.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    let digits = stride(from: 0, to: bits.count, by: 6).map { start in
        (0..<6).reduce(0) { value, offset in value << 1 | (start + offset < bits.count ? Int(bits[start + offset]) : 0)
        }
    }
    let text = String(digits.map { alphabet[$0] })
    return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
}
