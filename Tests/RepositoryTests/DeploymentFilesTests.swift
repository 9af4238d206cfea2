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

    @Test func `no secret is written down`() throws {
        for path in ["compose.yaml", "deploy/lapwing.env.example", "Dockerfile"] {
            let text = try Repository.text(path)
            for line in text.split(separator: "\n") where line.contains(/(PASSWORD|SECRET_KEY|requirepass)/) {
                #expect(line.contains(/\$\{|=$|PASSWORD@|=\s*$|^ *#/), "\(path): \(line)")
            }
        }
    }
}
