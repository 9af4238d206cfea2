import Foundation
import SNMP
import Simulators
import Testing

/// One client for a whole network. Release builds are held to all of it, debug builds to a tenth.
@Suite(.serialized) struct ScaleTests {
    #if DEBUG
        private static let share = 10
    #else
        private static let share = 1
    #endif

    private func targets(_ count: Int, _ fleet: AgentFleet, _ credentials: Credentials) -> [SNMPTarget] {
        (0..<count).map { number in
            SNMPTarget(
                "127.\(1 + number / 62_500).\(number / 250 % 250).\(number % 250 + 1)", port: fleet.port,
                credentials: credentials, timeout: .seconds(10), retries: 3)
        }
    }

    private func poll(_ targets: [SNMPTarget], with client: SNMPClient) async throws {
        var count = 0
        for await answer in client.get([.sysUpTime.scalar, .sysName.scalar], from: targets) {
            _ = try answer.result.get()
            count += 1
        }
        #expect(count == targets.count)
    }

    @Test func `ten thousand devices of v3 are polled again after a restart, and asked for nothing else`() async throws
    {
        let count = 10_000 / Self.share
        let user = USMUser(
            "monitor", authentication: .init(.sha256, "maplesyrup"), privacy: .init(.aes128, "mapleleaf"))
        var options = FleetOptions(content: .switch(ports: 2))
        options.users = [user]
        let fleet = try AgentFleet(options)
        let targets = targets(count, fleet, .v3(user))
        let client = SNMPClient()
        try await poll(targets, with: client)
        var stored: [Data] = []
        for target in targets {
            stored.append(try JSONEncoder().encode(try #require(try await client.knowledge(of: target))))
        }
        client.close()

        let before = fleet.requests
        let start = ContinuousClock.now
        let restarted = SNMPClient()
        for (target, knowledge) in zip(targets, stored) {
            try await restarted.remember(JSONDecoder().decode(DeviceKnowledge.self, from: knowledge), of: target)
        }
        try await poll(targets, with: restarted)
        #expect(fleet.requests - before == count)
        #expect(ContinuousClock.now - start < .seconds(5))
        restarted.close()
    }

    @Test func `a hundred thousand devices take at most 4 KiB each, and one socket`() async throws {
        let count = 100_000 / Self.share
        let fleet = try AgentFleet(ports: 2)
        let client = SNMPClient()
        let targets = targets(count, fleet, .v2c("public"))
        try await poll(Array(targets.prefix(100)), with: client)
        let memory = Self.residentBytes
        try await poll(targets, with: client)
        #expect(Self.residentBytes - memory < count * 4_096)
        let statistics = await client.statistics
        #expect(statistics.devices == count)
        #expect(statistics.sockets == 1)
        client.close()
    }

    private static var residentBytes: Int {
        let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4_096
    }
}
