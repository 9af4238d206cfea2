import RTSP
import Testing

@Suite struct RTSPURLTests {
    @Test(arguments: [
        ("rtsp://10.0.0.7/live", "10.0.0.7", 554, "/live"),
        ("RTSP://Camera-1.example.org:8554/a/b?c=d&e=f", "Camera-1.example.org", 8554, "/a/b?c=d&e=f"),
        ("rtsps://10.0.0.7/live", "10.0.0.7", 322, "/live"),
        ("rtsps://10.0.0.7:7441/x", "10.0.0.7", 7441, "/x"),
        ("rtsp://10.0.0.7", "10.0.0.7", 554, "/"),
        ("rtsp://10.0.0.7:/live", "10.0.0.7", 554, "/live"),
        ("rtsp://10.0.0.7?channel=1", "10.0.0.7", 554, "/?channel=1"),
        ("  rtsp://10.0.0.7/live\n", "10.0.0.7", 554, "/live"),
        ("rtsp://10.0.0.7/live#audio=0", "10.0.0.7", 554, "/live"),
        ("rtsp://10.0.0.7/a b/ü<\"", "10.0.0.7", 554, "/a%20b/%C3%BC%3C%22"),
        ("rtsp://10.0.0.7/a%20b", "10.0.0.7", 554, "/a%20b"),
        ("rtsp://[2001:db8::7]/live", "2001:db8::7", 554, "/live"),
        ("rtsp://[2001:db8::7]:8554/live", "2001:db8::7", 8554, "/live"),
        ("rtsp://2001:db8::7/live", "2001:db8::7", 554, "/live"),
        ("rtsp://::ffff:1.2.3.4/live", "::ffff:1.2.3.4", 554, "/live"),
        ("rtsp://[fe80::1%25eth0]:554/live", "fe80::1%eth0", 554, "/live"),
        ("rtsp://[fe80::1%eth0]/live", "fe80::1%eth0", 554, "/live"),
        ("rtsp://nvr_1/live", "nvr_1", 554, "/live"),
        ("rtsp://mediamtx:8554/cam@10.0.0.9", "mediamtx", 8554, "/cam@10.0.0.9"),
        ("rtsp://10.0.0.7/live@10.0.0.9/x", "10.0.0.7", 554, "/live@10.0.0.9/x"),
    ])
    func `a URL names host, port and target`(text: String, host: String, port: Int, target: String) throws {
        let url = try RTSPURL(text)
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(url.target == target)
        #expect(url.credentials == nil)
    }

    @Test(arguments: [
        ("admin:secret@", "admin", "secret"),
        ("admin@", "admin", ""),
        (":secret@", "", "secret"),
        ("admin:p@ss@", "admin", "p@ss"),
        ("admin:a:b@", "admin", "a:b"),
        ("admin:pa/ss@", "admin", "pa/ss"),
        ("admin:pa?ss@", "admin", "pa?ss"),
        ("admin:pa#ss@", "admin", "pa#ss"),
        ("admin:@:/?#%@", "admin", "@:/?#%"),
        ("admin:p@s/s@w?r#d@", "admin", "p@s/s@w?r#d"),
        ("admin:p@ss/word@", "admin", "p@ss/word"),
        ("admin:p%40ss@", "admin", "p@ss"),
        ("ad%3Amin:a!%2Fb@", "ad:min", "a!/b"),
        ("admin:100%25@", "admin", "100%"),
        ("admin:50%off@", "admin", "50%off"),
        ("admin:a%41b@", "admin", "a%41b"),
        ("admin:p@%40@", "admin", "p@%40"),
        ("admin:%ff@", "admin", "%ff"),
        ("admin:%C3%BC@", "admin", "ü"),
        ("admin:ü ö@", "admin", "ü ö"),
        ("admin:50%@", "admin", "50%"),
    ])
    func `credentials may hold what a URL may not`(userinfo: String, username: String, password: String) throws {
        for host in ["10.0.0.7:554", "10.0.0.7", "[2001:db8::7]", "camera.example.org", "camera.example.org:8554"] {
            let url = try RTSPURL("rtsp://\(userinfo)\(host)/Streaming/Channels/101?a=b")
            #expect(url.credentials == RTSPCredentials(username: username, password: password), "\(host)")
            #expect(url.requestURI == "rtsp://\(host)/Streaming/Channels/101?a=b")
            #expect(url.withoutCredentials.credentials == nil)
        }
    }

    @Test func `an empty user-info part is none`() throws {
        #expect(try RTSPURL("rtsp://@10.0.0.7/").credentials == nil)
        #expect(try RTSPURL("rtsp://:@10.0.0.7/").credentials == nil)
    }

    @Test(arguments: [
        "", "rtsp", "rtsp://", "http://10.0.0.7/", "rtsp:/10.0.0.7", "10.0.0.7/live", "rtsp://10.0.0.7:0/",
        "rtsp://10.0.0.7:65536/", "rtsp://10.0.0.7:abc/", "rtsp://10.0.0.777/", "rtsp://10.0.7/", "rtsp:///live",
        "rtsp://[::1/live", "rtsp://[::1]x/live", "rtsp://[camera]/live", "rtsp://a b/live", "rtsp://12345/",
        "rtsp://10.0.0.7/a\r\nX: y", "rtsp://10.0.0.7/\u{0}", "rtsp://[fe80::1%]/", "rtsp://admin:secret@/live",
    ])
    func `what is no URL is refused, and not repeated`(text: String) {
        let error = #expect(throws: RTSPError.self) { try RTSPURL(text) }
        #expect(error?.code == .malformedURL)
        #expect(error?.rung == nil)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `a URL that is too long is refused`() {
        #expect(throws: RTSPError.self) { try RTSPURL("rtsp://10.0.0.7/" + String(repeating: "a", count: 5000)) }
        #expect(throws: RTSPError.self) { try RTSPURL("rtsp://" + String(repeating: "a", count: 300) + "/") }
    }

    @Test func `the request's URI keeps the port as it was written, and no zone`() throws {
        #expect(try RTSPURL("rtsp://u:p@10.0.0.7:554/x").requestURI == "rtsp://10.0.0.7:554/x")
        #expect(try RTSPURL("rtsp://u:p@10.0.0.7/x").requestURI == "rtsp://10.0.0.7/x")
        #expect(try RTSPURL("rtsp://[fe80::1%eth0]:554/x").requestURI == "rtsp://[fe80::1]:554/x")
        #expect(try RTSPURL("rtsp://[fe80::1%eth0]/x").endpoint == "[fe80::1%eth0]:554")
    }

    @Test(arguments: [
        ("/live?user=admin&password=hunter2&channel=1", "/live?user=•••&password=•••&channel=1"),
        ("/user=admin_password=hunter2_channel=1_stream=0.sdp?real_stream", "/user=•••?real_stream"),
        ("/cam/realmonitor?channel=1&subtype=0", "/cam/realmonitor?channel=1&subtype=0"),
        ("/?pwd=a=b&x=y", "/?pwd=•••&x=y"),
        ("/live?authToken=hunter2", "/live?authToken=•••"),
    ])
    func `nothing that prints shows a secret`(target: String, shown: String) throws {
        let url = try RTSPURL("rtsp://admin:hunter2@10.0.0.7\(target)")
        #expect(url.maskedTarget == shown)
        var dumped = ""
        dump(url, to: &dumped)
        for text in ["\(url)", String(reflecting: url), dumped] { #expect(!text.contains("hunter2")) }
        var credentials = ""
        dump(url.credentials, to: &credentials)
        for text in ["\(url.credentials as Any)", String(reflecting: url.credentials), credentials] {
            #expect(!text.contains("hunter2") && !text.contains("admin"))
        }
    }
}
