internal import Foundation

/// The `snmpd` of Net-SNMP on a free port of loopback, for one test.
package final class NetSNMPDaemon: Sendable {
    package let port: Int
    private let process: ChildProcess
    private let directory: URL

    /// - Parameters:
    ///   - lines: of `snmpd.conf`, such as `createUser …` and `rouser …`.
    ///   - onIPv6: whether it listens on `::1`, too.
    package init(_ lines: [String], onIPv6: Bool = false) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "snmpd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        port = try freePort(.udp)
        let configuration = directory.appending(path: "snmpd.conf")
        try """
        agentaddress udp:127.0.0.1:\(port)\(onIPv6 ? ",udp6:[::1]:\(port)" : "")
        sysname core-1
        [snmp] persistentDir \(directory.path)
        \(lines.joined(separator: "\n"))
        """.write(to: configuration, atomically: true, encoding: .utf8)
        let log = directory.appending(path: "log").path
        process = try ChildProcess(
            "/usr/sbin/snmpd", ["-f", "-Lf", log, "-C", "-c", configuration.path, "-I", "-smux"], package: "snmpd")
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// What it wrote to its log.
    package var log: String {
        (try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)) ?? ""
    }

    package func signal(_ number: Int32) { process.signal(number) }
}
