import Testing

@testable import RTSP

@Suite struct DigestResponseTests {
    let credentials = RTSPCredentials(username: "Mufasa", password: "Circle of Life")

    /// RFC 7616 §3.9.1.
    @Test(arguments: [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ])
    func `the RFC's own examples come out as printed`(algorithm: String, response: String) throws {
        let header = """
            Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=\(algorithm), \
            nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
            """
        let challenge = try #require(self.challenge(header))
        let answer = DigestResponse(
            challenge: challenge, credentials: credentials, method: "GET", uri: "/dir/index.html",
            cnonce: Array("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ".utf8), count: 1)
        #expect(
            String(decoding: answer.headerValue, as: UTF8.self) == """
                Digest username="Mufasa", realm="http-auth@example.org", \
                nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", response="\(response)", \
                algorithm=\(algorithm), qop=auth, nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", \
                opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
                """)
    }

    /// RFC 2617 §3.5.
    @Test func `the older RFC's example comes out as printed`() throws {
        let challenge = try #require(
            self.challenge(
                """
                Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", \
                opaque="5ccc069c403ebaf9f0171e9517f40e41"
                """))
        let answer = DigestResponse(
            challenge: challenge, credentials: RTSPCredentials(username: "Mufasa", password: "Circle Of Life"),
            method: "GET", uri: "/dir/index.html", cnonce: Array("0a4f113b".utf8), count: 1)
        #expect(String(decoding: answer.response, as: UTF8.self) == "6629fae49393a05397450978507c4ef1")
    }

    @Test func `without qop neither count nor client nonce is sent`() throws {
        let text = try answer(#"Digest realm="r", nonce="n""#)
        #expect(!text.contains("nc=") && !text.contains("cnonce=") && !text.contains("qop="))
        #expect(!text.contains("algorithm=") && !text.contains("opaque="))
    }

    @Test func `a session digest sends its client nonce even without qop`() throws {
        #expect(try answer(#"Digest realm="r", nonce="n", algorithm=MD5-sess"#).contains(#"cnonce="c""#))
    }

    @Test func `the algorithm goes back as it came`() throws {
        #expect(try answer(#"Digest realm="r", nonce="n", algorithm="SHA-256""#).contains(#"algorithm="SHA-256""#))
        #expect(try answer(#"Digest realm="r", nonce="n", algorithm=md5"#).contains("algorithm=md5"))
        #expect(try answer(#"Digest realm="r", nonce="n", algorithm=SHA256"#).contains("algorithm=SHA256"))
    }

    @Test func `the count has eight digits and grows`() throws {
        #expect(try answer(#"Digest realm="r", nonce="n", qop=auth"#, count: 2).contains("nc=00000002,"))
        #expect(try answer(#"Digest realm="r", nonce="n", qop=auth"#, count: 255).contains("nc=000000ff,"))
    }

    @Test func `quotes and backslashes are escaped, and hashed as they are`() throws {
        let text = try answer(#"Digest realm="a \"b\" \\c", nonce="n""#, username: #"do"e\"#)
        #expect(text.contains(#"username="do\"e\\""#))
        #expect(text.contains(#"realm="a \"b\" \\c""#))
    }

    @Test func `a realm that is not UTF-8 is hashed and sent as its own bytes`() throws {
        let value = Array("Digest realm=\"".utf8) + [0xB4, 0xFF, 0x80] + Array("\", nonce=\"n\"".utf8)
        let parameters = try #require(AuthenticationParameters.parse([value]).first)
        let challenge = try #require(DigestChallenge(parameters))
        #expect(challenge.realm == [0xB4, 0xFF, 0x80])
        let answer = DigestResponse(
            challenge: challenge, credentials: credentials, method: "DESCRIBE", uri: "/", cnonce: [], count: 1)
        #expect(answer.headerValue.firstRange(of: [0xB4, 0xFF, 0x80]) != nil)
    }

    private func challenge(_ header: String) -> DigestChallenge? {
        AuthenticationParameters.parse([Array(header.utf8)]).first.flatMap { DigestChallenge($0) }
    }

    private func answer(_ header: String, username: String = "u", count: Int = 1) throws -> String {
        let answer = DigestResponse(
            challenge: try #require(challenge(header)),
            credentials: RTSPCredentials(username: username, password: "p"), method: "DESCRIBE", uri: "rtsp://h/x",
            cnonce: Array("c".utf8), count: count)
        return String(decoding: answer.headerValue, as: UTF8.self)
    }
}
