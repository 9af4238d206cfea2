import Foundation
import SNMP
import Simulators
import Testing

/// Every example of the guides is compiled here, and run where that means something.
struct GuideTests {
    @Test func `the examples of the guides are those that are compiled here`() throws {
        let source = Self.lines(try String(contentsOfFile: #filePath, encoding: .utf8))
        let guides = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/SNMP/Documentation.docc")
        for name in ["SNMP.md", "Counters.md"] {
            let guide = try String(contentsOf: guides.appending(path: name), encoding: .utf8)
            let examples = guide.components(separatedBy: "```swift\n").dropFirst().compactMap {
                $0.components(separatedBy: "```").first
            }
            #expect(!examples.isEmpty)
            for example in examples {
                let lines = Self.lines(example)
                #expect(source.contains(lines), "\(name): \(lines.first ?? "")")
            }
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private func ask() async throws {
        let client = SNMPClient()
        let router = SNMPTarget("10.0.0.7", credentials: .v2c("public"))

        let name = try await client.get(.sysName, from: router)
        let group = try await client.system(of: router)
        print(name, group.descr ?? "no description")

        let values = try await client.get([.sysUpTime.scalar, .ifHCInOctets.appending(3)], from: router)
        for varBind in values { print(varBind.text) }
    }

    private func read(_ client: SNMPClient, _ router: SNMPTarget) async throws {
        for try await row in client.table(.ifXTable, of: router) {
            print(row.index, row[.ifName]?.text ?? "", row[.ifHCInOctets]?.number ?? 0, row.upTime ?? 0)
        }
        for try await varBind in client.walk(.system, of: router) {
            print(varBind.text)
        }
        let speeds = try await client.table([.ifName, .ifHighSpeed], of: router).collect()
        print(speeds.count)
    }

    private func askAsUser(_ client: SNMPClient) async throws -> SNMPTarget {
        let user = USMUser(
            "monitor", authentication: .init(.sha256, "an old passphrase"), privacy: .init(.aes128, "another one"))
        let secured = SNMPTarget("10.0.0.8", credentials: .v3(user))
        do {
            print(try await client.get(.sysName, from: secured))
        } catch let error where error.code == .insecure {
            print(error)
        }
        return secured
    }

    private func sweep(_ client: SNMPClient) async {
        let routers = (1...250).map { SNMPTarget("10.0.0.\($0)", credentials: .v2c("public")) }
        for await answer in client.get([.sysUpTime.scalar, .sysName.scalar], from: routers, atOnce: 100) {
            switch answer.result {
            case .success(let varBinds): print(answer.target, varBinds[1].value)
            case .failure(let error): print(error)
            }
        }
    }

    private func keep(_ client: SNMPClient, _ secured: SNMPTarget) async throws {
        if let known = try await client.knowledge(of: secured) {
            let stored = try JSONEncoder().encode(known)
            try await client.remember(JSONDecoder().decode(DeviceKnowledge.self, from: stored), of: secured)
        }
    }

    private func record(_ octets: UInt64, over time: Duration) {}
    private func recordGap() {}

    private func rate(
        _ client: SNMPClient, _ router: SNMPTarget, since earlier: CounterReading, _ start: ContinuousClock.Instant,
        speed: UInt64
    ) async throws {
        let instances: [OID] = [
            .ifHCInOctets.appending(3), .ifInOctets.appending(3), .ifCounterDiscontinuityTime.appending(3),
        ]
        let values = try await client.get(AgentClock.instances + instances, from: router)
        let clock = AgentClock(values, received: start.duration(to: .now))
        guard
            let reading = CounterReading(
                highCapacity: values[4].value, low: values[5].value, clock: clock, discontinuity: values[6].value)
        else { return recordGap() }

        switch earlier.delta(to: reading, limit: .octets(bitsPerSecond: speed)) {
        case .delta(let octets, let time): record(octets, over: time)
        case .wrapped, .reset, .discontinuity, .implausible: recordGap()
        }
    }

    @Test func `the examples run`() async throws {
        let fleet = try AgentFleet()
        let client = SNMPClient()
        try await read(client, SNMPTarget("127.0.0.7", port: fleet.port))
        client.close()
    }
}
