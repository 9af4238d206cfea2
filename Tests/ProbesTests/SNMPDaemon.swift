import SNMP
import TestKit

/// The `snmpd` of Net-SNMP on a free port of loopback, with users of SNMPv3, for one test.
struct SNMPDaemon: Sendable {
    struct Odd: Error, CustomStringConvertible { let description: String }

    private let daemon: NetSNMPDaemon

    /// `users` are lines of `snmpd.conf`: `createUser …` and `rouser …`.
    init(_ users: [String]) throws { daemon = try NetSNMPDaemon(["rocommunity public"] + users) }

    var port: Int { daemon.port }

    /// All that came in so far, with the request for this.
    func packets() async throws -> Int64 {
        let client = SNMPClient()
        defer { client.close() }
        let value = try await client.get(
            [1, 3, 6, 1, 2, 1, 11, 1, 0], from: SNMPTarget("127.0.0.1", port: UInt16(port)))
        guard case .counter32(let count) = value else { throw Odd(description: "snmpInPkts is \(value)") }
        return Int64(count)
    }
}
