import Testing

@testable import RTSP

@Suite struct RedirectionTests {
    @Test(arguments: [
        ("rtsp://10.0.0.8:8554/b", "rtsp://10.0.0.8:8554/b"),
        ("rtsps://10.0.0.7/b", "rtsps://10.0.0.7/b"),
        ("/b?c=d", "rtsp://10.0.0.7:8554/b?c=d"),
        ("b", "rtsp://10.0.0.7:8554/live/b"),
        (" /b ", "rtsp://10.0.0.7:8554/b"),
        ("//10.0.0.8/b", "rtsp://10.0.0.8/b"),
        ("10.0.0.8:9554/b", "rtsp://10.0.0.8:9554/b"),
        ("?c=d", "rtsp://10.0.0.7:8554/live/main?c=d"),
        ("\"rtsp://10.0.0.8/b\"", "rtsp://10.0.0.8/b"),
        ("rtspt://10.0.0.8/b", "rtsp://10.0.0.8/b"),
        ("1080p", "rtsp://10.0.0.7:8554/live/1080p"),
    ])
    func `a location is read against the URL that was asked`(location: String, expected: String) throws {
        let url = try RTSPURL("rtsp://u:p@10.0.0.7:8554/live/main?x=y/z").redirected(to: location)
        #expect(url.requestURI == expected)
        #expect(url.credentials == nil)
    }

    @Test func `a location may have a user of its own`() throws {
        let url = try RTSPURL("rtsp://u:p@10.0.0.7/live").redirected(to: "rtsp://other:hidden@10.0.0.8/b")
        #expect(url.requestURI == "rtsp://10.0.0.8/b")
        #expect(url.credentials == RTSPCredentials(username: "other", password: "hidden"))
    }

    @Test(arguments: ["", " ", "/a\r\nX: y", "rtsp://", "rtsp://[/", "http://10.0.0.7/"])
    func `what is no place is refused`(location: String) throws {
        let url = try RTSPURL("rtsp://10.0.0.7/live")
        #expect(throws: RTSPError.self) { try url.redirected(to: location) }
    }
}
