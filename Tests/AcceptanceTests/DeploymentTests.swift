import Foundation
import TestKit
import Testing

/// What is shipped for containers, nginx and systemd, at work.
@Suite(.timeLimit(.minutes(6))) struct DeploymentTests {
    // MARK: The container

    @Test func `the steps of the Dockerfile make a root in which Lapwing serves, pings and stops without a privilege`()
        async throws
    {
        let root = try await ContainerRoot()
        let directory = try TemporaryDirectory()
        let agent = try await SNMPAgent.start(in: directory, community: "public", namespace: root.namespace)
        let container = try await root.start(["ADMIN_PASSWORD": "Container-1"])

        let status = try ContainerRoot.status(of: container)
        #expect(status["Uid:"] == "10001\t10001\t10001\t10001" && status["NSpid:"]?.hasSuffix("\t1") == true)
        #expect(status["CapEff:"] == "0000000000000000" && status["CapBnd:"] == "0000000000000000")

        let well = try await root.check()
        #expect(well.status == 0 && well.text.contains("healthy"), "\(well.text)")

        let api = API(base: "http://\(root.namespace.address):5000", server: container)
        let admin = try await api.loggedIn(as: "admin", "Container-1")
        let created = try await admin.post(
            "/api/devices",
            ["name": "agent", "ip_address": "127.0.0.1", "snmp_community": "public", "snmp_port": agent.port])
        #expect(created.status == 201, "\(created.text)")
        let poll = try await admin.post("/api/devices/1/poll?wait=30")
        #expect(poll.text.contains("online"), "\(poll.text)")
        let device = try await admin.get("/api/devices/1").body
        #expect(device["status"].string == "online")
        #expect(!container.text.contains("may not send ICMP"))

        container.signal(SIGTERM)
        #expect(try await container.exit() == 0)
        let gone = try await root.check()
        #expect(gone.status == 1 && gone.text.contains("refused"), "\(gone.text)")
    }

    // MARK: nginx

    @Test func `behind nginx clients are told apart, and what is not for them is refused`() async throws {
        let directory = try TemporaryDirectory()
        let site = try await Site(in: directory)
        let servers = site.apis
        let proxy = try await ReverseProxy(to: servers.map(\.port))
        let wrong = ["-H", "Content-Type: application/json", "-d", #"{"username":"admin","password":"no"}"#]

        var statuses: [Int?] = []
        for number in 0..<6 {
            let answer = try await proxy.curl(
                "/api/auth/login", wrong[0], wrong[1], wrong[2], wrong[3], "-H", "X-Forwarded-For: 203.0.113.\(number)")
            statuses.append(answer.status)
        }
        #expect(statuses == [401, 401, 401, 401, 401, 429])
        let other = try await proxy.curl("/api/auth/login", from: "127.0.0.2", wrong[0], wrong[1], wrong[2], wrong[3])
        #expect(other.status == 401)
        let logs = try await eventually("the log to name the client") {
            let logs = servers.map(\.process.text).joined()
            return logs.contains("address=127.0.0.2 method=POST") ? logs : nil
        }
        #expect(!logs.contains("203.0.113"))

        let initial = try await proxy.curl(
            "/api/auth/login", from: "127.0.0.3", wrong[0], wrong[1], wrong[2],
            #"{"username":"admin","password":"admin123"}"#)
        #expect(initial.status == 403)

        for path in ["/metrics", "/metrics/", "//metrics", "/%6Detrics", "/a/../metrics?x"] {
            #expect(try await proxy.curl(path).status == 403, "\(path)")
        }
        let named = try await proxy.curl("/health", "-H", "X-Request-ID: mine-1")
        #expect(named.status == 200 && named.text.lowercased().contains("x-request-id: mine-1"))
        let hostile = try await proxy.curl("/health", "-H", #"X-Request-ID: "><script>"#)
        #expect(hostile.status == 200 && !hostile.text.contains("script"))

        let body = "\(directory.path)/large"
        try Data(repeating: 0x20, count: 1_200_000).write(to: URL(fileURLWithPath: body))
        let large = try await proxy.curl("/api/auth/login", wrong[0], wrong[1], "--data-binary", "@\(body)")
        #expect(large.status == 413 && large.text.contains(#"{"msg":"#), "\(large.text)")
        try await proxy.stop()
    }

    @Test func `an API process that is killed under requests fails none that may be repeated`() async throws {
        let directory = try TemporaryDirectory()
        let site = try await Site(in: directory)
        let servers = site.apis
        let token = try #require(try await servers[0].api.loggedIn().token)
        let proxy = try await ReverseProxy(to: servers.map(\.port))
        let (asked, failed) = try await withThrowingTaskGroup(of: (Int, [Int]).self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var failed: [Int] = []
                    for number in 0..<100 {
                        let status = try await proxy.get("/api/devices?page=\(number + 1)", token: token)
                        if status != 200 { failed.append(status) }
                    }
                    return (100, failed)
                }
            }
            let first = servers[0].process
            _ = try await eventually("a hundred requests to be answered by the process that is killed") {
                first.text.matches(of: /path=\/api\/devices/).count >= 100 ? true : nil
            }
            try await servers[0].crash()
            return try await group.reduce((0, [])) { ($0.0 + $1.0, $0.1 + $1.1) }
        }
        #expect(asked == 800 && failed.isEmpty, "\(failed)")
        #expect(servers[1].process.text.contains("path=/api/devices"))

        try await servers[1].crash()
        let none = try await proxy.curl("/health")
        #expect(
            none.status == 503 && none.text.contains(#"{"msg":"#) && none.text.lowercased().contains("retry-after: 2"))
        try await proxy.stop()
    }

    @Test func `API processes that are restarted one after the other under requests fail none`() async throws {
        let directory = try TemporaryDirectory()
        let site = try await Site(in: directory)
        let token = try #require(try await site.apis[0].api.loggedIn().token)
        let proxy = try await ReverseProxy(to: site.apis.map(\.port))
        let isOver = Box(false)
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var statuses: [Int] = []
                    while !isOver.value { statuses.append(try await proxy.get("/api/devices", token: token)) }
                    return statuses
                }
            }
            defer { isOver.value = true }
            var apis = site.apis
            for _ in 0..<2 {
                for index in apis.indices { apis[index] = try await site.restart(apis[index]) }
            }
            isOver.value = true
            let statuses = try await group.reduce([], +)
            #expect(statuses.count > 100 && statuses.allSatisfy { $0 == 200 }, "\(statuses.filter { $0 != 200 })")
        }
        try await proxy.stop()
    }

    /// Two API processes and a worker on PostgreSQL and Redis.
    private struct Site {
        let apis: [Lapwing]
        private let environment: [String: String]
        private let directory: TemporaryDirectory
        private let worker: Lapwing
        private let postgresql: PostgreSQLServer
        private let redis: RedisServer

        init(in directory: TemporaryDirectory) async throws {
            postgresql = try await PostgreSQLServer()
            redis = try await RedisServer()
            self.directory = directory
            environment = [
                "DATABASE_URL": postgresql.url, "REDIS_URL": redis.url, "TRUSTED_PROXIES": "127.0.0.1",
                "LOG_FILE": "none", "LOG_LEVEL": "debug", "SECRET_KEY": String(repeating: "s", count: 40),
                "JWT_SECRET_KEY": String(repeating: "j", count: 40),
            ]
            let first = try await Lapwing.start(["serve", "--roles", "api"], in: directory, environment)
            apis = [first, try await Lapwing.start(["serve", "--roles", "api"], in: directory, environment)]
            worker = try await Lapwing.start(["worker"], in: directory, environment)
        }

        /// As `systemctl restart` does: SIGTERM, and another on the same port, which is ready when this returns.
        func restart(_ api: Lapwing) async throws -> Lapwing {
            #expect(try await api.stop() == 0)
            return try await Lapwing.start(
                ["serve", "--roles", "api"], in: directory, environment.merging(["PORT": "\(api.port)"]) { $1 })
        }
    }

    // MARK: systemd

    @Test(arguments: ["lapwing.service", "lapwing-api@.service", "lapwing-worker@.service"])
    func `systemd understands the units and finds little exposed`(unit: String) async throws {
        let directory = try TemporaryDirectory()
        let text = try String(contentsOfFile: "\(Lapwing.root)/deploy/systemd/\(unit)", encoding: .utf8)
        let path = "\(directory.path)/\(unit)"
        try Data(text.replacing("/usr/local/bin/lapwing", with: Lapwing.executable).utf8)
            .write(to: URL(fileURLWithPath: path))
        let verified = try ChildProcess("/usr/bin/systemd-analyze", ["verify", "--man=no", path])
        #expect(try await verified.exit() == 0 && !verified.text.contains(unit.prefix { $0 != "@" && $0 != "." }))
        let rated = try ChildProcess(
            "/usr/bin/systemd-analyze", ["security", "--offline=yes", "--no-pager", "--threshold=20", path])
        #expect(try await rated.exit() == 0, "\(rated.text.suffix(400))")
    }
}
