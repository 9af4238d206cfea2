import Foundation
import Testing

/// Cameras against a real RTSP server (GStreamer's).
@Suite struct CameraTests {
    private func start(_ arguments: [String] = []) async throws -> (
        admin: API, server: Server, directory: TemporaryDirectory
    ) {
        let directory = try TemporaryDirectory()
        let server = try await Server.python(
            "rtsp_server.py", ["--auth", "digest", "--password", "p@ss:/?#%"] + arguments)
        return (try await Lapwing.start(in: directory).api.loggedIn(), server, directory)
    }

    private func url(_ server: Server, path: String? = nil) -> String {
        "rtsp://127.0.0.1:\(server.port)\(path ?? server.ready["path"].string ?? "/stream")"
    }

    @Test func `a camera with Digest is online, its codec and size known`() async throws {
        let (admin, server, directory) = try await start()
        defer { withExtendedLifetime((server, directory)) {} }
        let added = try await admin.post(
            "/api/cameras",
            [
                "name": "gate", "ip_address": "127.0.0.1", "rtsp_url": url(server), "username": "admin",
                "password": "p@ss:/?#%",
            ])
        #expect(added.status == 201)
        try await admin.camera(1, becomes: "online")
        let camera = try await admin.get("/api/cameras/1").body
        #expect(camera["codec"].string == "H264")
        #expect(camera["width"].int == 640)
        #expect(camera["height"].int == 360)
        #expect(camera["last_error"] == .null)
        #expect(camera["password"] == .null)
        let test = try await admin.post("/api/cameras/1/test?wait=30")
        #expect(test.body["status"].string == "online")
    }

    @Test func `a camera whose source is gone is never online, and is told when that lasts`() async throws {
        let directory = try TemporaryDirectory()
        let camera = try await Server.python("rtsp_server.py", [])
        let mail = try await Server.python("smtp_server.py", [])
        let slack = try await Server.python("webhook_server.py", [])
        defer { withExtendedLifetime((camera, mail, slack, directory)) {} }
        let environment = DeviceTests.channels(mail: mail, slack: slack).merging(["CAMERA_BUSY_LIMIT": "0"]) { $1 }
        let admin = try await Lapwing.start(in: directory, environment).api.loggedIn()
        let added = try await admin.post(
            "/api/cameras",
            [
                "name": "gate", "ip_address": "127.0.0.1", "rtsp_url": url(camera, path: "/gone"), "poll_interval": 5,
            ])
        #expect(added.status == 201)
        let test = try await admin.post("/api/cameras/1/test?wait=30")
        #expect(test.body["status"].string == "unknown")
        #expect(test.body["error"].string?.contains("503 Service Unavailable") == true)
        try await admin.camera(1, becomes: "offline")
        _ = try await mail.process.event("message")
        let post = try await slack.process.event("request")["body"].description
        #expect(post.contains("has been busy for") && post.contains("503 Service Unavailable"))
        #expect(try await admin.get("/api/cameras/1").body["last_seen"] == .null)
        let alerts = try await admin.get("/api/alerts").body["alerts"].array
        #expect(alerts.map { $0["rule"].string } == ["camera_offline"])
    }

    @Test func `wrong password, wrong path and nothing listening are three different sentences`() async throws {
        let (admin, server, directory) = try await start()
        defer { withExtendedLifetime((server, directory)) {} }
        let cases: [[String: Any]] = [
            ["rtsp_url": url(server), "username": "admin", "password": "wrong"],
            ["rtsp_url": url(server, path: "/nowhere"), "username": "admin", "password": "p@ss:/?#%"],
            ["rtsp_url": "rtsp://127.0.0.1:9/stream"],
        ]
        var sentences: Set<String> = []
        for (number, fields) in cases.enumerated() {
            let fields = fields.merging(["name": "c\(number)", "ip_address": "127.0.0.\(number + 1)"]) { $1 }
            let added = try await admin.post("/api/cameras", fields)
            let id = try #require(added.body["id"].int)
            try await admin.camera(id, becomes: "offline")
            sentences.insert(try #require(try await admin.get("/api/cameras/\(id)").body["last_error"].string))
        }
        #expect(sentences.count == 3)
        #expect(sentences.allSatisfy { !$0.contains("p@ss") && !$0.contains("wrong") })
        let alerts = try await admin.get("/api/alerts").body["alerts"].array
        #expect(alerts.count == 3)
        #expect(alerts.allSatisfy { $0["severity"].string == "medium" && $0["rule"].string == "camera_offline" })
    }
}
