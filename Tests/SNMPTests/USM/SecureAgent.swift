import Foundation
import Glibc

@testable import SNMP

/// The `snmpd` of Net-SNMP with users of SNMPv3, started for one test.
final class SecureAgent: Sendable {
    let port: UInt16
    private let process: ChildProcess
    private let directory: URL

    /// `users` are lines of `snmpd.conf`: `createUser …` and `rouser …`.
    init(_ users: [String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        port = try LoopbackSocket().port
        let configuration = directory.appending(path: "snmpd.conf")
        try """
        agentaddress udp:127.0.0.1:\(port)
        sysname core-1
        [snmp] persistentDir \(directory.path)
        \(users.joined(separator: "\n"))
        """.write(to: configuration, atomically: true, encoding: .utf8)
        process = try ChildProcess(
            "/usr/sbin/snmpd",
            ["-f", "-Lf", directory.appending(path: "log").path, "-C", "-c", configuration.path], package: "snmpd")
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// What it wrote to its log.
    var log: String { (try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)) ?? "" }
}
