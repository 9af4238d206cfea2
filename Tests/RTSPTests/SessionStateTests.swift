import Testing

@testable import RTSP

/// Transcripts: when the camera says this, the session does that.
@Suite struct SessionStateTests {
    static let url = "rtsp://10.0.0.7:8554/live?user=admin&password=hunter2"
    static let video = "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
    static let md5 = #"Digest realm="r", nonce="1""#
    static let md5Again = #"Digest realm="r", nonce="2""#
    static let md5Stale = #"Digest realm="r", nonce="2", stale=true"#
    static let sha256 = #"Digest realm="r", nonce="1", algorithm=SHA-256"#

    @Test func `an open camera is asked once`() throws {
        var session = try session()
        let first = session.connected()
        #expect(
            String(decoding: first.encoded, as: UTF8.self) == """
                DESCRIBE \(Self.url) RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Lapwing\r\nAccept: application/sdp\r\n\r\n
                """)
        let action = session.received(response(200, body: Self.video, headers: "Server: Cam", "Date: today"))
        #expect(action?.stream?.video?.codec == "H264")
        #expect(session.remarks == SessionState.Remarks(server: "Cam", date: "today"))
    }

    @Test func `a challenge is answered on the same connection`() throws {
        var session = try session()
        _ = session.connected()
        let login = session.received(challenge(Self.md5))?.request
        #expect(login?.cseq == 2)
        #expect(login?.authorization?.starts(with: Array("Digest username=\"u\"".utf8)) == true)
        #expect(login?.uri == Self.url)
        #expect(session.received(response(200, body: Self.video))?.stream != nil)
        #expect(session.remarks.authentication == "Digest MD5")
        #expect(session.remarks.realm == "r")
        #expect(session.remarks.offeredCredentials)
    }

    @Test func `the same nonce again means a wrong password`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5))
        #expect(session.received(challenge(Self.md5))?.code == .credentialsRejected)
    }

    @Test func `another nonce means a wrong password too: cameras send a fresh one with each refusal`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5))
        #expect(session.received(challenge(Self.md5Again))?.code == .credentialsRejected)
    }

    @Test func `a stale nonce is renewed with the same algorithm`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.sha256, Self.md5))
        let stale = #"Digest realm="r", nonce="2", algorithm=SHA-256, stale=true"#
        let again = session.received(challenge(stale, Self.md5Stale))?.request
        #expect(again?.authorization?.firstRange(of: Array("algorithm=SHA-256".utf8)) != nil)
    }

    @Test func `a nonce that is stale again and again is given up`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5))
        #expect(session.received(challenge(Self.md5Stale))?.request != nil)
        let third = #"Digest realm="r", nonce="3", stale=true"#
        #expect(session.received(challenge(third))?.code == .credentialsRejected)
    }

    @Test func `a refused algorithm is the end of the visit, and the next one begins with a weaker digest`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5, Self.sha256))
        #expect(session.received(challenge(Self.md5Again, Self.sha256))?.code == .credentialsRejected)
        #expect(session.remarks.authentication == "Digest SHA-256")
        var next = try self.session(weakness: session.weaknessAfterRefusal)
        _ = next.connected()
        _ = next.received(challenge(Self.md5, Self.sha256))
        #expect(next.remarks.authentication == "Digest MD5")
        #expect(next.weaknessAfterRefusal == nil, "then the strongest is tried again")
    }

    @Test func `a refused digest never leads to the password in clear`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5, "Basic realm=\"r\""))
        #expect(session.received(challenge(Self.md5Again, "Basic realm=\"r\""))?.code == .credentialsRejected)
        #expect(session.weaknessAfterRefusal == nil)
    }

    @Test func `a refused Basic login is final`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge("Basic realm=\"r\""))
        #expect(session.received(challenge("Basic realm=\"r\""))?.code == .credentialsRejected)
    }

    @Test func `without credentials a challenge ends the visit`() throws {
        var session = try session(credentials: nil)
        #expect(session.connected().authorization == nil)
        #expect(session.received(challenge(Self.md5))?.code == .credentialsRequired)
        #expect(session.remarks.realm == "r")
    }

    @Test func `a challenge that nobody understands is named`() throws {
        var session = try session()
        _ = session.connected()
        let action = session.received(challenge("Negotiate", #"Digest realm="r", nonce="1", algorithm=SHA3-256"#))
        #expect(action?.code == .unsupportedAuthentication)
        #expect(action?.error?.description.contains("negotiate, digest SHA3-256") == true)
    }

    @Test func `a camera that hangs up with its challenge is called again, login first`() throws {
        var session = try session()
        _ = session.connected()
        let header = "Connection: close"
        #expect(session.received(challenge(Self.md5, other: header)) == .connect)
        #expect(session.connected().authorization != nil)
        #expect(session.received(challenge(Self.md5Again, other: header))?.code == .credentialsRejected)
    }

    @Test func `a camera that hangs up before the login was sent is called again once, login first`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(#"Digest realm="r", nonce="1", qop="auth""#))
        #expect(session.closed(loginWasSent: false) == .connect)
        let login = session.connected().authorization ?? []
        #expect(login.firstRange(of: Array("nc=00000001".utf8)) != nil)
        #expect(session.closed().code == .closed)
    }

    @Test func `a camera that hangs up on a login has refused it`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5))
        let action = session.closed()
        #expect(action.code == .closed)
        #expect(action.error?.description.contains("password") == true)
        #expect(session.remarks.offeredCredentials)
    }

    @Test func `a camera that hangs up on the first request is not called again`() throws {
        var session = try session()
        _ = session.connected()
        #expect(session.closed().code == .closed)
    }

    @Test func `a redirection on the same host keeps the credentials`() throws {
        var session = try session()
        _ = session.connected()
        #expect(session.received(response(301, headers: "Location: rtsp://10.0.0.7:9554/other")) == .connect)
        #expect(session.url.port == 9554)
        #expect(session.connected().uri == "rtsp://10.0.0.7:9554/other")
        #expect(session.received(challenge(Self.md5))?.request?.authorization != nil)
    }

    @Test func `a redirection after the login starts a new one`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5))
        #expect(session.received(response(302, headers: "Location: /other")) == .connect)
        #expect(session.connected().authorization == nil)
    }

    @Test func `a redirection to another host loses the credentials, for good`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(response(302, headers: "Location: rtsp://10.0.0.8/a"))
        _ = session.connected()
        _ = session.received(response(302, headers: "Location: rtsp://10.0.0.7/b"))
        #expect(session.connected().authorization == nil)
        #expect(session.received(challenge(Self.md5))?.code == .redirect)
    }

    @Test(arguments: [301, 302, 303, 305, 307, 308])
    func `whatever kind of redirection is followed`(status: Int) throws {
        var session = try session()
        _ = session.connected()
        #expect(session.received(response(status, headers: "Location: /other?x=y")) == .connect)
        #expect(session.connected().uri == "rtsp://10.0.0.7:8554/other?x=y")
        #expect(session.received(challenge(Self.md5))?.request?.authorization != nil)
    }

    @Test(arguments: ["10.0.0.8", "camera.example.org", "CAMERA.example.org."])
    func `another address of the same camera gets its credentials`(host: String) throws {
        var session = try session(aliases: ["10.0.0.8", "camera.example.org"])
        _ = session.connected()
        #expect(session.received(response(302, headers: "Location: rtsp://\(host)/a")) == .connect)
        #expect(session.connected().authorization == nil, "only when asked")
        #expect(session.received(challenge(Self.md5))?.request?.authorization != nil)
        #expect(session.remarks.offeredCredentials)
    }

    @Test func `another name that leads to the same address gets them, too`() throws {
        for (isSame, isOffered) in [(true, true), (false, false)] {
            var session = try session()
            _ = session.connected(atFirstAddress: true)
            _ = session.received(response(302, headers: "Location: rtsp://camera.example.org/a"))
            _ = session.connected(atFirstAddress: isSame)
            #expect((session.received(challenge(Self.md5))?.request?.authorization != nil) == isOffered)
        }
    }

    @Test func `a redirection with a user of its own is followed with that user`() throws {
        var session = try session()
        _ = session.connected()
        _ = session.received(response(302, headers: "Location: rtsp://viewer:open@10.0.0.8/a"))
        #expect(session.connected().uri == "rtsp://10.0.0.8/a")
        let login = session.received(challenge(Self.md5))?.request?.authorization ?? []
        #expect(login.firstRange(of: Array(#"username="viewer""#.utf8)) != nil)
        #expect(!session.remarks.offeredCredentials)
        let refusal = session.received(challenge(Self.md5Again))
        #expect(refusal?.code == .redirect, "it says nothing of the camera's own password")
        #expect(refusal?.error?.description.contains("open") == false)
    }

    @Test func `the user of a redirection is not taken to a third host`() throws {
        var session = try session(credentials: nil)
        _ = session.connected()
        _ = session.received(response(302, headers: "Location: rtsp://viewer:open@10.0.0.8/a"))
        _ = session.connected()
        _ = session.received(response(302, headers: "Location: rtsp://10.0.0.9/a"))
        _ = session.connected()
        #expect(session.received(challenge(Self.md5))?.code == .credentialsRequired)
    }

    @Test(arguments: ["http://10.0.0.7/a", "rtsp://10.0.0.7:70000/", "rtsp://", "rtsp:///a"])
    func `a location that cannot be followed is told`(location: String) throws {
        var session = try session()
        _ = session.connected()
        let action = session.received(response(302, headers: "Location: \(location)"))
        #expect(action?.code == .redirect)
        #expect(action?.error?.description.contains("10.0.0.7:8554 redirects") == true)
    }

    @Test func `three redirections are followed, a fourth is not`() throws {
        var session = try session()
        for step in 1...3 {
            _ = session.connected()
            #expect(session.received(response(302, headers: "Location: /\(step)")) == .connect)
        }
        _ = session.connected()
        #expect(session.received(response(302, headers: "Location: /4"))?.code == .redirect)
    }

    @Test func `nothing leads out of TLS`() throws {
        var session = try session(url: "rtsps://10.0.0.7/live")
        _ = session.connected()
        #expect(session.received(response(302, headers: "Location: rtsp://10.0.0.7/a"))?.code == .redirect)
    }

    @Test(arguments: [
        (403, RTSPError.Code.forbidden), (404, .notFound), (406, .busy), (453, .busy), (503, .busy),
        (500, .status(500)),
        (400, .status(400)), (600, .status(600)), (999, .status(999)),
    ])
    func `other statuses end the visit`(status: Int, code: RTSPError.Code) throws {
        var session = try session()
        _ = session.connected()
        #expect(session.received(response(status))?.code == code)
    }

    @Test func `a provisional answer is not the answer`() throws {
        var session = try session()
        _ = session.connected()
        #expect(session.received(response(100)) == nil)
    }

    @Test func `a description without video is none`() throws {
        var session = try session()
        _ = session.connected()
        #expect(session.received(response(200, body: "m=audio 0 RTP/AVP 0\r\n"))?.code == .noVideo)
    }

    @Test(arguments: [200, 401, 404, 453, 500])
    func `OPTIONS takes any answer`(status: Int) throws {
        var session = try session(goal: .answer)
        let request = session.connected()
        #expect(request.method == .options)
        #expect(!String(decoding: request.encoded, as: UTF8.self).contains("Accept"))
        #expect(session.received(response(status)) == .finish(.answered))
    }

    @Test func `no sentence shows a secret of the URL or of the credentials`() throws {
        for status in 400..<600 {
            for withLogin in [true, false] {
                let error = RTSPError.status(status, at: try RTSPURL(Self.url), withLogin: withLogin)
                #expect(!error.description.contains("hunter2"))
            }
        }
        var session = try session()
        _ = session.connected()
        _ = session.received(challenge(Self.md5))
        let refused = session.received(challenge(Self.md5))?.error
        #expect(refused?.description.contains("letmein") == false)
    }

    private func session(
        goal: SessionState.Goal = .describe, url: String = url,
        credentials: RTSPCredentials? = RTSPCredentials(username: "u", password: "letmein"), weakness: Int? = nil,
        aliases: [String] = []
    ) throws -> SessionState {
        SessionState(
            goal, url: try RTSPURL(url), credentials: credentials, userAgent: "Lapwing", cnonce: Array("c".utf8),
            weakness: weakness, aliases: aliases)
    }

    private func response(_ status: Int, body: String = "", headers: String...) -> RTSPResponse {
        var response = RTSPResponse(status: status, body: Array(body.utf8))
        for header in headers { response.headers.append(line: Array(header.utf8)) }
        return response
    }

    private func challenge(_ challenges: String..., other: String? = nil) -> RTSPResponse {
        var response = RTSPResponse(status: 401)
        for challenge in challenges { response.headers.append(line: Array("WWW-Authenticate: \(challenge)".utf8)) }
        if let other { response.headers.append(line: Array(other.utf8)) }
        return response
    }
}

extension SessionState.Action {
    fileprivate var request: RTSPRequest? {
        if case .send(let request) = self { request } else { nil }
    }

    fileprivate var stream: SDP? {
        if case .finish(.described(let stream)) = self { stream } else { nil }
    }

    fileprivate var error: RTSPError? {
        if case .finish(.failed(let error)) = self { error } else { nil }
    }

    fileprivate var code: RTSPError.Code? { error?.code }
}
