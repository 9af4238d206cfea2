/// The behaviour of a simulated camera, as decisions: a request in, replies out.
struct CameraScript: Sendable {
    /// What belongs to one connection.
    struct Connection: Sendable {
        fileprivate var nonces: Set<String> = []
        fileprivate var logins = 0
        fileprivate var isCounted = false
        /// The request that waits until the client has answered ours.
        fileprivate var postponed: CameraRequest?
    }

    /// Failed logins after which `lockout` lets nobody in.
    static let lockoutLimit = 3

    private let login: CameraLogin
    private let port: Int
    private var nonces = 0
    private var journals: [CameraProfile: CameraJournal] = [:]

    init(user: String, password: String, port: Int) {
        login = CameraLogin(user: user, password: password)
        self.port = port
    }

    func journal(of profile: CameraProfile) -> CameraJournal { journals[profile] ?? CameraJournal() }

    mutating func answer(_ text: String, on connection: inout Connection) -> [CameraReply] {
        if text.hasPrefix("RTSP/"), let postponed = connection.postponed {
            connection.postponed = nil
            return [plain(.ok(CameraDescriptions.text(.open)), postponed)]
        }
        guard let request = CameraRequest(text) else { return [Self.malformed] }
        guard let profile = request.profile else { return [plain(.refusal(404, "Not Found"), request)] }
        note(request, profile, &connection)
        if profile == .asksOptions {
            connection.postponed = request
            return [CameraReply(bytes: Array("OPTIONS * RTSP/1.0\r\nCSeq: 7\r\n\r\n".utf8))]
        }
        if CameraLogin.challenges(profile, nonce: "", isStale: false).isEmpty { return [openReply(request, profile)] }
        var reply = guardedReply(request, profile, &connection)
        if profile == .late { reply.pace = .late }
        return [reply]
    }

    private mutating func note(_ request: CameraRequest, _ profile: CameraProfile, _ connection: inout Connection) {
        journals[profile, default: CameraJournal()].requests += 1
        if !connection.isCounted { journals[profile]?.connections += 1 }
        connection.isCounted = true
        guard request.authorization != nil else { return }
        connection.logins += 1
        journals[profile]?.logins += 1
    }

    private func plain(_ response: CameraResponse, _ request: CameraRequest) -> CameraReply {
        CameraReply(bytes: Array(response.text(cseq: request.headers["cseq"] ?? "0").utf8))
    }

    /// What is no text gets the answer of a parser that gave up.
    static var malformed: CameraReply {
        CameraReply(bytes: Array(CameraResponse.refusal(400, "Bad Request").text(cseq: "0").utf8), closes: true)
    }
}

// MARK: Profiles with a login

extension CameraScript {
    private mutating func guardedReply(
        _ request: CameraRequest, _ profile: CameraProfile, _ connection: inout Connection
    ) -> CameraReply {
        let isLocked = profile == .lockout && journal(of: profile).failedLogins >= Self.lockoutLimit
        if isLocked { return plain(.refusal(403, "Forbidden"), request) }
        if profile == .userAgent, request.headers["user-agent"] == nil {
            return plain(.refusal(401, "Unauthorized"), request)
        }
        guard request.authorization != nil else { return challenge(request, profile, &connection) }
        if profile == .closeOnLogin { return .hangUp }
        if isCalledStale(profile, connection) { return challenge(request, profile, &connection) }
        if login.accepts(request, profile, nonces: validNonces(request, profile, connection)) {
            return plain(.ok(CameraDescriptions.text(profile)), request)
        }
        journals[profile]?.failedLogins += 1
        switch profile {
        case .forbidsWrongLogin: return plain(.refusal(403, "Forbidden"), request)
        case .rejectsWrongLogin: return plain(.refusal(400, "Bad Request"), request)
        case .hangsUpOnWrongLogin: return .hangUp
        default: break
        }
        return challenge(request, profile, &connection)
    }

    private func isCalledStale(_ profile: CameraProfile, _ connection: Connection) -> Bool {
        switch profile {
        case .staleNonce, .silentlyStaleNonce: connection.logins == 1
        case .alwaysStale: true
        default: false
        }
    }

    private mutating func challenge(
        _ request: CameraRequest, _ profile: CameraProfile, _ connection: inout Connection
    ) -> CameraReply {
        nonces += 1
        let nonce = profile == .fixedNonce ? "0" : String(nonces, radix: 16)
        connection.nonces.insert(nonce)
        let isStale = request.authorization != nil && (profile == .staleNonce || profile == .alwaysStale)
        var response = CameraResponse.refusal(401, "Unauthorized")
        response.headers = CameraLogin.challenges(profile, nonce: nonce, isStale: isStale)
            .map { ("WWW-Authenticate", $0) }
        if profile == .closeWithChallenge { response.headers.append(("Connection", "close")) }
        var reply = plain(response, request)
        reply.closes = profile == .closeWithChallenge || profile == .closeAfterChallenge
        if profile == .longBody {
            response.headers.append(("Content-Length", "4"))
            reply.bytes = Array((response.text(cseq: "1") + "<html>not 4 bytes</html>\r\n").utf8)
        }
        return reply
    }

    /// Every nonce counts that was ever sent, or only those of the connection.
    private func validNonces(
        _ request: CameraRequest, _ profile: CameraProfile, _ connection: Connection
    ) -> Set<String> {
        if profile == .nonceOfConnection { return connection.nonces }
        guard let nonce = request.authorization?.parameters["nonce"], let number = Int(nonce, radix: 16),
            number <= nonces
        else { return [] }
        return [nonce]
    }
}

// MARK: Profiles without

extension CameraScript {
    private func openReply(_ request: CameraRequest, _ profile: CameraProfile) -> CameraReply {
        if let (status, reason) = refusals[profile] { return plain(.refusal(status, reason), request) }
        if let location = location(profile) {
            var response = CameraResponse.refusal(302, "Moved Temporarily")
            if !location.isEmpty { response.headers.append(("Location", location)) }
            return plain(response, request)
        }
        if let hostile = hostileReply(profile) { return hostile }
        let description = CameraDescriptions.text(profile)
        return sent(plain(.ok(description), request), description, profile, cseq: request.headers["cseq"] ?? "0")
    }

    private func location(_ profile: CameraProfile) -> String? {
        switch profile {
        case .redirect: "rtsp://127.0.0.1:\(port)/md5"
        case .redirectToPath: "/md5"
        case .redirectToItself: "rtsp://127.0.0.1:\(port)/redirectToItself"
        case .redirectElsewhere: "rtsp://127.0.0.2:\(port)/md5"
        case .redirectWithUser:
            "rtsp://\(escaped(login.user)):\(escaped(login.password))@127.0.0.2:\(port)/md5"
        case .redirectNowhere: ""
        default: nil
        }
    }

    private func hostileReply(_ profile: CameraProfile) -> CameraReply? {
        switch profile {
        case .silence: .silence
        case .closes: .hangUp
        case .garbage: CameraReply(bytes: (0..<512).map { UInt8(truncatingIfNeeded: 255 - $0 * 7) })
        case .http:
            CameraReply(bytes: Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8), closes: true)
        case .ssh: CameraReply(bytes: Array("SSH-2.0-OpenSSH_9.2p1\r\n".utf8))
        case .endlessLine: CameraReply(bytes: Array(repeating: UInt8(ascii: "R"), count: 8192), pace: .endless)
        case .endlessHeaders:
            CameraReply(
                bytes: Array(("RTSP/1.0 200 OK\r\n" + String(repeating: "X: y\r\n", count: 999)).utf8), pace: .endless)
        case .endlessBody:
            CameraReply(
                bytes: Array(
                    ("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n" + String(repeating: "a=x\r\n", count: 1600)).utf8),
                pace: .endless)
        case .chatter:
            CameraReply(
                bytes: Array(String(repeating: "OPTIONS * RTSP/1.0\r\nCSeq: 7\r\n\r\n", count: 99).utf8),
                pace: .endless)
        case .hugeBody:
            CameraReply(bytes: Array("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 99999999999\r\n\r\n".utf8))
        default: nil
        }
    }

    /// The right answer, sent in the profile's way.
    private func sent(
        _ reply: CameraReply, _ description: String, _ profile: CameraProfile, cseq: String
    ) -> CameraReply {
        var reply = reply
        switch profile {
        case .byteByByte: reply.pace = .pieces(1)
        case .slow: reply.pace = .slowPieces(3)
        case .bareLF:
            let body = description.replacing("\r\n", with: "\n")
            reply.bytes = Array(
                "RTSP/1.0 200 OK\nCSeq: \(cseq)\nContent-Length: \(body.utf8.count)\n\n\(body)".utf8)
        case .loose:
            reply.bytes = Array(
                """
                \r\n\r\n rtsp/1.0  200\r\nCseq :  \(cseq)  \r\nno colon here\r\n\
                content-type: application/sdp; charset=utf-8 \r\ncontent-length:  \(description.utf8.count) \r\n\
                \r\n\(description)
                """.utf8)
        case .folded:
            reply.bytes = Array(
                """
                RTSP/1.0 200 OK\r\nCSeq: \(cseq)\r\nServer: Folded\r\n\t Camera\r\n\
                Content-Length: \(description.utf8.count)\r\n\r\n\(description)
                """.utf8)
        case .negativeLength, .noLength:
            let length = profile == .negativeLength ? "Content-Length: -1\r\n" : ""
            reply.bytes = Array("RTSP/1.0 200 OK\r\nCSeq: \(cseq)\r\n\(length)\r\n\(description)".utf8)
            reply.closes = profile == .noLength
        case .shortBody:
            reply.bytes = Array("RTSP/1.0 200 OK\r\nCSeq: \(cseq)\r\nContent-Length: 9000\r\n\r\n\(description)".utf8)
        case .strayFrames:
            let frame = [UInt8(ascii: "$"), 0, 0x05, 0xDC] + Array(repeating: UInt8(ascii: "R"), count: 1500)
            reply.bytes = frame + frame + reply.bytes
        case .continues: reply.bytes = Array("RTSP/1.0 100 Continue\r\nCSeq: \(cseq)\r\n\r\n".utf8) + reply.bytes
        default: break
        }
        return reply
    }
}

private let refusals: [CameraProfile: (Int, String)] = [
    .forbidden: (403, "Forbidden"), .missing: (404, "Not Found"), .busy: (453, "Not Enough Bandwidth"),
    .notAcceptable: (406, "Not Acceptable"), .unavailable: (503, "Service Unavailable"),
    .serverError: (500, "Internal Server Error"),
]

/// For the user-info part of a URL.
private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
}
