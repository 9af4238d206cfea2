import Foundation
import SNMP
import Simulators
import TestKit
import Testing

/// Four thousand devices, half of them dead.
@Suite struct LoadTests {
    private static let half = 2000
    private static let interval = 30

    @Test func `2,000 dead and 2,000 living devices polled every 30 s start on time while the API answers at once`()
        async throws
    {
        let fleet = try AgentFleet(port: 0, community: "public", behaviour: AgentBehaviour())
        let void = try NetworkNamespace()
        defer { withExtendedLifetime((fleet, void)) {} }
        try void.swallow("10.190.0.0/16")
        let lapwing = try await Lapwing.start(
            in: try TemporaryDirectory(), ["DEVICE_POLL_INTERVAL": "\(Self.interval)", "LOG_LEVEL": "notice"])
        let admin = try await lapwing.api.loggedIn()
        try await add(Self.half, to: admin, port: fleet.port) { "127.60.\($0 / 250).\($0 % 250 + 1)" }
        try await add(Self.half, to: admin, port: fleet.port) { "10.190.\($0 / 250).\($0 % 250 + 1)" }
        _ = try await eventually(within: .seconds(120), "every device to be known for what it is") {
            let counts = try await admin.get("/api/devices/status").body
            return counts["online"].int == Self.half && counts["offline"].int == Self.half ? true : nil
        }

        let before = try await starts(admin)
        let deadline = ContinuousClock.now + .seconds(2 * Self.interval)
        var latencies: [Duration] = []
        while ContinuousClock.now < deadline {
            let start = ContinuousClock.now
            #expect(try await admin.get("/api/devices/\(latencies.count % 4000 + 1)").status == 200)
            latencies.append(ContinuousClock.now - start)
            try await Task.sleep(for: .milliseconds(20))
        }
        let after = try await starts(admin)
        let (started, late) = (after.started - before.started, after.late - before.late)
        #expect(started >= 4000)
        #expect(late * 100 <= started, "\(late) of \(started) polls started more than 1 s late")
        let p99 = latencies.sorted()[latencies.count * 99 / 100]
        #expect(p99 < .milliseconds(50), "the API's p99 was \(p99)")
        let alerts = try await admin.get("/api/alerts?severity=high").body["pagination"]["total"].int
        #expect(alerts == Self.half)
    }

    private func add(_ count: Int, to admin: API, port: UInt16, address: @escaping @Sendable (Int) -> String)
        async throws
    {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                if number >= 16 { #expect(try await group.next() == 201) }
                group.addTask {
                    try await admin.post(
                        "/api/devices",
                        ["name": address(number), "ip_address": address(number), "snmp_port": Int(port)]
                    ).status
                }
            }
            for try await status in group { #expect(status == 201) }
        }
    }

    private func starts(_ admin: API) async throws -> (started: Int, late: Int) {
        let text = try await admin.get("/api/health").body["starts"].string ?? ""
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        return (try #require(numbers.first), try #require(numbers.dropFirst().first))
    }
}
