import Foundation
import TestKit
import Testing

/// The API and the work in processes of their own, on one SQLite file.
@Suite(.timeLimit(.minutes(5))) struct RoleTests {
    private func health(of lapwing: Lapwing, becomes status: Int, within limit: Duration = .seconds(30)) async throws
        -> JSON
    {
        try await eventually(within: limit, "/api/health to be \(status)") {
            let answer = try await lapwing.api.get("/api/health")
            return answer.status == status ? answer.body : nil
        }
    }

    @Test func `a worker polls what the API process is asked to, which waits for the answer and tells of its health`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let api = try await Lapwing.start(["serve", "--roles", "api"], in: directory)
        let alone = try await health(of: api, becomes: 503)
        #expect(alone["workers"].string == "no worker was seen for 60 s")
        #expect(alone["database"].string == "connected")

        let worker = try await Lapwing.start(["worker", "--concurrency", "8"], in: directory)
        let together = try await health(of: api, becomes: 200)
        #expect(together["workers"].string == "1 alive")
        #expect(together["scheduler"].string == "running")
        _ = try await health(of: worker, becomes: 200)
        #expect(try await worker.api.get("/health").status == 200)
        for path in ["/", "/api/devices", "/api/auth/login", "/api/docs"] {
            #expect(try await worker.api.get(path).status == 404, "\(path)")
        }

        let admin = try await api.api.loggedIn()
        let created = try await admin.post(
            "/api/devices", ["name": "here", "ip_address": "127.0.0.1", "snmp_version": "none"])
        #expect(created.status == 201)
        try await admin.device(1, becomes: "online")
        let polled = try await admin.post("/api/devices/1/poll?wait=30")
        #expect(polled.status == 200)
        #expect(polled.text.contains("online"))

        // The worker finds these without a hint.
        #expect(try await admin.put("/api/settings", ["device_poll_interval": 5]).status == 200)
        #expect(try await admin.post("/api/settings/restart-polling").status == 200)
        let before = try await admin.get("/api/devices/1").body["last_seen"].string
        _ = try await eventually("the device to be polled by the new interval") {
            let seen = try await admin.get("/api/devices/1").body["last_seen"].string
            return seen != before ? true : nil
        }

        #expect(try await worker.stop() == 0)
        #expect(try await health(of: api, becomes: 503)["workers"].string == "no worker was seen for 60 s")
        #expect(try await api.stop() == 0)
    }

    @Test func `when a worker is killed another takes over what only one may do, and health tells who is left`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let api = try await Lapwing.start(["serve", "--roles", "api"], in: directory)
        let first = try await Lapwing.start(["worker"], in: directory, ["LOG_LEVEL": "debug"])
        _ = try await first.process.line { $0.contains("Holds the lease") }
        let second = try await Lapwing.start(["worker"], in: directory)
        _ = try await eventually("both to be alive") {
            try await api.api.get("/api/health").body["workers"].string == "2 alive" ? true : nil
        }
        try await first.crash()
        _ = try await second.process.line(within: .seconds(60)) { $0.contains("Took over the lease") }
        _ = try await eventually(within: .seconds(90), "one to be left") {
            try await api.api.get("/api/health").body["workers"].string == "1 alive" ? true : nil
        }
        try await second.crash()
        _ = try await health(of: api, becomes: 503, within: .seconds(90))
    }

    @Test func `a process with another key than the one the database was sealed with does not start`() async throws {
        let directory = try TemporaryDirectory()
        let first = try await Lapwing.start(in: directory)
        _ = try await first.stop()
        let other = try ChildProcess(
            Lapwing.executable, ["worker"],
            environment: ["PORT": "0", "SECRET_KEY": String(repeating: "another", count: 6)],
            directory: directory.path)
        #expect(try await other.exit() == 1)
        #expect(other.text.contains("another SECRET_KEY"))
        #expect(!other.text.contains("anotheranother"))
    }
}
