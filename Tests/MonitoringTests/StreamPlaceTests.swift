import Monitoring
import Testing

struct StreamPlaceTests {
    @Test(arguments: [
        ("rtsp://10.0.0.7", "10.0.0.7", 554, "/"), ("rtsp://Cam.Example.com./a?b=1", "cam.example.com", 554, "/a?b=1"),
        ("rtsps://10.0.0.7/a", "10.0.0.7", 322, "/a"), ("rtsp://10.0.0.7:8554?c=1", "10.0.0.7", 8554, "/?c=1"),
        ("rtsp://[2001:DB8::1]:554/", "2001:db8::1", 554, "/"),
        ("rtsp://[fe80::1%25eth0]/", "fe80::1%25eth0", 554, "/"),
        ("rtsp://[::1]/", "::1", 554, "/"),
    ])
    func `a URL says host, port and path`(url: String, host: String, port: Int, target: String) throws {
        let place = try #require(StreamPlace(url))
        #expect(place.host == host)
        #expect(place.port == port)
        #expect(place.target == target)
    }

    @Test(arguments: ["", "gate", "rtsp://", "rtsp:///a", "rtsp://[::1/"])
    func `what names no host is no place`(url: String) { #expect(StreamPlace(url) == nil) }
}
