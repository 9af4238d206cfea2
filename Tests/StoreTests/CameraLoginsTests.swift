import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct CameraLoginsTests {
    let clock = ManualClock()
    let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func stub(
        _ url: String, at addresses: [String] = [], password: String = "wrong", id: Int64 = 1
    ) throws -> CameraLogin {
        let configuration = CameraConfiguration(
            name: "gate-\(id)", address: "10.1.0.1", rtspURL: url, username: "admin", password: Secret(password))
        let camera = Camera(id: ID(id), configuration: configuration, createdAt: .start, updatedAt: .start)
        return try #require(CameraLogin(of: camera, at: addresses))
    }

    private func refusal(by login: CameraLogin) -> LoginKnowledge {
        var record = LoginRecord(camera: login.camera, cameraName: login.cameraName, updatedAt: clock.now)
        record.refusedAt = clock.now
        record.refusals = 1
        record.answer = "401"
        record.retryAt = clock.now + .seconds(3600)
        record.acceptedAt = .start - .seconds(5)
        return LoginKnowledge(endpoint: record, host: record)
    }

    @Test func `what is known of a login comes back as it was written`() async throws {
        let login = try stub("rtsp://10.1.0.1/1")
        let known = refusal(by: login)
        try await store.finishLogin(login, learned: known)
        #expect(try await store.loginKnowledge(of: login) == known)
    }

    @Test(
        arguments: [
            ("rtsp://10.1.0.1/2", [], "wrong", true), ("rtsp://10.1.0.1:554/2", [], "wrong", true),
            ("rtsp://nvr.example.com/2", ["10.1.0.1"], "wrong", true),
            ("rtsp://[::ffff:10.1.0.1]/2", [], "wrong", true),
            ("rtsp://10.1.0.2/1", [], "wrong", false), ("rtsp://10.1.0.1/1", [], "other", false),
            ("rtsp://10.1.0.1:8554/1", [], "wrong", false),
        ] as [(String, [String], String, Bool)])
    func `a login is known at every stream of its host, under any of the host's names`(
        url: String, addresses: [String], password: String, isKnown: Bool
    ) async throws {
        let first = try stub("rtsp://10.1.0.1/1")
        try await store.finishLogin(first, learned: refusal(by: first))
        let known = try await store.loginKnowledge(of: stub(url, at: addresses, password: password, id: 2))
        #expect((known.endpoint?.isRefused == true) == isKnown)
    }

    @Test func `of two at once one is offered, and the other learns what came of it`() async throws {
        let (first, second) = (try stub("rtsp://10.1.0.1/1"), try stub("rtsp://10.1.0.1/2", id: 2))
        func approach(_ login: CameraLogin) async throws -> String {
            try await store.approachLogin(login, offering: "offer", until: clock.now + .seconds(25)) { known in
                known.endpoint?.isRefused == true ? "withhold" : known.endpoint?.triedUntil == nil ? "offer" : "wait"
            }.decision
        }
        async let one = approach(first)
        async let other = approach(second)
        let decisions = try await [one, other]
        #expect(Set(decisions) == ["offer", "wait"])
        try await store.finishLogin(first, learned: refusal(by: first))
        #expect(try await approach(second) == "withhold")
    }

    @Test func `a visit that taught nothing lets the next one try`() async throws {
        let login = try stub("rtsp://10.1.0.1/1")
        _ = try await store.approachLogin(login, offering: true, until: clock.now + .seconds(25)) { _ in true }
        #expect(try await store.loginKnowledge(of: login).endpoint?.triedUntil != nil)
        try await store.finishLogin(login, learned: nil)
        #expect(try await store.loginKnowledge(of: login).endpoint?.triedUntil == nil)
    }

    @Test func `neither a switch off and on nor a change of other fields touches what is known`() async throws {
        let camera = try await store.addCamera()
        let login = try #require(CameraLogin(of: camera))
        try await store.finishLogin(login, learned: refusal(by: login))
        for isEnabled in [false, true] { _ = try await store.updateCamera(camera.id) { $0.isEnabled = isEnabled } }
        _ = try await store.updateCamera(camera.id) {
            ($0.name, $0.address, $0.pollInterval) = ("yard", "10.1.0.7", 30)
        }
        #expect(try await store.loginKnowledge(of: login).endpoint?.refusals == 1)
        #expect(try await store.claimCameras(at: clock.now).map(\.knowledge.insistsSince) == [.start])
    }

    @Test func `a password that another channel was just refused is not insisted on`() async throws {
        let camera = try await store.addCamera(password: "old")
        clock.advance(.seconds(100))
        let refused = try stub("rtsp://10.1.0.1/2", id: 77)
        try await store.finishLogin(refused, learned: refusal(by: refused))
        clock.advance(.seconds(1))
        _ = try await store.updateCamera(camera.id, savesPassword: true) {
            ($0.username, $0.password) = ("admin", Secret("wrong"))
        }
        #expect(try await store.claimCameras(at: clock.now).map(\.knowledge.insistsSince) == [.start])
        clock.advance(.seconds(60))
        _ = try await store.updateCamera(camera.id, savesPassword: true) { $0.password = Secret("another") }
        _ = try await store.updateCamera(camera.id, savesPassword: true) { $0.password = Secret("wrong") }
        #expect(try await store.claimCameras(at: clock.now).map(\.knowledge.insistsSince) == [clock.now])
    }

    @Test func `no password is in what is kept, and another key finds nothing`() async throws {
        let login = try stub("rtsp://10.1.0.1/1", password: "hunter2")
        try await store.finishLogin(login, learned: refusal(by: login))
        let rows = try await store.database.read {
            try $0.query("SELECT login_key, camera_name FROM camera_logins") { row in
                row.text() + row.text()
            }
        }
        #expect(rows.count == 2 && rows.allSatisfy { !$0.contains("hunter2") && !$0.contains("admin") })
        let elsewhere = Store(
            database: store.database, secretKey: Secret("another"), logger: store.logger, now: store.now)
        #expect(try await elsewhere.loginKnowledge(of: login) == LoginKnowledge())
    }
}
