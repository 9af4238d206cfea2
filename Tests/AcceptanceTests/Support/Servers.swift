import Foundation

/// A server script of `Tests/Servers`, which says in one JSON line where it listens.
struct Server: Sendable {
    let process: ChildProcess
    let ready: JSON

    var port: Int { ready["port"].int ?? 0 }

    static func python(_ script: String, _ arguments: [String]) async throws -> Server {
        let process = try ChildProcess("/usr/bin/python3", ["\(Lapwing.root)/Tests/Servers/\(script)"] + arguments)
        let line = try await process.line { $0.hasPrefix("{") }
        return Server(process: process, ready: try JSON(Data(line.utf8)))
    }
}

/// A real SNMP agent.
struct SNMPAgent: Sendable {
    let process: ChildProcess
    let port: Int

    /// net-snmp's `snmpd`, in `namespace` where one is given, answering `community` on every address.
    /// `users` are more lines of its configuration: `createUser …` and `rouser …`.
    static func start(
        in directory: TemporaryDirectory, community: String, users: [String] = [], namespace: NetworkNamespace? = nil
    ) async throws -> SNMPAgent {
        let port = Int.random(in: 20_000...30_000)
        let file = "\(directory.path)/snmpd-\(port).conf"
        let lines =
            [
                "rocommunity \(community)", "sysName agent-\(port)", "sysDescr Lapwing test agent",
                "sysLocation rack 4",
                "agentAddress udp:\(port)",
            ] + users
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
        let arguments = ["-f", "-Le", "-C", "-c", file, "-p", "\(file).pid", "-I", "-smux"]
        let environment = ["SNMP_PERSISTENT_DIR": directory.path]
        let process =
            if let namespace {
                try ChildProcess(
                    "/usr/sbin/ip", ["netns", "exec", namespace.name, "/usr/sbin/snmpd"] + arguments,
                    environment: environment, keeping: directory)
            } else {
                try ChildProcess("/usr/sbin/snmpd", arguments, environment: environment, keeping: directory)
            }
        _ = try await process.line { $0.contains("NET-SNMP version") }
        return SNMPAgent(process: process, port: port)
    }
}
