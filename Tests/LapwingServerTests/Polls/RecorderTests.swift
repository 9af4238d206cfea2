import Bus
import Monitoring
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

/// Many channels at one recorder, which the test plays.
struct RecorderTests {
    @Test
    func `sixty-four channels of a recorder with eight sessions are checked one after the other, and none is told`()
        async throws
    {
        let (rig, recorder) = (try await Rig(), RecorderDouble(sessions: 8))
        try await rig.addChannels(64)
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.cameraPolls(probe: recorder.probe(in: rig.time))]) {
                try await eventually("all are online") { try await rig.store.cameraStatusCounts().online == 64 }
            }
        }
        #expect(recorder.state.value.mostAtOnce == 1)
        #expect(try await rig.alerts().isEmpty)
    }

    @Test func `two workers share a recorder's budget, and a setting raises it`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble(sessions: 8))
        rig.settings.update { $0.cameraVisitsPerHost = 3 }
        try await rig.addChannels(30)
        try await rig.time.flowing {
            let probe = recorder.probe(in: rig.time)
            try await running([
                rig.clockGuard, rig.cameraPolls(worker: "w1", probe: probe),
                rig.cameraPolls(worker: "w2", probe: probe),
            ]) {
                try await eventually("all are online") { try await rig.store.cameraStatusCounts().online == 30 }
            }
        }
        #expect((2...3).contains(recorder.state.value.mostAtOnce))
    }

    @Test func `a recorder under several names has one budget`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble(sessions: 8))
        for (number, host) in ["nvr", "recorder", "10.0.0.9", "nvr.example.com"].enumerated() {
            _ = try await rig.addChannel(number + 1, at: host)
        }
        try await rig.time.flowing {
            let polls = rig.cameraPolls(
                addresses: { $0 == "10.0.0.9" ? [] : ["10.0.0.9"] }, probe: recorder.probe(in: rig.time))
            try await running([rig.clockGuard, polls]) {
                try await eventually("all are online") { try await rig.store.cameraStatusCounts().online == 4 }
            }
        }
        #expect(recorder.state.value.mostAtOnce == 1)
    }

    @Test func `a dead recorder holds up no other camera, and eight of its channels are asked at once`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble(isDead: true))
        try await rig.addChannels(32, password: nil)
        let other = try await rig.addChannel(99, at: "10.0.0.10")
        try await rig.time.flowing {
            let dead = recorder.probe(in: rig.time)
            let polls = rig.cameraPolls(probe: { camera, offer in
                guard camera.id == other.id else { return await dead(camera, offer) }
                return CameraOutcome(at: rig.time.now, duration: 0, result: .up(latency: 1))
            })
            try await running([rig.clockGuard, polls]) {
                try await eventually("the other is online") { try await rig.store.camera(other.id)?.status == .online }
                #expect(try await rig.store.cameraStatusCounts().offline < 32)
                try await eventually("all are offline") { try await rig.store.cameraStatusCounts().offline == 32 }
            }
        }
        #expect((2...8).contains(recorder.state.value.mostAtOnce))
    }

    @Test func `one wrong password for sixteen channels is offered once`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble(lockout: 5))
        rig.settings.update { $0.cameraVisitsPerHost = 4 }
        try await rig.addChannels(16, password: "wrong", interval: 5)
        try await rig.time.flowing {
            let probe = recorder.probe(in: rig.time)
            try await running([
                rig.clockGuard, rig.cameraPolls(worker: "w1", probe: probe),
                rig.cameraPolls(worker: "w2", probe: probe),
            ]) {
                try await eventually("all are offline") { try await rig.store.cameraStatusCounts().offline == 16 }
                let visits = recorder.state.value.visits
                try await eventually("all were visited again") { recorder.state.value.visits > visits + 32 }
                for id in Int64(1)...16 {
                    for isEnabled in [false, true] {
                        _ = try await rig.store.updateCamera(ID(id)) { $0.isEnabled = isEnabled }
                    }
                }
                rig.bus.publish(.due(.camera))
                try await eventually("all are offline again") { try await rig.store.cameraStatusCounts().offline == 16 }
            }
        }
        #expect(recorder.state.value.failedLogins == 1)
        let errors = try await rig.store.cameras(CameraFilter()).cameras.compactMap(\.lastError)
        #expect(errors.count == 16)
        #expect(errors.filter { $0.contains("refused at this recorder (10.0.0.9, by channel-") }.count == 15)
    }

    @Test func `a camera that takes its password again is online after a test`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble())
        recorder.state.update { $0.password = "other" }
        try await rig.addChannels(2)
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.cameraPolls(probe: recorder.probe(in: rig.time))]) {
                try await eventually("both are offline") { try await rig.store.cameraStatusCounts().offline == 2 }
                recorder.state.update { $0.password = "right" }
                let task = try #require(try await rig.store.requestTest(of: ID(2)))
                rig.bus.publish(.due(.camera))
                try await eventually("the answer is there") { try await rig.store.task(task.id)?.state == .success }
                #expect(try await rig.store.task(task.id)?.result?.contains(#""status":"online""#) == true)
                #expect(recorder.state.value.failedLogins == 1)
            }
        }
    }

    @Test func `a camera that takes its password again is online after it was saved again`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble())
        recorder.state.update { $0.password = "other" }
        try await rig.addChannels(1)
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.cameraPolls(probe: recorder.probe(in: rig.time))]) {
                try await eventually("it is offline") { try await rig.store.cameraStatusCounts().offline == 1 }
                recorder.state.update { $0.password = "right" }
                _ = try await rig.store.updateCamera(ID(1), savesPassword: true) { $0.password = Secret("right") }
                rig.bus.publish(.due(.camera))
                try await eventually("it is online") { try await rig.store.cameraStatusCounts().online == 1 }
            }
        }
    }

    @Test func `a password that worked is tried again by itself after an hour`() async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble())
        try await rig.addChannels(2, interval: 30)
        try await rig.time.flowing {
            try await running([rig.cameraPolls(probe: recorder.probe(in: rig.time))]) {
                try await eventually("both are online") { try await rig.store.cameraStatusCounts().online == 2 }
                recorder.state.update { $0.password = "other" }
                try await eventually("both are offline") { try await rig.store.cameraStatusCounts().offline == 2 }
                recorder.state.update { $0.password = "right" }
                let visits = recorder.state.value.visits
                try await eventually("both were visited again") { recorder.state.value.visits > visits + 4 }
                #expect(try await rig.store.cameraStatusCounts().offline == 2)
                rig.time.advance(by: .seconds(3600))
                try await eventually("both are online again") { try await rig.store.cameraStatusCounts().online == 2 }
            }
        }
        #expect(recorder.state.value.failedLogins == 1)
    }

    @Test(arguments: ["403", "400", "hang-up"])
    func `a recorder that answers a wrong password in its own way is asked ever more seldom`(how: String) async throws {
        let (rig, recorder) = (try await Rig(), RecorderDouble(refusal: .turnedAway(how)))
        try await rig.addChannels(4, password: "wrong", interval: 5)
        try await rig.time.flowing {
            try await running([rig.clockGuard, rig.cameraPolls(probe: recorder.probe(in: rig.time))]) {
                try await eventually("all are offline") { try await rig.store.cameraStatusCounts().offline == 4 }
                let before = recorder.state.value.visits
                try await eventually("all were visited again") { recorder.state.value.visits > before + 12 }
            }
        }
        #expect(recorder.state.value.failedLogins == 2)
        let told = try await rig.store.camera(ID(1))?.lastError
        #expect(told?.contains("not tried again before") == true, "\(told ?? "")")
    }
}

/// A recorder with a user, a lock and few sessions.
private final class RecorderDouble: Sendable {
    struct State {
        var password = "right"
        var visits = 0
        var failedLogins = 0
        var atOnce = 0
        var mostAtOnce = 0
    }

    let state = Box(State())
    private let sessions: Int
    private let lockout: Int
    private let refusal: LoginAnswer
    private let isDead: Bool

    init(sessions: Int = 100, lockout: Int = 100, refusal: LoginAnswer = .refused, isDead: Bool = false) {
        self.isDead = isDead
        self.sessions = sessions
        self.lockout = lockout
        self.refusal = refusal
    }

    func probe(in time: ManualTime) -> CameraPolls.Probe {
        { camera, offer in
            let isFull = self.enter()
            try? await time.clock.sleep(.milliseconds(300))
            defer { self.state.update { $0.atOnce -= 1 } }
            if self.isDead { return CameraOutcome(at: time.now, duration: 3, result: .down(.connect, "No answer")) }
            return isFull ? self.full(at: time.now) : self.answer(camera, offer, at: time.now)
        }
    }

    private func enter() -> Bool {
        state.update { state in
            state.visits += 1
            state.atOnce += 1
            state.mostAtOnce = max(state.mostAtOnce, state.atOnce)
            return state.atOnce > sessions
        }
    }

    private func full(at now: Timestamp) -> CameraOutcome {
        CameraOutcome(at: now, duration: 0.3, result: .down(.rtsp, "It hung up"))
    }

    private func answer(_ camera: Camera, _ offer: CredentialsOffer, at now: Timestamp) -> CameraOutcome {
        var outcome = CameraOutcome(at: now, duration: 0.3, result: .up(latency: 3))
        switch offer {
        case .withheld(let why): outcome.result = .down(.authentication, why)
        case .offered where state.value.failedLogins >= lockout: outcome.result = .down(.rtsp, "It has locked us out")
        case .offered where camera.configuration.password == Secret(state.value.password): outcome.login = .accepted
        case .offered:
            state.update { $0.failedLogins += 1 }
            outcome.login = refusal
            outcome.result = .down(.stream, "The camera answered otherwise")
        }
        return outcome
    }
}

extension Rig {
    func addChannels(_ count: Int, password: String? = "right", interval: Int? = nil) async throws {
        for number in 1...count { _ = try await addChannel(number, password: password, interval: interval) }
    }

    func addChannel(
        _ number: Int, at host: String = "10.0.0.9", password: String? = "right", interval: Int? = nil
    ) async throws -> Camera {
        try await store.createCamera(
            CameraConfiguration(
                name: "channel-\(number)", address: "10.0.0.9", rtspURL: "rtsp://\(host)/\(number)",
                username: password.map { _ in "admin" },
                password: password.map { Secret($0) }, pollInterval: interval))
    }
}
