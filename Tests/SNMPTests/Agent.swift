import Foundation
import Glibc
import SNMP

/// The `snmpd` of Net-SNMP, started for one test on a free port of loopback with a configuration of its own.
final class Agent: Sendable {
    let port: UInt16
    private let process: pid_t
    private let directory: URL

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    init() throws {
        let program = "/usr/sbin/snmpd"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Missing(description: "\(program) is missing: install the Debian package snmpd")
        }
        directory = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        port = try Agent.freePort()
        let configuration = directory.appending(path: "snmpd.conf")
        try """
        agentaddress udp:127.0.0.1:\(port),udp6:[::1]:\(port)
        rocommunity lapwing-test default
        rocommunity6 lapwing-test default
        sysname core-1
        syslocation Rack 7
        sysdescr A switch for tests
        [snmp] persistentDir \(directory.path)
        sysobjectid 1.3.6.1.4.1.8072.3.2.10
        """.write(to: configuration, atomically: true, encoding: .utf8)
        process = try Agent.spawn([
            program, "-f", "-Lf", directory.appending(path: "log").path, "-C", "-c", configuration.path,
        ])
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        try? FileManager.default.removeItem(at: directory)
    }

    private static func spawn(_ arguments: [String]) throws -> pid_t {
        var process = pid_t()
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let result = posix_spawn(&process, arguments[0], nil, nil, &pointers, environ)
        guard result == 0 else { throw Missing(description: "\(arguments[0]) does not start: error \(result)") }
        return process
    }

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

    func signal(_ number: Int32) {
        kill(process, number)
    }

    private func answers(_ client: SNMPClient) async throws -> Bool {
        do {
            _ = try await client.get([.sysName.scalar], from: target(.v2c))
            return true
        } catch let error where error.code == .portClosed {
            return false
        }
    }

    private static func freePort() throws -> UInt16 {
        let probe = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(probe) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, size) == 0 && getsockname(probe, $0, &size) == 0
            }
        }
        guard result else { throw Missing(description: "no free UDP port on loopback") }
        return UInt16(bigEndian: name.sin_port)
    }
}
