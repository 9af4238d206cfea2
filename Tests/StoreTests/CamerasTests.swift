import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct CamerasTests {
    let clock = ManualClock()
    let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    @Test func `a camera comes back as it was created, and with what its stream said`() async throws {
        let configuration = CameraConfiguration(
            name: "gate", address: "cam.example.com", rtspURL: "rtsps://cam.example.com/1", username: "u",
            password: Secret("p"), location: "Hall", pollInterval: 30, tags: ["out"])
        let camera = try await store.createCamera(configuration)
        #expect(camera == Camera(id: camera.id, configuration: configuration, createdAt: .start, updatedAt: .start))
        try await store.save(try await store.claimCameras(at: .start), at: .start, .up(at: .start))
        let polled = try #require(try await store.camera(camera.id))
        #expect(polled.status == .online)
        #expect(polled.facts == CameraFacts(codec: "H264", width: 1920, height: 1080, fps: 25, bitrate: 4_000_000))
        #expect(try await store.cameras(CameraFilter()).cameras == [polled])
    }

    @Test func `facts of another description do not stay: the size of the old codec is not that of the new one`()
        async throws
    {
        let camera = try await store.addCamera()
        try await store.save(try await store.claimCameras(at: .start), at: .start, .up(at: .start))
        for (step, facts) in [CameraFacts(codec: "H265", fps: 20), CameraFacts()].enumerated() {
            clock.advance(.seconds(1000))
            var verdict = Verdict<CameraFacts>.up(at: clock.now)
            verdict.facts = facts
            try await store.save(try await store.claimCameras(at: clock.now), at: clock.now, verdict)
            // Where no stream was described, the last description counts.
            #expect(try await store.camera(camera.id)?.facts == CameraFacts(codec: "H265", fps: 20), "\(step)")
        }
        clock.advance(.seconds(1000))
        var verdict = Verdict<CameraFacts>.up(at: clock.now)
        verdict.facts = CameraFacts()
        verdict.facts.isDescribed = true
        try await store.save(try await store.claimCameras(at: clock.now), at: clock.now, verdict)
        #expect(try await store.camera(camera.id)?.facts == CameraFacts())
    }

    @Test func `the facts of one stream are not those of another`() async throws {
        let camera = try await store.addCamera()
        try await store.save(try await store.claimCameras(at: .start), at: .start, .up(at: .start))
        let renamed = try await store.updateCamera(camera.id) { $0.name = "yard" }
        #expect(renamed?.camera.facts.codec == "H264")
        let moved = try await store.updateCamera(camera.id) { $0.rtspURL = "rtsp://10.1.0.1/other" }
        #expect(moved?.camera.facts == CameraFacts())
    }

    @Test func `the secrets of a URL are sealed, and the stream is asked anew when they change`() async throws {
        var configuration = CameraConfiguration(
            name: "nvr", address: "10.1.0.9", rtspURL: "rtsp://10.1.0.9/?pwd=•••",
            secretURL: Secret("rtsp://10.1.0.9/?pwd=hunter2"), username: "u")
        let camera = try await store.createCamera(configuration)
        #expect(try await store.camera(camera.id)?.configuration == configuration)
        let stored = try await store.database.first(
            "SELECT rtsp_url, secret_url FROM cameras WHERE id = ?", [camera.id]
        ) {
            ($0.text(), $0.text())
        }
        #expect(stored?.0 == "rtsp://10.1.0.9/?pwd=•••")
        #expect(stored?.1.contains("hunter2") == false)
        try await store.save(try await store.claimCameras(at: .start), at: .start, .refused(at: .start))
        clock.advance(.seconds(2))
        configuration.secretURL = Secret("rtsp://10.1.0.9/?pwd=new")
        _ = try await store.updateCamera(camera.id) { [configuration] in $0 = configuration }
        let claimed = try #require(try await store.claimCameras(at: clock.now).first)
        #expect(claimed.subject.configuration.streamURL == "rtsp://10.1.0.9/?pwd=new")
    }

    @Test func `a stream is one camera's, and an address many cameras' and a device's`() async throws {
        _ = try await store.addDevice("nvr", "10.1.0.1")
        let channels = try await store.addChannels(16)
        await #expect(throws: StoreError.streamTaken) { try await store.addCamera("other", path: "/7") }
        await #expect(throws: StoreError.streamTaken) {
            try await store.updateCamera(channels[0].id) { $0.rtspURL = "rtsp://10.1.0.1/2" }
        }
        #expect(try await store.camera(channels[0].id) == channels[0])
        _ = try await store.updateCamera(channels[0].id) { $0.name = "gate" }
        #expect(try await store.cameras(CameraFilter()).total == 16)
    }

    @Test(arguments: [
        ("rtsp://cam.example.com/1", "rtsp://CAM.example.com:554/1", true),
        ("rtsp://cam.example.com/1", "rtsp://cam.example.com./1", true), ("rtsp://10.1.0.1", "rtsp://10.1.0.1/", true),
        ("rtsp://[2001:db8::1]/1", "rtsp://[2001:DB8:0::1]:554/1", true),
        ("rtsp://[::ffff:10.1.0.1]/1", "rtsp://10.1.0.1/1", true),
        ("rtsp://10.1.0.1/1", "rtsp://10.1.0.1:8554/1", false), ("rtsp://10.1.0.1/1", "rtsps://10.1.0.1/1", false),
        ("rtsp://10.1.0.1/a", "rtsp://10.1.0.1/A", false),
        ("rtsp://10.1.0.1/?channel=1", "rtsp://10.1.0.1/?channel=2", false),
        ("rtsp://10.1.0.1/1", "rtsp://10.1.0.2/1", false),
    ])
    func `two ways of writing one stream are one`(first: String, second: String, isOne: Bool) async throws {
        _ = try await store.createCamera(CameraConfiguration(name: "a", address: "10.1.0.1", rtspURL: first))
        let other = CameraConfiguration(name: "b", address: "10.1.0.9", rtspURL: second)
        do {
            _ = try await store.createCamera(other)
            #expect(!isOne)
        } catch StoreError.streamTaken {
            #expect(isOne)
        }
    }

    @Test func `cameras of before streams were unique keep them, and no third gets one`() async throws {
        let first = try await store.addCamera()
        let second = try await store.addCamera("yard", "10.1.0.2")
        let url = first.configuration.rtspURL
        _ = try await store.database.write { transaction in
            try transaction.execute("UPDATE cameras SET rtsp_url = ?, host_key = NULL, stream_key = NULL", [url])
        }
        try await store.nameStreams()
        await #expect(throws: StoreError.streamTaken) { try await store.addCamera("third", "10.1.0.1") }
        #expect(try await store.updateCamera(second.id) { $0.name = "Yard" }?.camera.configuration.rtspURL == url)
        #expect(try await store.updateCamera(second.id) { $0.rtspURL = "rtsp://10.1.0.2/" } != nil)
        await #expect(throws: StoreError.streamTaken) { try await store.updateCamera(second.id) { $0.rtspURL = url } }
    }

    @Test func `no URL's secret is in what tells streams apart`() async throws {
        _ = try await store.addCamera(path: "/user=admin&password=hunter2&channel=1")
        let keys = try await store.database.read {
            try $0.query("SELECT host_key, stream_key FROM cameras") {
                $0.text() + $0.text()
            }
        }
        #expect(keys.count == 1 && !keys[0].contains("hunter2") && !keys[0].contains("channel"))
    }

    @Test func `a camera keeps the time limit that it was given`() async throws {
        let camera = try await store.addCamera()
        #expect(camera.configuration.timeout == nil)
        _ = try await store.updateCamera(camera.id) { $0.timeout = 45 }
        #expect(try await store.camera(camera.id)?.configuration.timeout == 45)
    }

    @Test func `a password of another key is told, and comes back with its key`() async throws {
        let camera = try await store.addCamera()
        let elsewhere = Store(
            database: store.database, secretKey: Secret("another"), logger: store.logger, now: store.now)
        let read = try #require(try await elsewhere.camera(camera.id))
        #expect(read.configuration.password == nil)
        #expect(read.configuration.unreadable?.contains("SECRET_KEY") == true)
        #expect(read.lastError == read.configuration.unreadable)
        _ = try await elsewhere.updateCamera(camera.id) { $0.location = "Roof" }
        #expect(try await store.camera(camera.id)?.configuration.password == Secret("old"))
    }

    @Test func `cameras are filtered, sorted and counted like devices`() async throws {
        _ = try await store.createCamera(
            CameraConfiguration(
                name: "b_1", address: "10.0.0.10", rtspURL: "rtsp://a/", location: "Hall", tags: ["in"]))
        _ = try await store.createCamera(
            CameraConfiguration(name: "A", address: "10.0.0.9", rtspURL: "rtsp://b/", tags: ["out"]))
        func names(_ edit: (inout CameraFilter) -> Void) async throws -> [String] {
            var filter = CameraFilter()
            edit(&filter)
            return try await store.cameras(filter).cameras.map(\.configuration.name)
        }
        #expect(try await names { $0.text = "_" } == ["b_1"])
        #expect(try await names { $0.tag = "out" } == ["A"])
        #expect(try await names { $0.location = "Hall" } == ["b_1"])
        for sort in CameraSort.allCases {
            let expected = [.name, .ipAddress].contains(sort) ? ["A", "b_1"] : ["b_1", "A"]
            #expect(try await names { $0.sort = sort } == expected, "\(sort)")
        }
        #expect(try await store.cameraStatusCounts() == StatusCounts(unknown: 2))
    }

    @Test func `a deleted camera leaves its alerts, which fire no more`() async throws {
        let camera = try await store.addCamera()
        try await store.save(try await store.claimCameras(at: .start), at: .start, .refused(at: .start))
        #expect(try await store.deleteCamera(camera.id))
        let alert = try #require(try await store.alertSummary().recent.first)
        #expect(alert.subject == AlertSubject(.camera, nil, name: "gate", address: "10.1.0.1"))
        #expect(alert.status == .resolved)
    }
}
