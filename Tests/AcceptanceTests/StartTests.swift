import Foundation
import Testing

/// What a newcomer and an operator see when Lapwing starts and stops.
@Suite struct StartTests {
    @Test func `a new installation serves, lets admin in with the expected password, and says to change it`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory)
        #expect(try await lapwing.api.get("/health").body["status"].string == "healthy")
        let login = try await lapwing.api.post("/api/auth/login", ["username": "admin", "password": "admin123"])
        #expect(login.status == 200)
        #expect(login.body["user"]["role"].string == "admin")
        #expect(login.body["must_change_password"].bool == true)
        #expect(lapwing.process.text.contains("initial password"))
        #expect(try await lapwing.stop() == 0)
    }

    @Test func `tokens and users survive a restart, and secrets are for the owner's eyes alone`() async throws {
        let directory = try TemporaryDirectory()
        let first = try await Lapwing.start(in: directory)
        let admin = try await first.api.loggedIn()
        _ = try await first.stop()
        let second = try await Lapwing.start(in: directory)
        let again = API(base: second.api.base, server: second.process, token: admin.token)
        #expect(try await again.get("/api/auth/profile").body["username"].string == "admin")
        for name in ["jwt.key", "secret.key", "lapwing.db"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory.path)/data/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func `production makes a random password, shows it once, and keeps it out of the log file`() async throws {
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory, ["APP_ENV": "production"])
        let shown = try #require(
            lapwing.process.text.split(separator: "\n").first { $0.contains("password of the user") })
        let password = String(try #require(shown.split(separator: " ").last))
        #expect(
            try await lapwing.api.post("/api/auth/login", ["username": "admin", "password": "admin123"]).status == 401)
        _ = try await lapwing.api.loggedIn(as: "admin", password)
        _ = try await lapwing.stop()
        let log = try String(contentsOfFile: "\(directory.path)/logs/backend.log", encoding: .utf8)
        #expect(log.contains("Created the user admin"))
        #expect(!log.contains(password))
    }

    @Test func `the initial password is refused from another machine until it is changed`() async throws {
        let host = try NetworkNamespace()
        let directory = try TemporaryDirectory()
        let lapwing = try await Lapwing.start(in: directory, ["HOST": "0.0.0.0"])
        let body = #"{"username":"admin","password":"admin123"}"#
        let login = [
            "netns", "exec", host.name, "/usr/bin/curl", "-s", "-w", "\n%{http_code}\n", "-H",
            "Content-Type: application/json", "-d", body, "http://\(host.near):\(lapwing.port)/api/auth/login",
        ]
        let refused = try ChildProcess("/usr/sbin/ip", login)
        #expect(try await refused.exit() == 0)
        #expect(refused.text.contains("\n403"))
        let admin = try await lapwing.api.loggedIn()
        let changed = try await admin.put(
            "/api/auth/profile", ["current_password": "admin123", "new_password": "Changed-123"])
        #expect(changed.status == 200)
        let stillOld = try ChildProcess("/usr/sbin/ip", login)
        #expect(try await stillOld.exit() == 0)
        #expect(stillOld.text.contains("\n401"))
    }

    @Test(arguments: [
        (["PORT": "eighty"], "PORT"), (["DATABASE_URL": "oracle://x"], "DATABASE_URL"),
        (["ADMIN_PASSWORD": "weak", "APP_ENV": "production"], "ADMIN_PASSWORD"),
        (["DATA_DIR": "/proc/no"], "/proc/no"), (["LOG_FILE": "/proc/no/log"], "LOG_FILE"),
        (["TLS_CERTIFICATE": "a.pem", "TLS_PRIVATE_KEY": "b.pem"], "TLS_CERTIFICATE"),
    ])
    func `a wrong setting stops the start with one sentence that names it`(
        environment: [String: String], named: String
    ) async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess(
            Lapwing.executable, ["serve"], environment: ["PORT": "0"].merging(environment) { $1 },
            directory: directory.path)
        #expect(try await process.exit() == 1)
        let sentence = try #require(process.text.split(separator: "\n").last)
        #expect(sentence.hasPrefix("lapwing: "))
        #expect(sentence.contains(named))
        #expect(!process.text.contains("Error("))
    }

    @Test func `a taken port is named`() async throws {
        let directory = try TemporaryDirectory()
        let first = try await Lapwing.start(in: directory)
        let other = try TemporaryDirectory()
        let second = try ChildProcess(
            Lapwing.executable, ["serve", "--port", "\(first.port)", "--host", "127.0.0.1"], directory: other.path)
        #expect(try await second.exit() == 1)
        #expect(second.text.contains("PORT \(first.port) is taken"))
    }

    @Test func `an unknown key in lapwing_yml stops the start with a sentence naming it`() async throws {
        let directory = try TemporaryDirectory()
        try Data("prot: 80\n".utf8).write(to: URL(fileURLWithPath: "\(directory.path)/lapwing.yml"))
        let process = try ChildProcess(Lapwing.executable, ["serve"], directory: directory.path)
        #expect(try await process.exit() == 1)
        #expect(process.text.contains("“prot”"))
    }

    @Test func `it may open as many files as it is allowed to, however few a shell begins with`() async throws {
        let directory = try TemporaryDirectory()
        let process = try ChildProcess(
            "/usr/bin/prlimit", ["--nofile=256:5000", Lapwing.executable, "serve"],
            environment: ["PORT": "0", "HOST": "127.0.0.1"], directory: directory.path)
        let warning = try await process.line { $0.contains("MAX_CONNECTIONS is 10000") }
        #expect(warning.contains("5000 files") && warning.contains("2500"))
        _ = try await process.line { $0.contains("listens on") }
        let limits = try String(contentsOfFile: "/proc/\(process.pid)/limits", encoding: .utf8)
        let files = limits.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        #expect(files?.split(separator: " ")[3] == "5000")
    }

    @Test func `with a certificate it speaks HTTPS`() async throws {
        let directory = try TemporaryDirectory()
        let made = try ChildProcess(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost", "-keyout",
                "key.pem", "-out", "cert.pem",
            ], directory: directory.path)
        #expect(try await made.exit() == 0)
        let lapwing = try await Lapwing.start(
            in: directory, ["TLS_CERTIFICATE": "cert.pem", "TLS_PRIVATE_KEY": "key.pem"])
        let curl = try ChildProcess("/usr/bin/curl", ["-sk", "https://localhost:\(lapwing.port)/health"])
        #expect(try await curl.exit() == 0)
        #expect(curl.text.contains("healthy"))
    }
}
