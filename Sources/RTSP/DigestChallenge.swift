/// A camera's demand for a digest (RFC 7616 §3.3).
struct DigestChallenge: Sendable, Hashable {
    var realm: [UInt8]
    var nonce: [UInt8]
    var opaque: [UInt8]?
    var algorithm = DigestAlgorithm.md5
    /// Whether the hash of the password is bound to the nonce (`-sess`).
    var isSession = false
    /// `algorithm` as it came, quotes included: it is sent back the same way. `nil` where the challenge names none,
    /// which means MD5 (RFC 2069).
    var algorithmText: [UInt8]?
    var qop: QualityOfProtection?
    /// The password was right; only the nonce has aged.
    var isStale = false

    enum QualityOfProtection: String, Sendable {
        case auth
        case authInt = "auth-int"
    }

    /// `nil` where nonce or realm are missing, or the algorithm is not known here. `userhash` is not used: it hides a
    /// user name, and needs the camera's consent (RFC 7616 §3.4.4).
    init?(_ parameters: AuthenticationParameters) {
        guard parameters.scheme == "digest", let nonce = parameters["nonce"]?.value, !nonce.isEmpty,
            let realm = parameters["realm"]?.value
        else { return nil }
        self.realm = realm
        self.nonce = nonce
        opaque = parameters["opaque"]?.value
        isStale = parameters["stale"]?.value.map(asciiLowercased) == Array("true".utf8)
        if let named = parameters["algorithm"], !named.value.isEmpty {
            guard let (algorithm, isSession) = Self.algorithm(named.value) else { return nil }
            self.algorithm = algorithm
            self.isSession = isSession
            algorithmText = named.isQuoted ? quoted(named.value) : named.value
        }
        if let offered = parameters["qop"]?.value {
            guard let chosen = Self.quality(offered) else { return nil }
            qop = chosen
        }
    }

    private static func algorithm(_ text: [UInt8]) -> (DigestAlgorithm, isSession: Bool)? {
        var name = String(decoding: text, as: UTF8.self).uppercased()
        let isSession = name.hasSuffix("-SESS")
        if isSession { name.removeLast(5) }
        // "SHA256" is not registered, and sent nevertheless.
        let algorithm = DigestAlgorithm.allCases.first { $0.name == name || $0.name.filter { $0 != "-" } == name }
        return algorithm.map { ($0, isSession) }
    }

    private static func quality(_ offered: [UInt8]) -> QualityOfProtection?? {
        let names = offered.map(asciiLowercased).split { isBlank($0) || $0 == UInt8(ascii: ",") }
            .map { String(decoding: $0, as: UTF8.self) }
        if names.isEmpty { return .some(nil) }
        if names.contains("auth") { return .auth }
        return names.contains("auth-int") ? .authInt : nil
    }
}

/// RFC 7230 §3.2.6.
func quoted(_ text: [UInt8]) -> [UInt8] {
    var quoted = [UInt8(ascii: "\"")]
    for byte in text {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
        quoted.append(byte)
    }
    return quoted + [UInt8(ascii: "\"")]
}
