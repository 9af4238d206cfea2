import Glibc
import SNMP
import TestKit
import Testing

/// Devices of SNMPv3 from the API to a real agent.
@Suite struct SecuredDeviceTests {
    private static let users = ["createUser bert SHA-256 maplesyrup AES mapleleaf", "rouser bert priv"]

    private static func device(_ agent: SNMPAgent, password: String = "maplesyrup") -> [String: Any] {
        [
            "name": "agent", "ip_address": "127.0.0.1", "snmp_port": agent.port, "snmp_version": "3",
            "poll_interval": 5,
            "snmp_v3": [
                "username": "bert", "auth_protocol": "SHA256", "auth_password": password, "priv_protocol": "AES",
                "priv_password": "mapleleaf",
            ],
        ]
    }

    @Test func `a device is online with what it says of itself, and after a restart nothing is discovered again`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let agent = try await SNMPAgent.start(in: directory, community: "counts", users: Self.users)
        defer { withExtendedLifetime(agent) {} }
        let first = try await Lapwing.start(in: directory)
        let admin = try await first.api.loggedIn()
        #expect(try await admin.post("/api/devices", Self.device(agent)).status == 201)
        let device = try await eventually("the agent to answer") {
            let device = try await admin.get("/api/devices/1").body
            return device["sys_name"].string != nil ? device : nil
        }
        #expect(device["status"].string == "online")
        #expect(device["last_error"] == .null)
        #expect(!device.description.contains("maple"))
        first.process.signal(SIGTERM)
        try await first.process.end()

        let discoveries = try await agent.discoveries()
        #expect(discoveries > 0)
        let second = try await Lapwing.start(in: directory)
        let again = API(base: second.api.base, server: second.process, token: admin.token)
        let polled = try await again.post("/api/devices/1/poll?wait=30")
        #expect(polled.body["status"].string == "online")
        #expect(polled.body["error"] == .null)
        #expect(try await agent.discoveries() == discoveries)
        withExtendedLifetime(second) {}
    }

    @Test func `a wrong password is told as what it is, and the right one is taken at once`() async throws {
        let directory = try TemporaryDirectory()
        let agent = try await SNMPAgent.start(in: directory, community: "counts", users: Self.users)
        defer { withExtendedLifetime(agent) {} }
        let admin = try await Lapwing.start(in: directory).api.loggedIn()
        _ = try await admin.post("/api/devices", Self.device(agent, password: "mapletree"))
        let device = try await eventually(within: .seconds(40), "the reason to be told") {
            let device = try await admin.get("/api/devices/1").body
            return device["last_error"].string != nil ? device : nil
        }
        #expect(device["status"].string == "online")
        #expect(device["last_error"].string?.contains("SHA-256 passphrase") == true)
        _ = try await admin.put("/api/devices/1", ["snmp_v3": ["auth_password": "maplesyrup"]])
        _ = try await eventually(within: .seconds(40), "the agent to answer") {
            try await admin.get("/api/devices/1").body["sys_name"].string
        }
    }

    @Test func `check asks as a user, and shows what it learned`() async throws {
        let directory = try TemporaryDirectory()
        let agent = try await SNMPAgent.start(in: directory, community: "counts", users: Self.users)
        let check = try ChildProcess(
            Lapwing.executable,
            ["check", "127.0.0.1", "--port", "\(agent.port)", "-u", "bert", "-a", "sha256", "-x", "aes128"],
            environment: ["LAPWING_AUTH_PASSWORD": "maplesyrup", "LAPWING_PRIV_PASSWORD": "mapleleaf"])
        try await check.end()
        _ = try await check.line { $0.hasSuffix("is online") }
        #expect(check.text.contains("name: agent-\(agent.port)"), "\(check.text)")
        #expect(check.text.contains("learned: engine 80001f88"))
        #expect(!check.text.contains("maple"))
        withExtendedLifetime(agent) {}
    }
}

extension SNMPAgent {
    /// How often it was asked who it is (RFC 3414 `usmStatsUnknownEngineIDs`), or what time it has
    /// (`usmStatsNotInTimeWindows`).
    fileprivate func discoveries() async throws -> UInt32 {
        let client = SNMPClient()
        defer { client.close() }
        let target = SNMPTarget("127.0.0.1", port: UInt16(port), credentials: .v2c("counts"))
        let counts = try await client.get(
            [[1, 3, 6, 1, 6, 3, 15, 1, 1, 4, 0], [1, 3, 6, 1, 6, 3, 15, 1, 1, 2, 0]], from: target)
        return counts.reduce(0) { sum, count in
            guard case .counter32(let value) = count.value else { return sum }
            return sum + value
        }
    }
}
