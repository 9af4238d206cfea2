import Foundation
import TestKit
import Testing

/// Several processes and a Redis that comes and goes, as their clients see it.
@Suite(.timeLimit(.minutes(3))) struct RedisTests {
    private func redis(_ directory: TemporaryDirectory) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/redis-server",
            ["--port", "0", "--unixsocket", "\(directory.path)/s", "--save", "", "--requirepass", "s3cret"],
            directory: directory.path)
    }

    private func broker(of lapwing: Lapwing, where matches: (JSON) -> Bool) async throws {
        _ = try await eventually("the broker; it says \(lapwing.process.text.suffix(2000))") {
            let answer = try await lapwing.api.get("/api/health")
            return answer.status == 200 && matches(answer.body) ? true : nil
        }
    }

    private func isConnected(_ body: JSON) -> Bool {
        body["broker"].string == "redis, connected" && body["degraded"][0].string == nil
    }

    @Test func `two processes count sign-ins together; Redis dies, nothing else does, and it comes back`() async throws
    {
        let (directory, place) = (try TemporaryDirectory(), try TemporaryDirectory())
        let first = try redis(place)
        let environment = ["CELERY_BROKER_URL": "redis+socket://:s3cret@\(place.path)/s?virtual_host=0"]
        let one = try await Lapwing.start(in: directory, environment)
        let two = try await Lapwing.start(["serve", "--roles", "api"], in: directory, environment)
        try await broker(of: one, where: isConnected)
        try await broker(of: two, where: isConnected)

        let admin = try await one.api.loggedIn()
        // At once: they are counted before a password is looked at, which may take longer than the count lasts.
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for api in [one.api, two.api, one.api, two.api, one.api, two.api] {
                group.addTask {
                    try await api.post("/api/auth/login", ["username": "ada", "password": "wrong"]).status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [401, 401, 401, 401, 401, 429], "five are let in by both together")

        first.signal(SIGKILL)
        try await broker(of: one) { body in
            body["broker"].string?.hasPrefix("redis is away since ") == true && body["degraded"][0].string == "broker"
        }
        #expect(try await admin.get("/api/auth/profile").status == 200)
        let device = try await admin.post(
            "/api/devices", ["name": "here", "ip_address": "127.0.0.1", "snmp_version": "none"])
        let poll = try await admin.post("/api/devices/\(device.body["id"].int ?? 0)/poll?wait=30")
        #expect(poll.status == 200, "\(poll.text)")

        let second = try redis(place)
        try await broker(of: one, where: isConnected)
        try await broker(of: two, where: isConnected)
        second.signal(SIGTERM)
        #expect(try await two.stop() == 0)
        #expect(try await one.stop() == 0)
        #expect(!one.process.text.contains("s3cret"))
        #expect(one.process.text.contains("Redis is away") && one.process.text.contains("Redis is back"))
    }

    @Test func `a broker that is no Redis stops the start with a sentence`() async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess(
            Lapwing.executable, ["serve"],
            environment: ["PORT": "0", "CELERY_BROKER_URL": "amqp://guest:s3cret@rabbit//"],
            directory: directory.path, keeping: directory)
        #expect(try await process.exit() != 0)
        #expect(process.text.contains("CELERY_BROKER_URL must name a Redis, the only broker Lapwing uses"))
        #expect(!process.text.contains("s3cret"))
    }
}
