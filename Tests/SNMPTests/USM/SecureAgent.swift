import TestKit

/// The `snmpd` of Net-SNMP with users of SNMPv3, started for one test.
struct SecureAgent: Sendable {
    private let daemon: NetSNMPDaemon

    /// `users` are lines of `snmpd.conf`: `createUser …` and `rouser …`.
    init(_ users: [String]) throws { daemon = try NetSNMPDaemon(users) }

    var port: UInt16 { UInt16(daemon.port) }

    /// What it wrote to its log.
    var log: String { daemon.log }
}
