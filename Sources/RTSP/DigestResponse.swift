/// The answer to a ``DigestChallenge``: the value of `Authorization` (RFC 7616 §3.4).
struct DigestResponse {
    let challenge: DigestChallenge
    let credentials: RTSPCredentials
    let method: String
    /// The exact characters of the request line.
    let uri: String
    let cnonce: [UInt8]
    /// How often this nonce was used, this time included.
    let count: Int

    /// `Digest username="…", …`. `algorithm`, `qop` and `nc` stand without quotes (RFC 7616 §3.4), unless the camera
    /// itself quoted the algorithm. Without a `qop` it is RFC 2069's form, which older cameras insist on.
    var headerValue: [UInt8] {
        var parameters: [(name: String, value: [UInt8])] = [
            ("username", quoted(username)), ("realm", quoted(challenge.realm)),
            ("nonce", quoted(challenge.nonce)), ("uri", quoted(Array(uri.utf8))), ("response", quoted(response)),
        ]
        if let algorithm = challenge.algorithmText { parameters.append(("algorithm", algorithm)) }
        if let qop = challenge.qop {
            parameters.append(("qop", Array(qop.rawValue.utf8)))
            parameters.append(("nc", countText))
        }
        if usesClientNonce { parameters.append(("cnonce", quoted(cnonce))) }
        if let opaque = challenge.opaque { parameters.append(("opaque", quoted(opaque))) }
        let list = parameters.map { Array("\($0.name)=".utf8) + $0.value }.joined(separator: Array(", ".utf8))
        return Array("Digest ".utf8) + list
    }

    /// Without what would end the header.
    private var username: [UInt8] { credentials.username.utf8.filter { $0 >= 0x20 && $0 != 0x7F } }

    /// RFC 7616 §3.4.1.
    var response: [UInt8] {
        guard let qop = challenge.qop else { return hash(passwordHash, challenge.nonce, requestHash) }
        return hash(passwordHash, challenge.nonce, countText, cnonce, Array(qop.rawValue.utf8), requestHash)
    }

    private var usesClientNonce: Bool { challenge.qop != nil || challenge.isSession }

    private var countText: [UInt8] {
        let digits = String(count, radix: 16)
        return Array((String(repeating: "0", count: max(0, 8 - digits.count)) + digits).utf8)
    }

    /// A1, §3.4.2.
    private var passwordHash: [UInt8] {
        let plain = hash(Array(credentials.username.utf8), challenge.realm, Array(credentials.password.utf8))
        return challenge.isSession ? hash(plain, challenge.nonce, cnonce) : plain
    }

    /// A2, §3.4.3. Our requests have no body.
    private var requestHash: [UInt8] {
        if challenge.qop == .authInt { return hash(Array(method.utf8), Array(uri.utf8), hash([])) }
        return hash(Array(method.utf8), Array(uri.utf8))
    }

    private func hash(_ parts: [UInt8]...) -> [UInt8] {
        challenge.algorithm.hash(Array(parts.joined(separator: [UInt8(ascii: ":")])))
    }
}
