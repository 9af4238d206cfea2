import Foundation
import LapwingServer
import Testing
import Yams

/// What is shipped for deployment keeps up with the code, and keeps the databases to itself.
@Suite struct DeploymentFilesTests {
    private typealias Object = [String: Any]

    private func services() throws -> [String: Object] {
        let compose = try #require(try Yams.load(yaml: try Repository.text("compose.yaml")) as? Object)
        return try #require(compose["services"] as? [String: Object])
    }

    @Test func `nobody but nginx has a port outside`() throws {
        let published = try services().filter { $0.value["ports"] != nil }.keys
        #expect(Array(published) == ["nginx"])
    }

    @Test func `every service that stays is watched, is started again, and waits for what it needs to be well`() throws
    {
        for (name, service) in try services() where !["migrate", "certificate"].contains(name) {
            #expect(service["restart"] as? String == "unless-stopped", "\(name)")
            // The image of Lapwing brings its own check; what pgbouncer leads to is checked behind it.
            #expect(service["healthcheck"] != nil || ["worker", "pgbouncer"].contains(name), "\(name)")
            for (needed, condition) in service["depends_on"] as? [String: Object] ?? [:] {
                let waits = condition["condition"] as? String
                #expect(waits == "service_healthy" || waits == "service_completed_successfully", "\(name) \(needed)")
            }
        }
    }

    @Test func `what compose and systemd are configured with are settings of Lapwing`() throws {
        var names = try Repository.text("deploy/lapwing.env.example").matches(of: /(?m)^(?:# )?([A-Z_]+)=/).map {
            String($0.1)
        }
        for (_, service) in try services() where (service["image"] as? String)?.hasPrefix("lapwing:") == true {
            names += (service["environment"] as? Object ?? [:]).keys
        }
        let image = try Repository.text("Dockerfile")
        let environment = try #require(image.firstMatch(of: /(?m)^ENV (.*)$/)?.1)
        names += environment.matches(of: /([A-Z_]+)=/).map { String($0.1) }
        #expect(names.count > 20)
        for name in names { #expect(ConfigurationKey.named(name)?.rawValue == name, "\(name)") }
    }

    @Test func `one image is built once, by one service`() throws {
        let built = try services().filter { $0.value["build"] != nil }.compactMap { $0.value["image"] as? String }
        #expect(Set(built).count == built.count && built.contains { $0.hasPrefix("lapwing:") })
    }

    @Test func `a container gets the secrets that it needs and no others`() throws {
        let needed: [String: Set<String>] = [
            "api-1": ["POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY", "JWT_SECRET_KEY", "ADMIN_PASSWORD"],
            "api-2": ["POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY", "JWT_SECRET_KEY", "ADMIN_PASSWORD"],
            "worker": ["POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY"], "migrate": ["POSTGRES_PASSWORD"],
            "postgres": ["POSTGRES_PASSWORD"], "pgbouncer": ["POSTGRES_PASSWORD"], "redis": ["REDIS_PASSWORD"],
        ]
        for (name, service) in try services() {
            let text = try Yams.dump(object: service)
            let secrets = text.matches(of: /\$\{([A-Z_]*(?:PASSWORD|SECRET_KEY))/).map { String($0.1) }
            #expect(Set(secrets) == needed[name] ?? [], "\(name)")
            let files = (service["env_file"] as? [Object] ?? []).compactMap { $0["path"] as? String }
            #expect(!text.contains("env_file") || files == ["lapwing.env"], "\(name)")
        }
    }

    @Test func `only what pings may set how the kernel takes pings`() throws {
        #expect(try services().filter { $0.value["sysctls"] != nil }.map(\.key) == ["worker"])
    }

    @Test func `nginx sets no API process aside, and holds back sign-ins however their path is written`() throws {
        for file in ["upstream.conf", "upstream.compose.conf"] {
            let servers = try Repository.text("deploy/nginx/\(file)").matches(of: /(?m)^ +(?:# )?server .*;$/)
            #expect(!servers.isEmpty && servers.allSatisfy { $0.output.contains("max_fails=0") }, "\(file)")
        }
        #expect(try Repository.text("deploy/nginx/lapwing.conf").contains("location ~ ^/api/auth/login/?$ {"))
    }

    @Test func `the file with the secrets is its owner's alone, however the shell makes files`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "env-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "umask 022; '\(Repository.root.path)/deploy/new-env' > '\(file)'"]
        try shell.run()
        shell.waitUntilExit()
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(shell.terminationStatus == 0 && mode == 0o600)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("SECRET_KEY="))
    }

    @Test(arguments: ["deploy", "docs", "scripts", "Sources", "Tests"])
    func `no file holds two versions of a line that a merge left`(folder: String) throws {
        for path in Repository.files(in: folder, ending: "") {
            let text = (try? Repository.text(path)) ?? ""
            let marks = text.utf8.split(separator: UInt8(ascii: "\n")).filter {
                $0.starts(with: "<<<<<<< ".utf8) || $0.starts(with: ">>>>>>> ".utf8)
            }
            #expect(marks.isEmpty, "\(path)")
        }
    }

    @Test func `no secret is written down`() throws {
        for path in ["compose.yaml", "deploy/lapwing.env.example", "Dockerfile"] {
            let text = try Repository.text(path)
            for line in text.split(separator: "\n") where line.contains(/(PASSWORD|SECRET_KEY|requirepass)/) {
                #expect(line.contains(/\$\{|=$|PASSWORD@|=\s*$|^ *#/), "\(path): \(line)")
            }
        }
    }
}
