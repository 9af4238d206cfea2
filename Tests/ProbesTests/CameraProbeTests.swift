import Monitoring
import NIOPosix
import Probes
import RTSP
import Simulators
import Testing

@Suite struct CameraProbeTests {
    static let group = MultiThreadedEventLoopGroup.singleton
    let probe = CameraProbe(client: RTSPClient(group: group))

    @Test func `a camera that describes its stream is up, and its facts are known`() async throws {
        try await withCamera { camera in
            let outcome = await probe.check(stub(camera.url(.sha256QOP)))
            guard case .up(let latency) = outcome.result else {
                Issue.record("\(outcome.result)")
                return
            }
            #expect(latency > 0)
            #expect(outcome.duration >= latency / 1000)
            let facts = CameraFacts(codec: "H264", width: 1920, height: 1080, fps: 25, bitrate: 4_000_000)
            #expect(outcome.facts == facts)
        }
    }

    @Test(arguments: [CameraProfile.busy, .notAcceptable, .unavailable])
    func `a camera without a free session is busy`(profile: CameraProfile) async throws {
        try await withCamera { camera in
            guard case .busy(let reason) = await probe.check(stub(camera.url(profile))).result else {
                Issue.record("not busy")
                return
            }
            #expect(reason.contains("no free session"))
            #expect(reason.contains("or its source is gone"))
        }
    }

    @Test(arguments: [
        (CameraProfile.closes, CameraRung.rtsp), (.http, .rtsp), (.garbage, .rtsp), (.redirectElsewhere, .rtsp),
        (.redirectToItself, .rtsp), (.unknownOnly, .authentication), (.missing, .stream), (.forbidden, .stream),
        (.serverError, .stream), (.audioOnly, .stream),
    ])
    func `the first broken rung is named`(profile: CameraProfile, rung: CameraRung) async throws {
        try await withCamera(address: "0.0.0.0") { camera in
            let outcome = await probe.check(stub(camera.url(profile)))
            #expect(outcome.rung == rung, "\(outcome.result)")
            #expect(outcome.facts == CameraFacts())
        }
    }

    @Test func `each failure has a sentence of its own`() async throws {
        try await withCamera { camera in
            var sentences: [String?] = []
            for profile in [CameraProfile.closes, .http, .unknownOnly, .missing, .busy] {
                sentences.append(await probe.check(stub(camera.url(profile))).sentence)
            }
            sentences.append(await probe.check(stub(camera.url(.md5), password: "hunter2")).sentence)
            sentences.append(await probe.check(stub(camera.url(.md5), username: nil, password: nil)).sentence)
            try await camera.stop()
            sentences.append(await probe.check(stub(camera.url(.open))).sentence)
            #expect(Set(sentences).count == 8, "\(sentences)")
            #expect(!sentences.contains(nil))
            #expect(!sentences.contains { $0?.contains("hunter2") == true })
        }
    }

    private static let withheld = CredentialsOffer.withheld("The password was refused an hour ago.")

    @Test func `a refused password is offered in one check, and not where it is withheld`() async throws {
        try await withCamera { camera in
            let configuration = stub(camera.url(.lockout), password: "hunter2")
            let first = await probe.check(configuration)
            #expect(first.rung == .authentication)
            #expect(first.login == .refused)
            #expect(first.sentence?.contains("refused") == true)
            let logins = camera.journal(of: .lockout).logins
            for _ in 0..<5 {
                let later = await probe.check(configuration, offer: Self.withheld)
                #expect(later.rung == .authentication)
                #expect(later.login == nil)
                #expect(later.sentence == "The password was refused an hour ago.")
            }
            #expect(camera.journal(of: .lockout).logins == logins)
            let right = await probe.check(stub(camera.url(.lockout)))
            #expect(right.rung == nil, "the camera is not locked")
            #expect(right.login == .accepted)
        }
    }

    @Test(arguments: [
        (CameraProfile.forbidsWrongLogin, LoginAnswer.turnedAway("403")), (.rejectsWrongLogin, .turnedAway("400")),
        (.hangsUpOnWrongLogin, .turnedAway("hang-up")),
    ])
    func `a wrong password that is answered otherwise than by 401 is told from other trouble`(
        profile: CameraProfile, answer: LoginAnswer
    ) async throws {
        try await withCamera { camera in
            #expect(await probe.check(stub(camera.url(profile), password: "hunter2")).login == answer)
            #expect(await probe.check(stub(camera.url(profile))).login == .accepted)
            #expect(await probe.check(stub(camera.url(profile)), offer: Self.withheld).login == nil)
        }
    }

    @Test(arguments: [CameraProfile.forbidden, .missing, .closes, .busy, .serverError, .open])
    func `what a camera says before it asks for a login says nothing of the password`(
        profile: CameraProfile
    ) async throws {
        try await withCamera { camera in
            #expect(await probe.check(stub(camera.url(profile), password: "hunter2")).login == nil)
        }
    }

    @Test func `a camera that refused its password can still be found dead, moved or open`() async throws {
        try await withCamera { camera in
            let missing = await probe.check(stub(camera.url(.missing)), offer: Self.withheld)
            #expect(missing.rung == .stream)
            let open = await probe.check(stub(camera.url(.open)), offer: Self.withheld)
            #expect(open.rung == nil)
            try await camera.stop()
            let dead = await probe.check(stub(camera.url(.md5)), offer: Self.withheld)
            #expect(dead.rung == .connect)
            #expect(dead.sentence?.contains("refused") == true)
        }
    }

    @Test func `credentials in the URL serve where none are apart, and are held back like the others`() async throws {
        try await withCamera { camera in
            let url = camera.url(.md5).replacing("rtsp://", with: "rtsp://admin:secret@")
            let configuration = stub(url, username: nil, password: nil)
            #expect(await probe.check(configuration).rung == nil)
            let logins = camera.journal(of: .md5).logins
            #expect(await probe.check(configuration, offer: Self.withheld).rung == .authentication)
            #expect(camera.journal(of: .md5).logins == logins)
        }
    }

    @Test func `a recorder that takes ten seconds for two answers is online`() async throws {
        try await withCamera { camera in
            #expect(await probe.check(stub(camera.url(.late))).rung == nil)
        }
    }

    @Test func `a camera's own time limit goes before the usual one`() async throws {
        try await withCamera { camera in
            var configuration = stub(camera.url(.silence))
            configuration.timeout = 1
            let outcome = await probe.check(configuration)
            #expect(outcome.rung == .rtsp)
            #expect((1..<10).contains(outcome.duration))
        }
    }

    @Test func `a host's addresses are known, and none of one that has none`() async {
        #expect(await probe.addresses(of: "127.0.0.1") == ["127.0.0.1"])
        #expect(await probe.addresses(of: "localhost").allSatisfy { ["127.0.0.1", "::1"].contains($0) })
        #expect(await probe.addresses(of: "nobody.invalid").isEmpty)
    }

    @Test func `a camera that is silent costs its time and no more`() async throws {
        try await withCamera { camera in
            let probe = CameraProbe(client: RTSPClient(group: Self.group), timeout: .seconds(1))
            let outcome = await probe.check(stub(camera.url(.silence)))
            #expect(outcome.rung == .rtsp)
            #expect(outcome.duration >= 1)
        }
    }

    @Test func `a URL that cannot be read is the camera's fault, as people see it`() async {
        let outcome = await probe.check(stub("http://10.0.0.7/"))
        #expect(outcome.rung == .resolve)
        #expect(outcome.sentence?.contains("rtsp://") == true)
    }

    @Test func `a check that was cancelled says nothing of the camera`() async throws {
        try await withCamera { camera in
            let check = Task { [probe] in
                withUnsafeCurrentTask { $0?.cancel() }
                return await probe.check(stub(camera.url(.open)))
            }
            guard case .notAsked = await check.value.result else {
                Issue.record("asked")
                return
            }
        }
    }

    private func withCamera(
        address: String = "127.0.0.1", _ body: (SimulatedCamera) async throws -> Void
    ) async throws {
        let camera = try await SimulatedCamera.start(address: address, group: Self.group)
        try await body(camera)
        try? await camera.stop()
    }
}

private func stub(
    _ url: String, username: String? = "admin", password: String? = "secret"
) -> CameraConfiguration {
    CameraConfiguration(
        name: "Gate", address: "127.0.0.1", rtspURL: url, username: username, password: password.map(Secret.init))
}

extension CameraOutcome {
    /// The rung that broke; `nil` where none did.
    fileprivate var rung: CameraRung? {
        if case .down(let rung, _) = result { rung } else { nil }
    }

    fileprivate var sentence: String? {
        switch result {
        case .up: nil
        case .down(_, let sentence), .busy(let sentence), .notAsked(let sentence): sentence
        }
    }
}
