import Testing

@testable import RTSP

@Suite struct AuthenticationChallengeTests {
    static let basic = #"Basic realm="b""#
    static let md5 = #"Digest realm="d", nonce="1""#
    static let sha256 = #"Digest realm="d", nonce="2", algorithm=SHA-256, qop="auth""#
    static let unknown = #"Digest realm="d", nonce="3", algorithm=SHA3-256"#

    @Test(
        arguments: [
            ([basic, md5], ["Digest MD5", "Basic"]), ([md5, basic], ["Digest MD5", "Basic"]),
            ([md5, sha256, basic], ["Digest SHA-256", "Digest MD5", "Basic"]),
            ([sha256, unknown, md5], ["Digest SHA-256", "Digest MD5"]),
            (["\(basic), \(md5)"], ["Digest MD5", "Basic"]),
            (["\(md5), \(basic), \(sha256)"], ["Digest SHA-256", "Digest MD5", "Basic"]),
            (["Negotiate, \(basic)"], ["Basic"]), (["Negotiate YWJj==, \(md5)"], ["Digest MD5"]),
            ([unknown], []), (["Negotiate"], []), ([""], []), ([], []),
        ] as [([String], [String])])
    func `all that is understood is found, strongest first`(headers: [String], names: [String]) {
        #expect(challenges(headers).map(\.name) == names)
    }

    @Test(arguments: [
        #"Digest realm="r", nonce="n", stale="FALSE", qop="auth""#,
        #"Digest realm="r",nonce="n",stale=FALSE,qop=auth"#,
        #"digest  REALM = "r" ,  Nonce= "n" ,qop = "auth,auth-int" ,"#,
        #"Digest realm="r" nonce="n" qop="auth""#,
        #"Digest realm="r", nonce=n, qop="auth-int, auth", charset=UTF-8, userhash=true"#,
        #",,Digest realm="r", nonce="n", qop="auth", domain="/ a, b""#,
    ])
    func `sloppy challenges are read`(header: String) throws {
        guard case .digest(let digest) = challenges([header]).first else {
            Issue.record("not understood")
            return
        }
        #expect(digest.realm == Array("r".utf8))
        #expect(digest.nonce == Array("n".utf8))
        #expect(digest.qop == .auth)
        #expect(!digest.isStale)
    }

    @Test(arguments: ["true", "TRUE", "\"true\""])
    func `stale is heard however it is written`(value: String) {
        #expect(challenges([Self.md5 + ", stale=\(value)"]).first?.isStale == true)
    }

    @Test(arguments: [
        #"Digest realm="r""#, #"Digest nonce="n""#, #"Digest realm="r", nonce="""#,
        #"Digest realm="r", nonce="n", qop="token""#, #"Digest realm="unterminated"#,
    ])
    func `what cannot be answered is left out`(header: String) { #expect(challenges([header]).isEmpty) }

    @Test func `Basic is user and password in Base64`() {
        let value = AuthenticationChallenge.all(in: response([Self.basic])).first?.authorization(
            RTSPCredentials(username: "Aladdin", password: "open sesame"), for: .describe, uri: "rtsp://h/",
            cnonce: [], count: 1)
        #expect(value == Array("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==".utf8))
    }

    private func challenges(_ headers: [String]) -> [AuthenticationChallenge] {
        AuthenticationChallenge.all(in: response(headers))
    }

    private func response(_ headers: [String]) -> RTSPResponse {
        var response = RTSPResponse(status: 401)
        for header in headers { response.headers.append(line: Array("WWW-Authenticate: \(header)".utf8)) }
        return response
    }
}
