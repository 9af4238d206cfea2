import Testing

@testable import HTTPAPI

@Suite struct RTSPLocationTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var given: String
        var url: String
        var username: String?
        var password: String?

        init(_ given: String, _ url: String, _ username: String? = nil, _ password: String? = nil) {
            self.given = given
            self.url = url
            self.username = username
            self.password = password
        }

        var testDescription: String { given }
    }

    @Test(arguments: [
        Sample("rtsp://10.0.0.7/live", "rtsp://10.0.0.7/live"),
        Sample(" RTSP://10.0.0.7:8554/live?channel=1&subtype=0 ", "rtsp://10.0.0.7:8554/live?channel=1&subtype=0"),
        Sample("rtsps://cam.example.com", "rtsps://cam.example.com"),
        Sample("rtsp://[2001:db8::7]:554/live", "rtsp://[2001:db8::7]:554/live"),
        Sample("rtsp://10.0.0.7?stream=1", "rtsp://10.0.0.7?stream=1"),
        Sample("rtsp://10.0.0.7/@hd", "rtsp://10.0.0.7/@hd"),
        Sample("rtsp://admin:secret@10.0.0.7/live", "rtsp://10.0.0.7/live", "admin", "secret"),
        Sample("rtsp://admin@10.0.0.7/live", "rtsp://10.0.0.7/live", "admin"),
        Sample("rtsp://:secret@10.0.0.7/live", "rtsp://10.0.0.7/live", nil, "secret"),
        Sample("rtsp://admin:@10.0.0.7/live", "rtsp://10.0.0.7/live", "admin", ""),
        Sample("rtsp://admin:p@ss:w#rd?@10.0.0.7/live", "rtsp://10.0.0.7/live", "admin", "p@ss:w#rd?"),
        Sample("rtsp://admin:p%40ss%2Fword@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "p@ss/word"),
        Sample("rtsp://admin:p%2fss%21@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "p/ss!"),
        Sample("rtsp://admin:caf%C3%A9@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "café"),
        Sample("rtsp://admin:100%@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "100%"),
        Sample("rtsp://admin:50%off@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "50%off"),
        Sample("rtsp://admin:%41bc@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "%41bc"),
        Sample("rtsp://admin:%FF@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "%FF"),
        Sample("rtsp://admin:a%00b@10.0.0.7/", "rtsp://10.0.0.7/", "admin", "a%00b"),
    ])
    func `credentials are split off at the last @ before the path`(sample: Sample) throws {
        let location = try RTSPLocation(parsing: sample.given)
        #expect(location.url == sample.url)
        #expect(location.username == sample.username)
        #expect(location.password == sample.password)
    }

    @Test(arguments: [
        "", "10.0.0.7", "http://10.0.0.7/", "rtsp:/10.0.0.7", "rtsp://", "rtsp:///live", "rtsp://10.0.0.7:0/",
        "rtsp://10.0.0.7:65536/", "rtsp://10.0.0.7:port/", "rtsp://10.0.0.7:/", "rtsp://999.0.0.1/", "rtsp://[::1/",
        "rtsp://[10.0.0.7]/", "rtsp://2001:db8::7/", "rtsp://10.0.0.7/a b", "rtsp://10.0.0.7/a\r\nSession: 1",
        "rtsp://10.0.0.7/stra\u{DF}e", "rtsp://10.0.0.7/#x", "rtsp://a@",
        "rtsp://10.0.0.7/" + String(repeating: "x", count: 2048),
    ])
    func `what is no RTSP URL is refused`(text: String) {
        #expect(throws: InvalidValue.self) { try RTSPLocation(parsing: text) }
    }

    @Test(arguments: ["rtsp://admin:12/34@10.0.0.7/live", "rtsp://admin:p/w@10.0.0.7/live", "rtsp://admin/x@cam/live"])
    func `a password with a slash is not taken for a path, where anyone would see it`(text: String) {
        #expect(throws: InvalidValue.self) { try RTSPLocation(parsing: text) }
    }
}
