import NIOPosix
import RTSP
import Testing

/// Against a real server.
@Suite struct GStreamerTests {
    let client = RTSPClient(group: MultiThreadedEventLoopGroup.singleton)
    let credentials = RTSPCredentials(username: "admin", password: "secret")

    @Test(arguments: ["none", "basic", "digest"], ["h264", "h265"])
    func `a camera tells codec, size and rate`(auth: String, codec: String) async throws {
        let camera = try GStreamerCamera(
            "--auth", auth, "--codec", codec, "--width", "720", "--height", "540", "--fps", "12")
        let visit = await client.describe(camera.url, credentials: credentials)
        let format = try #require(visit.stream?.videoFormat, "\(visit.result)")
        #expect(format.codec == codec.uppercased())
        #expect(format.width == 720)
        #expect(format.height == 540)
        #expect(format.fps == 12)
        #expect(visit.server == "GStreamer RTSP server")
        #expect(visit.latency > .zero)
    }

    @Test(arguments: ["basic", "digest"])
    func `a camera with TLS tells the same, and shows its certificate`(auth: String) async throws {
        let camera = try GStreamerCamera("--auth", auth, "--tls")
        let visit = await client.describe(camera.url, credentials: credentials)
        #expect(visit.stream?.videoFormat?.codec == "H264", "\(visit.result)")
        #expect(visit.certificateFingerprint?.count == 64)
    }

    @Test func `a camera whose source is gone is busy, and nobody is said to watch it`() async throws {
        let camera = try GStreamerCamera("--auth", "none")
        let visit = await client.describe(try camera.url(path: "/gone"))
        #expect(visit.error?.code == .busy, "\(visit.result)")
        #expect(
            visit.error?.description
                == "The camera has no free session (503 Service Unavailable): something else uses them all, or its source is "
                + "gone.")
    }

    @Test(arguments: ["basic", "digest"])
    func `a wrong password, a wrong path and a dead port are three things`(auth: String) async throws {
        var camera: GStreamerCamera? = try GStreamerCamera("--auth", auth)
        let url = try #require(camera?.url)
        let wrong = RTSPCredentials(username: "admin", password: "hunter2")
        let refused = await client.describe(url, credentials: wrong)
        #expect(refused.error?.code == .credentialsRejected)
        let elsewhere = await client.describe(try #require(try camera?.url(path: "/nowhere")), credentials: credentials)
        #expect(elsewhere.error?.code == .notFound)
        camera = nil
        let dead = await client.describe(url, credentials: credentials)
        #expect(dead.error?.code == .refused)
        let sentences = [refused, elsewhere, dead].map { $0.error?.description ?? "" }
        #expect(Set(sentences).count == 3)
        for sentence in sentences { #expect(!sentence.contains("hunter2") && !sentence.contains("secret")) }
    }
}
