import Foundation
import SNMP
import Simulators
import Testing

/// Agents behind an interface of their own, which answer pings or do not. Takes root.
@Suite(.serialized, .timeLimit(.minutes(1))) struct OwnNetworkTests {
    private let client = SNMPClient()

    /// - Parameter number: of the network 198.18.number.0. Each test has its own: an interface goes a moment after its fleet.
    private func fleet(_ number: Int, _ change: (inout FleetOptions) -> Void = { _ in }) throws -> AgentFleet {
        var options = FleetOptions(content: .switch(ports: 2))
        options.network = AgentNetwork("198.18.\(number).0/24")
        change(&options)
        return try AgentFleet(options)
    }

    private func answersPing(_ address: String) throws -> Bool {
        let ping = Process()
        ping.executableURL = URL(fileURLWithPath: "/usr/bin/ping")
        ping.arguments = ["-n", "-q", "-c", "1", "-W", "1", "-s", "1000", address]
        ping.standardOutput = FileHandle.nullDevice
        try ping.run()
        ping.waitUntilExit()
        return ping.terminationStatus == 0
    }

    private func name(at address: String, _ fleet: AgentFleet) async throws -> String? {
        try await client.system(
            of: SNMPTarget(address, port: fleet.port, timeout: .milliseconds(500), retries: 2)
        ).name
    }

    @Test func `each address of the network answers pings and requests`() async throws {
        let fleet = try fleet(7)
        for address in ["198.18.7.1", "198.18.7.200"] {
            #expect(try answersPing(address))
            #expect(try await name(at: address, fleet)?.hasPrefix("sw-198-18-7-") == true)
        }
        #expect(fleet.statistics.echoes == 2)
        #expect(try await name(at: "127.0.0.1", fleet) == "sw-127-0-0-1")
    }

    @Test func `a reply as large as UDP carries comes through`() async throws {
        let text = String(repeating: "x", count: 60_000)
        let content = try AgentContent("1.3.6.1.2.1.1.1.0|4|\(text)\n")
        let fleet = try fleet(8) {
            $0.content = content
            $0.behaviour.replySize = 65_507
        }
        let values = try await client.get([.sysDescr.scalar], from: SNMPTarget("198.18.8.9", port: fleet.port))
        #expect(values.map(\.value) == [.octetString(OctetString(Array(text.utf8)))])
    }

    @Test func `one that is dead answers neither, while its neighbours do`() async throws {
        let fleet = try fleet(9) { options in
            guard let network = AgentNetwork("198.18.9.7") else { return }
            options.exceptions = [(network, AgentBehaviour(isDead: true))]
        }
        #expect(try !answersPing("198.18.9.7"))
        await #expect(throws: SNMPError.self) { try await name(at: "198.18.9.7", fleet) }
        #expect(try answersPing("198.18.9.8"))
    }

    @Test func `an outage takes pings and requests away, and gives them back`() throws {
        let fleet = try fleet(10) { $0.behaviour.outage = Outage(length: .seconds(2), period: .seconds(5)) }
        var seen: [Bool] = []
        while Array(seen.suffix(3)) != [true, false, true] {
            let answers = try answersPing("198.18.10.3")
            if seen.last != answers { seen.append(answers) }
        }
        #expect(fleet.statistics.dead > 0)
    }

    @Test(arguments: [(2, 5, 0, false), (2, 5, 2, false), (2, 5, 3, true), (2, 5, 4, true), (2, 5, 5, false)])
    func `an outage is at the end of each period`(length: Int, period: Int, second: Int, isAway: Bool) throws {
        let outage = try #require(Outage(length: .seconds(length), period: .seconds(period)))
        #expect(outage.isOn(after: Int64(second) * 1_000_000_000) == isAway)
        #expect(Outage(length: .seconds(period), period: .seconds(period)) == nil)
    }
}
