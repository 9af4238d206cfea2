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
        ("rtsp://cam.example.org/live@hd", "cam.example.org", 554, "/live@hd"),
        ("rtsp://cam.example.org./live", "cam.example.org.", 554, "/live"),
        ("rtsp://müller.example/live", "xn--mller-kva.example", 554, "/live"),
        ("rtsp:// 10.0.0.7 :8554/live", "10.0.0.7", 8554, "/live"),
        ("rtsp://10.0.0.7/100%/50%off/%41%zz", "10.0.0.7", 554, "/100%25/50%25off/%41%25zz"),
        ("rtsp://10.0.0.7/{a}|b^c`d'(e)~*!", "10.0.0.7", 554, "/{a}|b^c`d'(e)~*!"),
        (#"rtsp://10.0.0.7\live\ch1"#, "10.0.0.7", 554, "/live/ch1"),
        (#"rtsp:\\10.0.0.7\live"#, "10.0.0.7", 554, "/live"),
        (#"rtsp://10.0.0.7/live\?a=b\&c=d"#, "10.0.0.7", 554, "/live?a=b&c=d"),
    ])
    func `a URL names host, port and target`(text: String, host: String, port: Int, target: String) throws {
        let url = try RTSPURL(text)
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(url.target == target)
        #expect(url.credentials == nil)
    }

    @Test(arguments: [
        "\u{FEFF}rtsp://10.0.0.7/live?a=b&c=d", "rtsp://10.0.0.7/live?a=b&amp;c=d",
        "rtsp://10.0.0.7/live?a=b&#38;c=d", "rtsp://10.0.0.7/live?a=b&#x26;c=d", "rtsp://10.0.0.7/live?a=b&amp;amp;c=d",
        #""rtsp://10.0.0.7/live?a=b&c=d""#, "'rtsp://10.0.0.7/live?a=b&c=d'", "`rtsp://10.0.0.7/live?a=b&c=d`",
        "“rtsp://10.0.0.7/live?a=b&c=d”", "„rtsp://10.0.0.7/live?a=b&c=d“", "«rtsp://10.0.0.7/live?a=b&c=d»",
        "‘rtsp://10.0.0.7/live?a=b&c=d’", "<rtsp://10.0.0.7/live?a=b&c=d>", "<URL:rtsp://10.0.0.7/live?a=b&c=d>",
        "&lt;rtsp://10.0.0.7/live?a=b&amp;c=d&gt;", "&quot;rtsp://10.0.0.7/live?a=b&amp;c=d&quot;",
        "(rtsp://10.0.0.7/live?a=b&c=d)", "\" rtsp://10.0.0.7/live?a=b&c=d \",",
        "\u{A0}rtsp://10.0.0.7/live?a=b&c=d\u{A0}",
        "\u{200B}rtsp://10.0.0.7/li\u{200B}ve?a=b&c=d\u{200B}", "\u{3000}rtsp://10.0.0.7/live?a=b&c=d\u{2028}",
        "\t rtsp://10.0.0.7/live?a=b&c=d\r\n", "rtspt://10.0.0.7/live?a=b&c=d", "RTSPT://10.0.0.7/live?a=b&c=d",
        "rtspu://10.0.0.7/live?a=b&c=d", "rtsp+tcp://10.0.0.7/live?a=b&c=d", "rtsp://10.0.0.7/live?a=b\\u0026c=d",
        #"rtsp:\/\/10.0.0.7\/live?a=b&c=d"#, "rtsp://10.0.0.7/live?a=b&c=d#",
    ])
    func `what was copied along with a URL is no part of it`(text: String) throws {
        #expect(try RTSPURL(text).plainText == "rtsp://10.0.0.7/live?a=b&c=d")
    }

    @Test(arguments: [
        ("&uuml;ser:p&auml;ss@", "üser", "päss"), ("admin:a&amp;b@", "admin", "a&b"), ("Jörg:ß:ü@", "Jörg", "ß:ü"),
        (#"DOMAIN\admin:secret@"#, #"DOMAIN\admin"#, "secret"), ("admin:a%0d%0ab@", "admin", "a%0d%0ab"),
        ("admin:12/34@", "admin", "12/34"), ("root:554/x@", "root", "554/x"), ("admin:p/w@", "admin", "p/w"),
    ])
    func `credentials are read as they were meant`(userinfo: String, username: String, password: String) throws {
        let url = try RTSPURL("rtsp://\(userinfo)10.0.0.7/live")
        #expect(url.credentials == RTSPCredentials(username: username, password: password))
        #expect(url.plainText == "rtsp://10.0.0.7/live")
    }

    @Test(arguments: ["rtsps", "rtspst", "rtspx", "rtspsu", "RTSPS"])
    func `TLS stays TLS`(scheme: String) throws {
        #expect(try RTSPURL("\(scheme)://10.0.0.7/live").plainText == "rtsps://10.0.0.7/live")
    }

    @Test(arguments: [
        ("192.0.2.1:554/stream", "must begin with rtsp:// or rtsps://"), ("rtsp:/10.0.0.7/", "must begin with rtsp://"),
        ("http://10.0.0.7/", "begins with http://"), ("rtsph://10.0.0.7/", "inside HTTP"),
        ("rtsp://10.0.0.7:70000/", "The port 70000 is not between 1 and 65535"),
        ("rtsp://10.0.0.7:0/", "The port 0 is not"),
        ("rtsp://[2001:db8::7]:70000/", "The port 70000 is not"), ("rtsp://10.0.0.7:abc/", "The port"),
        ("rtsp://10.0.0.7:554:554/", "The port"), ("rtsp://", "no host"), ("rtsp:///live", "no host"),
        ("rtsp://admin:secret@/live", "no host"), ("rtsp://10.0.0.777/", "IPv4 address"), ("rtsp://010.0.0.7/", "IPv4"),
        ("rtsp://[2001:db8::7/live", "["), ("rtsp://[camera]/live", "["), ("rtsp://[fe80::1%]/", "zone"),
        ("rtsp://[fe80::1]/", "interface"), ("rtsp://a b/live", "host name"), ("rtsp://224.0.0.1/", "single device"),
        ("rtsp://10.0.0.7/a\nb", "line break"), ("rtsp://10.0.0.7/a\tb", "control character"),
        ("rtsp://nvr:12/34@10.0.0.7/live", "%2F"), ("rtsp://admin/x@cam/live", "%2F"),
        ("rtsp://10.0.0.7/" + String(repeating: "x", count: 2048), "longer than 2048 bytes"),
        ("rtsp://10.0.0.7/" + String(repeating: "ü", count: 500), "longer than 2048 bytes"),
    ])
    func `the part that is wrong is named`(text: String, named: String) {
        let error = #expect(throws: RTSPError.self) { try RTSPURL(text) }
        #expect(error?.description.contains(named) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasSuffix(".") == true)
    }

    @Test(arguments: [
        "rtsp://10.0.0.7", "rtsps://müller.example:8554/ü ?a=50%&b=#c", "rtsp://u:p@[fe80::1%25eth0]:554/x#y",
        "<rtspt://::ffff:1.2.3.4/a%41\\b&amp;c>", "rtsp://10.0.0.7/user=a&password=b&amp;c",
    ])
    func `what is kept of a URL reads as the same URL`(text: String) throws {
        let url = try RTSPURL(text)
        let again = try RTSPURL(url.plainText)
        #expect(again == url.withoutCredentials)
        #expect(again.plainText == url.plainText)
        #expect(again.identity == url.identity)
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
        (
            "/user=admin_password=hunter2_channel=1_stream=0.sdp?real_stream",
            "/user=•••_password=•••_channel=1_stream=0.sdp?real_stream"
        ),
        ("/cam/realmonitor?channel=1&subtype=0", "/cam/realmonitor?channel=1&subtype=0"),
        ("/?pwd=a=b&x=y", "/?pwd=•••&x=y"),
        ("/live?authToken=hunter2", "/live?authToken=•••"),
        ("/user=admin&password=hunter2&channel=1&stream=0.sdp?", "/user=•••&password=•••&channel=1&stream=0.sdp?"),
        ("/user%3Dadmin%26password%3Dhunter2%26channel%3D1", "/user%3D•••%26password%3D•••%26channel%3D1"),
        ("/user=admin_password=hunter2_x_channel=1_stream=0.sdp", "/user=•••_password=•••_channel=1_stream=0.sdp"),
        ("/videoMain?usr=admin&pwd=hunter2", "/videoMain?usr=•••&pwd=•••"),
        ("/11?authbasic=hunter2", "/11?authbasic=•••"),
        ("/live?u=admin&p=hunter2&page=1", "/live?u=•••&p=•••&page=1"), ("/live?p=1&author=me", "/live?p=1&author=me"),
        ("/chID=1&userName=a&passWord=hunter2&linkType=tcp", "/chID=1&userName=•••&passWord=•••&linkType=tcp"),
        ("/live?password=hunter2/a?b#c&channel=1", "/live?password=•••&channel=1"),
        ("/live?pwd=a#hunter2", "/live?pwd=•••"),
        ("/0/admin:hunter2/main", "/0/admin:•••/main"), ("/admin/hunter2/live", "/admin/•••/live"),
        ("/live?x=hunter2", "/live?x=•••"), ("/trackID=1:2/stream:main", "/trackID=1:2/stream:main"),
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

    @Test(arguments: [
        ("rtsp://10.0.0.7/live", "rtsps://10.0.0.7:554/live"),
        ("rtsp://u:p@cam.example.org/a", "rtsp://CAM.Example.org.:554/a"),
        ("rtsp://[2001:DB8:0:0::7]/a", "rtsp://2001:db8::7/a"), ("rtsp://[::ffff:10.0.0.7]/a", "rtsp://10.0.0.7/a"),
        ("rtsp://10.0.0.7/%7Ea%2fb", "rtsp://10.0.0.7/~a%2Fb"), ("rtsp://10.0.0.7/a?", "rtsp://10.0.0.7/a"),
        ("rtsp://10.0.0.7/user=a&password=b&channel=1", "rtsp://10.0.0.7/user=•••&password=•••&channel=1"),
        ("rtsp://müller.example/", "rtsp://xn--mller-kva.example"),
    ])
    func `two spellings of one stream are one`(one: String, other: String) throws {
        #expect(try RTSPURL(one).identity == RTSPURL(other).identity)
    }

    @Test(arguments: [
        ("rtsp://10.0.0.7/user=a_password=b_channel=1", "rtsp://10.0.0.7/user=a_password=b_channel=2"),
        ("rtsp://10.0.0.7/live?channel=1", "rtsp://10.0.0.7/live?channel=2"),
        ("rtsp://10.0.0.7/a", "rtsp://10.0.0.7/A"),
        ("rtsp://10.0.0.7/a", "rtsp://10.0.0.7:8554/a"), ("rtsp://10.0.0.7/a", "rtsp://10.0.0.8/a"),
    ])
    func `two streams of one recorder are two`(one: String, other: String) throws {
        #expect(try RTSPURL(one).identity != RTSPURL(other).identity)
        #expect(try !RTSPURL(one).identity.contains("b"))
    }

    @Test func `a URL that is sent back as it was shown has its secrets again`() throws {
        let stored = try RTSPURL("rtsp://10.0.0.7/user=admin&password=a%26b&channel=1?token=t&token=s")
        let shown = try RTSPURL(stored.description)
        #expect(stored.holdsSecrets && !stored.hasMasks && shown.hasMasks)
        #expect(try shown.restoringSecrets(of: stored) == stored)
        let changed = try RTSPURL("rtsp://10.0.0.7:8554/user=•••&password=new&channel=2?token=•••")
        #expect(
            try changed.restoringSecrets(of: stored).plainText
                == "rtsp://10.0.0.7:8554/user=admin&password=new&channel=2?token=t")
        for (masked, known) in [
            ("rtsp://10.0.0.8/user=•••&password=•••", stored), ("rtsp://10.0.0.7/secret=•••", stored),
            ("rtsp://10.0.0.7/live?password=•••", nil),
        ] as [(String, RTSPURL?)] {
            let error = #expect(throws: RTSPError.self) { try RTSPURL(masked).restoringSecrets(of: known) }
            #expect(error?.description.contains("•••") == true)
        }
        #expect(try RTSPURL("rtsp://10.0.0.8/live").restoringSecrets(of: stored).plainText == "rtsp://10.0.0.8/live")
    }
}
