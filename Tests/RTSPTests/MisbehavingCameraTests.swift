import NIOPosix
import RTSP
import Simulators
import Testing

/// Every profile of the simulated camera, over a real socket.
@Suite struct MisbehavingCameraTests {
    static let group = MultiThreadedEventLoopGroup.singleton
    let client = RTSPClient(group: group, configuration: RTSPClient.Configuration(quietTimeout: .seconds(60)))
    let right = RTSPCredentials(username: "admin", password: "p@ss: \"w/rd\\?#%ü")
    let wrong = RTSPCredentials(username: "admin", password: "hunter2")

    @Test(arguments: [
        (CameraProfile.basic, "Basic"), (.md5, "Digest MD5"), (.md5QOP, "Digest MD5"), (.md5Session, "Digest MD5"),
        (.sha256QOP, "Digest SHA-256"), (.sha256Session, "Digest SHA-256"), (.sha256Quoted, "Digest SHA-256"),
        (.authInt, "Digest MD5"), (.digestThenBasic, "Digest MD5"), (.basicThenDigest, "Digest MD5"),
        (.oneHeader, "Digest SHA-256"), (.unknownThenMD5, "Digest MD5"), (.md5AndSHA256, "Digest SHA-256"),
        (.fixedNonce, "Digest MD5"), (.nonceOfConnection, "Digest MD5"), (.userAgent, "Digest MD5"),
        (.closeWithChallenge, "Digest MD5"), (.longBody, "Digest MD5"), (.lockout, "Digest MD5"),
    ])
    func `the right password opens on its first try, with the strongest scheme`(
        profile: CameraProfile, scheme: String
    ) async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, profile, right)
            #expect(visit.stream?.videoFormat?.codec == "H264", "\(visit.result)")
            #expect(visit.authentication == scheme)
            #expect(visit.realm == "Login to 7A03C1")
            #expect(camera.journal(of: profile).logins == 1)
            #expect(camera.journal(of: profile).failedLogins == 0)
        }
    }

    @Test func `a nonce that the camera calls stale is replaced once`() async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, .staleNonce, right)
            #expect(visit.stream != nil, "\(visit.result)")
            #expect(camera.journal(of: .staleNonce).logins == 2)
        }
    }

    @Test func `a nonce that is refused without a word is a refusal`() async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, .silentlyStaleNonce, right)
            #expect(visit.error?.code == .credentialsRejected, "\(visit.result)")
            #expect(camera.journal(of: .silentlyStaleNonce).logins == 1)
        }
    }

    @Test func `a camera that gets SHA-256 wrong is opened with MD5, one login a visit`() async throws {
        try await withCamera { camera in
            let first = try await describe(camera, .brokenSHA256, right)
            #expect(first.error?.code == .credentialsRejected, "\(first.result)")
            #expect(camera.journal(of: .brokenSHA256).failedLogins == 1)
            let second = try await describe(camera, .brokenSHA256, right)
            #expect(second.stream != nil, "\(second.result)")
            #expect(second.authentication == "Digest MD5")
            _ = try await describe(camera, .brokenSHA256, right)
            #expect(camera.journal(of: .brokenSHA256).failedLogins == 1, "it is remembered")
        }
    }

    @Test func `a camera that hangs up after its challenge is called again with the login`() async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, .closeAfterChallenge, right)
            #expect(visit.stream != nil, "\(visit.result)")
            #expect(camera.journal(of: .closeAfterChallenge).failedLogins == 0)
        }
    }

    @Test(arguments: [
        CameraProfile.basic, .fixedNonce, .md5, .md5QOP, .sha256QOP, .sha256Quoted, .digestThenBasic, .basicThenDigest,
        .oneHeader, .brokenSHA256, .md5AndSHA256, .lockout, .closeWithChallenge, .closeAfterChallenge,
        .silentlyStaleNonce,
    ])
    func `a wrong password costs one failed login`(profile: CameraProfile) async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, profile, wrong)
            #expect(visit.error?.code == .credentialsRejected, "\(visit.result)")
            #expect(visit.error?.rung == .authentication)
            #expect(visit.offeredCredentials)
            #expect(camera.journal(of: profile).logins == 1)
        }
    }

    @Test func `a camera that calls every nonce stale gets two answers, not more`() async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, .alwaysStale, right)
            #expect(visit.error?.code == .credentialsRejected)
            #expect(camera.journal(of: .alwaysStale).logins == 2)
        }
    }

    @Test func `a camera that hangs up on a login gets no second one`() async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, .closeOnLogin, right)
            #expect(visit.error?.code == .closed)
            #expect(visit.offeredCredentials)
            #expect(camera.journal(of: .closeOnLogin).logins == 1)
        }
    }

    @Test func `without credentials nothing is offered`() async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, .basic, nil)
            #expect(visit.error?.code == .credentialsRequired)
            #expect(camera.journal(of: .basic).requests == 1)
            let unknown = try await describe(camera, .unknownOnly, right)
            #expect(unknown.error?.code == .unsupportedAuthentication)
            #expect(unknown.error?.description.contains("SHA3-512") == true)
        }
    }

    @Test(arguments: [
        (CameraProfile.missing, RTSPError.Code.notFound), (.forbidden, .forbidden), (.busy, .busy),
        (.notAcceptable, .busy), (.unavailable, .busy), (.serverError, .status(500)), (.audioOnly, .noVideo),
        (.emptyDescription, .noVideo), (.redirectToItself, .redirect), (.redirectNowhere, .redirect),
        (.closes, .closed), (.garbage, .notRTSP), (.http, .notRTSP), (.ssh, .notRTSP), (.endlessLine, .notRTSP),
        (.endlessHeaders, .malformedReply), (.chatter, .malformedReply), (.endlessBody, .malformedReply),
        (.hugeBody, .malformedReply),
    ])
    func `each refusal and each nonsense is named`(profile: CameraProfile, code: RTSPError.Code) async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, profile, right)
            #expect(visit.error?.code == code, "\(visit.result)")
            #expect(visit.error?.description.hasSuffix(".") == true || visit.error?.description.hasSuffix("?") == true)
        }
    }

    @Test func `silence ends with the time that was given`() async throws {
        try await withCamera { camera in
            let url = try RTSPURL(camera.url(.silence))
            let visit = await client.describe(url, timeout: .seconds(1))
            #expect(visit.error?.code == .silent)
        }
    }

    @Test func `cancelling hangs up`() async throws {
        try await withCamera { camera in
            let url = try RTSPURL(camera.url(.silence))
            let visit = Task { await client.describe(url, timeout: .seconds(60)) }
            while camera.journal(of: .silence).requests == 0 { await Task.yield() }
            visit.cancel()
            #expect(await visit.value.error?.code == .notAsked)
        }
    }

    @Test(arguments: [
        CameraProfile.open, .byteByByte, .slow, .loose, .bareLF, .folded, .noLength,
        .strayFrames, .asksOptions, .continues, .redirect, .redirectToPath,
    ])
    func `however it is sent, the stream is understood`(profile: CameraProfile) async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, profile, right)
            let format = try #require(visit.stream?.videoFormat, "\(visit.result)")
            #expect(format == VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 25, bitrate: 4_000_000))
        }
    }

    @Test(arguments: [CameraProfile.negativeLength, .shortBody])
    func `a body that never ends counts once it pauses`(profile: CameraProfile) async throws {
        let client = RTSPClient(
            group: Self.group, configuration: RTSPClient.Configuration(quietTimeout: .milliseconds(50)))
        try await withCamera { camera in
            let visit = await client.describe(try RTSPURL(camera.url(profile)), timeout: .seconds(20))
            #expect(visit.stream?.videoFormat?.height == 1080, "\(visit.result)")
        }
    }

    @Test func `waiting for more of a body is no latency of the camera`() async throws {
        let quiet = Duration.milliseconds(400)
        let client = RTSPClient(group: Self.group, configuration: RTSPClient.Configuration(quietTimeout: quiet))
        try await withCamera { camera in
            let url = try RTSPURL(camera.url(.shortBody))
            let start = ContinuousClock.now
            let visit = await client.describe(url, timeout: .seconds(20))
            #expect(visit.stream != nil, "\(visit.result)")
            #expect(visit.latency > .zero)
            #expect(visit.latency <= ContinuousClock.now - start - quiet)
        }
    }

    @Test(arguments: [
        (CameraProfile.bareDescription, VideoFormat(codec: "H264")),
        (.crowdedDescription, VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 25, bitrate: 4_000_000)),
        (.h265, VideoFormat(codec: "H265", width: 640, height: 360, fps: 10)),
        (.jpeg, VideoFormat(codec: "JPEG", width: 960, height: 528, fps: 12.5)),
        (.startCodes, VideoFormat(codec: "H264", width: 1920, height: 1080, fps: 25)),
    ])
    func `odd descriptions tell what they hold`(profile: CameraProfile, format: VideoFormat) async throws {
        try await withCamera { camera in
            let visit = try await describe(camera, profile, nil)
            #expect(visit.stream?.videoFormat == format, "\(visit.result)")
        }
    }

    @Test func `credentials are not taken to another host`() async throws {
        try await withCamera(address: "0.0.0.0") { camera in
            let visit = try await describe(camera, .redirectElsewhere, right)
            #expect(visit.error?.code == .redirect)
            #expect(visit.error?.description.contains("127.0.0.2") == true)
            #expect(visit.url.host == "127.0.0.2")
            #expect(camera.journal(of: .md5).logins == 0)
        }
    }

    @Test func `another name of the same address gets the credentials`() async throws {
        try await withCamera { camera in
            let url = try RTSPURL(camera.url(.redirect).replacing("127.0.0.1", with: "localhost"))
            let visit = await client.describe(url, credentials: right, timeout: .seconds(20))
            #expect(visit.stream != nil, "\(visit.result)")
            #expect(visit.url.host == "127.0.0.1")
        }
    }

    @Test func `another address gets them where it is known to be the same camera`() async throws {
        try await withCamera(address: "0.0.0.0") { camera in
            let url = try RTSPURL(camera.url(.redirectElsewhere))
            let visit = await client.describe(url, credentials: right, timeout: .seconds(20), aliases: ["127.0.0.2"])
            #expect(visit.stream != nil, "\(visit.result)")
        }
    }

    @Test func `an address gets them that another name of the camera stands for`() async throws {
        try await withCamera(address: "0.0.0.0") { camera in
            let url = try RTSPURL(camera.url(.redirect).replacing("127.0.0.1", with: "127.0.0.2"))
            for (aliases, opens) in [(["localhost"], true), (["camera.invalid"], false), ([], false)] {
                let visit = await client.describe(url, credentials: right, timeout: .seconds(20), aliases: aliases)
                #expect((visit.stream != nil) == opens, "\(visit.result)")
                #expect(visit.url.host == "127.0.0.1")
            }
        }
    }

    @Test func `a redirection with a user of its own is followed with that user`() async throws {
        try await withCamera(address: "0.0.0.0") { camera in
            for credentials in [nil, wrong] {
                let visit = try await describe(camera, .redirectWithUser, credentials)
                #expect(visit.stream != nil, "\(visit.result)")
                #expect(visit.url.host == "127.0.0.2")
                #expect(!visit.offeredCredentials)
            }
            #expect(camera.journal(of: .md5).failedLogins == 0)
        }
    }

    @Test(arguments: [CameraProfile.open, .md5, .missing, .busy])
    func `OPTIONS shows that a camera lives, whatever it says`(profile: CameraProfile) async throws {
        try await withCamera { camera in
            let visit = await client.options(try RTSPURL(camera.url(profile)))
            #expect(visit.result == .answered)
            #expect(visit.server == "Simulated/1.0")
        }
    }

    @Test func `TLS against a plain port says so`() async throws {
        try await withCamera { camera in
            let url = try RTSPURL(camera.url(.open).replacing("rtsp://", with: "rtsps://"))
            let visit = await client.describe(url, timeout: .seconds(5))
            #expect(visit.error?.code == .tls, "\(visit.result)")
        }
    }

    @Test func `no connection outlives its visit`() async throws {
        try await withCamera { camera in
            for profile in [CameraProfile.open, .md5, .missing, .endlessBody, .closeAfterChallenge] {
                _ = try await describe(camera, profile, right)
            }
            try await camera.lastClientHungUp()
        }
    }

    private func describe(
        _ camera: SimulatedCamera, _ profile: CameraProfile, _ credentials: RTSPCredentials?
    ) async throws -> RTSPVisit {
        await client.describe(try RTSPURL(camera.url(profile)), credentials: credentials, timeout: .seconds(20))
    }

    private func withCamera(
        address: String = "127.0.0.1", _ body: (SimulatedCamera) async throws -> Void
    ) async throws {
        let camera = try await SimulatedCamera.start(
            user: right.username, password: right.password, address: address, group: Self.group)
        try await body(camera)
        try await camera.stop()
    }
}
