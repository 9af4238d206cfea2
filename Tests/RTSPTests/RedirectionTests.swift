import Testing

@testable import RTSP

@Suite struct RedirectionTests {
    @Test(arguments: [
        ("rtsp://10.0.0.8:8554/b", "rtsp://10.0.0.8:8554/b"),
        ("rtsps://10.0.0.7/b", "rtsps://10.0.0.7/b"),
        ("/b?c=d", "rtsp://10.0.0.7:8554/b?c=d"),
        ("b", "rtsp://10.0.0.7:8554/live/b"),
        (" /b ", "rtsp://10.0.0.7:8554/b"),
        ("rtsp://other:hidden@10.0.0.8/b", "rtsp://10.0.0.8/b"),
    ])
    func `a location is read against the URL that was asked`(location: String, expected: String) throws {
        let url = try RTSPURL("rtsp://u:p@10.0.0.7:8554/live/main?x=y/z").redirected(to: location)
        #expect(url.requestURI == expected)
        #expect(url.credentials == nil)
    }

    @Test(arguments: ["", " ", "/a\r\nX: y", "rtsp://", "rtsp://[/"])
    func `what is no place is refused`(location: String) throws {
        let url = try RTSPURL("rtsp://10.0.0.7/live")
        #expect(throws: RTSPError.self) { try url.redirected(to: location) }
    }
}
