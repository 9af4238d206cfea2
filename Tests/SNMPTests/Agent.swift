import SNMP
import TestKit

/// The `snmpd` of Net-SNMP, started for one test on a free port of loopback with a configuration of its own.
struct Agent: Sendable {
    private let daemon: NetSNMPDaemon

    init() throws {
        daemon = try NetSNMPDaemon(
            [
                "rocommunity lapwing-test default", "rocommunity6 lapwing-test default", "syslocation Rack 7",
                "sysdescr A switch for tests", "sysobjectid 1.3.6.1.4.1.8072.3.2.10",
            ], onIPv6: true)
    }

    var port: UInt16 { UInt16(daemon.port) }

    func target(_ version: SNMPVersion, community: Community = "lapwing-test") -> SNMPTarget {
        SNMPTarget(
            "127.0.0.1", port: port, credentials: Credentials(version, community), timeout: .seconds(10), retries: 3)
    }

    /// An agent that answers: while it starts, its port is closed.
    static func started(for client: SNMPClient) async throws -> Agent {
        let agent = try Agent()
        while try await !agent.answers(client) { await Task.yield() }
        return agent
    }

    func signal(_ number: Int32) { daemon.signal(number) }

    private func answers(_ client: SNMPClient) async throws -> Bool {
        do {
            _ = try await client.get([.sysName.scalar], from: target(.v2c))
            return true
        } catch let error where error.code == .portClosed {
            return false
        }
    }
}
