import Foundation
import TestKit
import TestServers
import Testing

/// Devices that are watched by name, with name servers that come and go.
@Suite struct NameServiceTests {
    /// Of this process alone, so that several can run at once.
    private static let server = "127.53.\(getpid() / 250 % 250).\(getpid() % 250 + 1)"
    private static let name = "core-1.lapwing.test"

    @Test(.enabled(if: OwnNames.isPossible, "\(OwnNames.obstacle)"))
    func `while no name server answers, a device is polled at its last address, and a name that is gone is believed`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let says = "\(directory.path)/says"
        func say(_ text: String) throws { try text.write(toFile: says, atomically: true, encoding: .utf8) }
        try say("127.0.0.1")
        let names = try OwnNames(nameServer: Self.server)
        try await ServerProcess.run("name_server.py", [Self.server, says]) { _ in
            let lapwing = try await Lapwing.start(in: directory, running: names.command)
            defer { withExtendedLifetime(names) {} }
            let admin = try await lapwing.api.loggedIn()
            _ = try await admin.post(
                "/api/devices",
                ["name": "core-1", "ip_address": Self.name, "snmp_version": "none", "poll_interval": 5])
            func error(_ what: String, _ matches: @escaping @Sendable (String?) -> Bool) async throws -> JSON {
                try await eventually(within: .seconds(60), what) {
                    let device = try await admin.get("/api/devices/1").body
                    return matches(device["last_error"].string) ? device : nil
                }
            }
            _ = try await eventually(within: .seconds(30), "the device to be online") {
                try await admin.get("/api/devices/1").body["status"].string == "online" ? true : nil
            }

            try say("silent")
            let polled = try await error("the failure to be told") {
                $0?.contains("\(Self.name) cannot be looked up") == true
            }
            #expect(polled["last_error"].string?.hasSuffix("polled at its last known address 127.0.0.1") == true)
            #expect(polled["status"].string == "online")

            try say("127.0.0.1")
            let healed = try await error("the failure to be over") { $0 == nil }
            #expect(healed["status"].string == "online")

            try say("nxdomain")
            _ = try await error("the name to be gone") { $0?.contains("\(Self.name) has no address any more") == true }
            _ = try await eventually(within: .seconds(60), "the device to be offline") {
                try await admin.get("/api/devices/1").body["status"].string == "offline" ? true : nil
            }
        }
    }

    @Test(.enabled(if: OwnNames.isPossible, "\(OwnNames.obstacle)"))
    func `where nothing listens at the name server's address, the service has failed, not the device`() async throws {
        let names = try OwnNames(nameServer: Self.server)
        let lapwing = try await Lapwing.start(in: try TemporaryDirectory(), running: names.command)
        defer { withExtendedLifetime(names) {} }
        let admin = try await lapwing.api.loggedIn()
        _ = try await admin.post(
            "/api/devices",
            ["name": "core-1", "ip_address": Self.name, "snmp_version": "none", "poll_interval": 5])
        let device = try await eventually(within: .seconds(60), "the failure to be told") {
            let device = try await admin.get("/api/devices/1").body
            return device["last_error"].string?.contains("cannot be looked up") == true ? device : nil
        }
        #expect(device["status"].string != "offline")
    }
}
