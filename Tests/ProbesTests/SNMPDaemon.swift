import Foundation
import Glibc
import SNMP

/// The `snmpd` of Net-SNMP on a free port of loopback, with users of SNMPv3, for one test.
final class SNMPDaemon: Sendable {
    struct Missing: Error, CustomStringConvertible { let description: String }

    let port: Int
    private let pid: pid_t
    private let directory: URL

    /// `users` are lines of `snmpd.conf`: `createUser …` and `rouser …`.
    init(_ users: [String]) throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/snmpd") else {
            throw Missing(description: "/usr/sbin/snmpd is missing: install the Debian package snmpd")
        }
        directory = FileManager.default.temporaryDirectory.appending(path: "snmpd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        port = try Self.freePort()
        let configuration = directory.appending(path: "snmpd.conf")
        try """
        agentaddress udp:127.0.0.1:\(port)
        sysname core-1
        rocommunity public
        [snmp] persistentDir \(directory.path)
        \(users.joined(separator: "\n"))
        """.write(to: configuration, atomically: true, encoding: .utf8)
        let log = directory.appending(path: "log").path
        pid = try Self.spawn(["/usr/sbin/snmpd", "-f", "-Lf", log, "-C", "-c", configuration.path, "-I", "-smux"])
    }

    /// Without the sockets of other tests, which would stay open in it.
    private static func spawn(_ words: [String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(3)..<1_024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, words[0], &actions, nil, &arguments, nil)
        guard result == 0 else { throw Missing(description: "\(words[0]) does not start: error \(result)") }
        return pid
    }

    deinit {
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
        try? FileManager.default.removeItem(at: directory)
    }

    /// All that came in so far, with the request for this.
    func packets() async throws -> Int64 {
        let client = SNMPClient()
        defer { client.close() }
        let value = try await client.get(
            [1, 3, 6, 1, 2, 1, 11, 1, 0], from: SNMPTarget("127.0.0.1", port: UInt16(port)))
        guard case .counter32(let count) = value else { throw Missing(description: "snmpInPkts is \(value)") }
        return Int64(count)
    }

    private static func freePort() throws -> Int {
        let probe = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(probe) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, size) == 0 && getsockname(probe, $0, &size) == 0
            }
        }
        guard isBound else { throw Missing(description: "no free UDP port on loopback") }
        return Int(UInt16(bigEndian: name.sin_port))
    }
}
