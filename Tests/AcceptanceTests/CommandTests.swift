import Foundation
import Glibc
import TestKit
import Testing

/// `lapwing get` and `lapwing walk` against the `snmpd` of Net-SNMP.
@Suite struct CommandTests {
    @Test func `get prints names, states and times`() async throws {
        let agent = try await SNMPDaemon.started()
        let get = try agent.lapwing("get", "sysName", "ifOperStatus.1", "1.3.6.1.2.1.1.6.0", "hrSystemUptime")
        #expect(try await get.exit() == 0)
        let lines = get.text.split(separator: "\n").map(String.init)
        #expect(lines.contains("sysName.0 = core-1"))
        #expect(lines.contains("ifOperStatus.1 = up(1)"))
        #expect(lines.contains("sysLocation.0 = Rack 7"))
        #expect(get.text.contains(/hrSystemUptime\.0 = (\d+ d )?\d+:\d\d:\d\d\.\d\d/))
        #expect(get.text.contains("4 values from 127.0.0.1:\(agent.port) with 1 request in "))
    }

    @Test func `without objects get reads the system group`() async throws {
        let agent = try await SNMPDaemon.started()
        let get = try agent.lapwing("get")
        #expect(try await get.exit() == 0)
        #expect(get.text.contains("sysDescr.0 = A switch for tests"))
        #expect(get.text.contains("sysObjectID.0 = linux"))
    }

    @Test func `a value that is missing is named, and the exit status tells`() async throws {
        let agent = try await SNMPDaemon.started()
        let get = try agent.lapwing("get", "sysName", "sysName.7")
        #expect(try await get.exit() == 1)
        #expect(get.text.contains("sysName.0 = core-1"))
        #expect(get.text.contains("sysName.7 = no such instance"))
    }

    @Test func `every line of --json is an object`() async throws {
        let agent = try await SNMPDaemon.started()
        let walk = try agent.lapwing("walk", "system", "--json")
        #expect(try await walk.exit() == 0)
        let objects = walk.text.split(separator: "\n").filter { $0.hasPrefix("{") }
        #expect(objects.count > 7)
        let parsed = try objects.map { try JSON(Data($0.utf8)) }
        #expect(parsed.contains { $0["name"].string == "sysName.0" && $0["value"].string == "core-1" })
        #expect(parsed.allSatisfy { $0["oid"].string?.hasPrefix("1.3.6.1.2.1.1.") == true })
    }

    @Test func `a table has a line for each row, and columns that stand below each other`() async throws {
        let agent = try await SNMPDaemon.started()
        let walk = try agent.lapwing("walk", "ifTable", "--table", "--columns", "ifDescr,ifOperStatus")
        #expect(try await walk.exit() == 0)
        let lines = walk.text.split(separator: "\n").map(String.init)
        let head = try #require(lines.first { $0.hasPrefix("ifIndex") })
        let loopback = try #require(lines.first { $0.contains("up(1)") && $0.contains(" lo ") })
        #expect(head.range(of: "ifOperStatus")?.lowerBound == loopback.range(of: "up(1)")?.lowerBound)
        #expect(walk.text.contains("of ifTable from 127.0.0.1:\(agent.port) with "))
    }

    @Test func `a walk of nothing says so`() async throws {
        let agent = try await SNMPDaemon.started()
        let walk = try agent.lapwing("walk", "lldpRemTable")
        #expect(try await walk.exit() == 1)
        #expect(walk.text.contains("has nothing below lldpRemTable"))
    }

    @Test func `a wrong community is explained and not printed`() async throws {
        let agent = try await SNMPDaemon.started()
        let get = try agent.lapwing("get", community: "s3cret", "sysName", "--timeout", "0.05", "--retries", "1")
        #expect(try await get.exit() == 1)
        #expect(get.text.contains("did not answer 2 requests"))
        #expect(get.text.contains("Agents do not answer a wrong community"))
        #expect(!get.text.contains("s3cret"))
    }

    @Test(.enabled(if: OwnNames.isPossible, "\(OwnNames.obstacle)"), arguments: ["get", "walk"])
    func `a name is asked at that of its addresses which answers`(command: String) async throws {
        let agent = try await SNMPDaemon.started()
        let names = try OwnNames(
            hosts: "::1 core-1\n127.0.0.77 core-1\n127.0.0.1 core-1\n", nameServer: "127.0.0.77")
        let asked = try agent.lapwing(names.command, command, "core-1", "sysName")
        #expect(try await asked.exit() == 0, "\(asked.text)")
        #expect(asked.text.contains("sysName.0 = core-1"))
        let silent = try Spawned(
            names.command[0], names.command.dropFirst() + [Lapwing.executable, command, "core-1:9", "sysName"],
            keeping: names)
        #expect(try await silent.exit() == 1)
        #expect(silent.text.contains("None of the addresses of core-1 answers: "))
        #expect(silent.text.contains("has no SNMP agent on port 9"))
    }

    @Test func `a closed port and an unknown host are told apart`() async throws {
        let closed = try Spawned(Lapwing.executable, ["get", "127.0.0.99:9", "sysName"])
        #expect(try await closed.exit() == 1)
        #expect(closed.text.contains("127.0.0.99 has no SNMP agent on port 9"))
        let unknown = try Spawned(Lapwing.executable, ["get", "no-such-host.invalid", "sysName"])
        #expect(try await unknown.exit() == 2)
        #expect(unknown.text.contains("no-such-host.invalid has no address"))
    }

    @Test(arguments: [
        ("SHA-256", "sha256"), ("SHA-256", "SHA-256"), ("SHA-256", "SHA256"), ("SHA", "sha1"), ("SHA", "SHA"),
    ])
    func `a user of v3 reads with authentication and encryption`(daemonName: String, name: String) async throws {
        let agent = try await SNMPDaemon.started(authentication: daemonName)
        let get = try agent.lapwing(
            "get", secrets: ("maplesyrup", "syrupmaple"), "sysName", "-u", "monitor", "-a", name, "-x", "aes128")
        #expect(try await get.exit() == 0, "\(get.text)")
        #expect(get.text.contains("sysName.0 = core-1"))
    }

    @Test func `a wrong passphrase of v3 is told from silence, and not printed`() async throws {
        let agent = try await SNMPDaemon.started()
        let get = try agent.lapwing(
            "get", secrets: ("wrong-passphrase", "syrupmaple"), "sysName", "-u", "monitor", "-a", "sha256", "-x",
            "aes128")
        #expect(try await get.exit() == 1)
        #expect(!get.text.contains("did not answer"), "\(get.text)")
        #expect(!get.text.contains("wrong-passphrase"))
    }

    @Test func `check takes what get takes, port in the address included, and tells a program in JSON`() async throws {
        let agent = try await SNMPDaemon.started()
        let options = [["--json", "-t", "5", "-r", "1"], ["-v", "v2c", "--json"], ["--snmp-version", "2", "--json"]]
        for options in options {
            let check = try agent.lapwing("check", options)
            #expect(try await check.exit() == 0, "\(check.text)")
            let report = try JSON(Data(check.text.utf8))
            #expect(report["status"].string == "online")
            #expect(report["snmp"]["answered"].bool == true)
            #expect(report["sysName"].string == "core-1")
        }
        let named = try Spawned(
            Lapwing.executable, ["check", "localhost", "--port", "\(agent.port)", "-c", "lapwing-test"], keeping: agent)
        #expect(try await named.exit() == 0)
        #expect(named.text.contains("name: core-1"))
    }

    @Test(arguments: [
        ("http://127.1.0.1", "“http://” is no way to check anything"), ("127.1.0.1:x", "“x” is no port"),
        ("127.1.0.1/24", "without a /"), ("two words", "is no address or name"), ("", "The host is empty"),
        ("255.255.255.255", "not the address of a single device"), ("ftp://camera/x", "“ftp://” is no way"),
        ("rtsp://", "rtsp"),
    ])
    func `a target that nobody can read is told so, and is not called offline`(target: String, sentence: String)
        async throws
    {
        let process = try Spawned(Lapwing.executable, ["check", target])
        #expect(try await process.exit() == 2, "\(process.text)")
        #expect(process.text.contains(sentence), "\(process.text)")
        #expect(!process.text.contains("offline"))
    }

    @Test(arguments: [
        (["get", "127.0.0.1", "ifDescr"], "ifDescr has a value for each row"),
        (["get", "127.0.0.1", "syssName"], "“syssName” is not known here"),
        (["get", "127.0.0.1", "sysname"], "Did you mean sysName?"),
        (["get", "127.0.0.1", "sysNme"], "Did you mean sysName?"),
        (["chek", "127.0.0.1"], "Did you mean “lapwing check”?"),
        (["user", "lsit"], "Did you mean “lapwing user list”?"),
        (["frobnicate"], "“lapwing --help” lists those there are"),
        (["simulate", "--fault", "silent-bluk"], "Did you mean silent-bulk?"),
        (["get", "http://127.0.0.1", "sysName"], "not a URL"),
        (["get", "127.0.0.1", "sysName", "-v", "4"], "--snmp-version is 1, 2c or 3"),
        (["get", "127.0.0.1", "sysName", "-v", "3"], "SNMPv3 needs a --user"),
        (["get", "127.0.0.1", "sysName", "-u", "bob", "-l", "authPriv"], "authPriv needs --auth"),
        (["get", "127.0.0.1", "sysName", "-v", "2c", "-u", "bob"], "--user belongs to SNMPv3"),
        (["get", "127.0.0.1:x", "sysName"], "“x” is no port"), (["get", "127.0.0.1", "--retries", "-1"], "--retries"),
        (["walk", "127.0.0.1", "system", "--table"], "“system” is no table"),
        (["walk", "127.0.0.1", "ifTable", "--table", "--columns", "sysName"], "ifTable has no column “sysName”"),
    ])
    func `a command that cannot be meant is answered with a sentence`(arguments: [String], sentence: String)
        async throws
    {
        let process = try Spawned(Lapwing.executable, arguments)
        #expect(try await process.exit() == 64)
        #expect(process.text.contains(sentence), "\(process.text)")
    }
}

/// `snmpd` on a free port of loopback, with a community and a user.
private final class SNMPDaemon: Sendable {
    let port: UInt16
    private let process: Spawned

    private init(port: UInt16, process: Spawned) {
        self.port = port
        self.process = process
    }

    /// Waits until it says that it listens.
    static func started(authentication: String = "SHA-256") async throws -> SNMPDaemon {
        let directory = try TemporaryDirectory()
        let port = UInt16(try freePort(.udp))
        let configuration = "\(directory.path)/snmpd.conf"
        try """
        agentaddress udp:127.0.0.1:\(port)
        rocommunity lapwing-test default
        sysname core-1
        syslocation Rack 7
        sysdescr A switch for tests
        sysobjectid 1.3.6.1.4.1.8072.3.2.10
        createUser monitor \(authentication) maplesyrup AES syrupmaple
        rouser monitor authpriv
        [snmp] persistentDir \(directory.path)
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
        let process = try Spawned("/usr/sbin/snmpd", ["-f", "-Le", "-C", "-c", configuration])
        _ = try await eventually("snmpd to listen; it says:\n\(process.text)") {
            process.text.contains("NET-SNMP version") ? true : nil
        }
        return SNMPDaemon(port: port, process: process)
    }

    func lapwing(
        _ command: String, community: String = "lapwing-test", secrets: (String, String)? = nil, _ arguments: String...
    ) throws -> Spawned { try lapwing(command, community: community, secrets: secrets, arguments) }

    /// At a name that only it knows, since `prefix` runs it so.
    func lapwing(_ prefix: [String], _ command: String, _ host: String, _ object: String) throws -> Spawned {
        try Spawned(
            prefix[0], prefix.dropFirst() + [Lapwing.executable, command, "\(host):\(port)", object],
            environment: ["LAPWING_COMMUNITY": "lapwing-test"], keeping: self)
    }

    func lapwing(
        _ command: String, community: String = "lapwing-test", secrets: (String, String)? = nil, _ arguments: [String]
    ) throws -> Spawned {
        let environment =
            secrets.map { ["LAPWING_AUTH_PASSWORD": $0.0, "LAPWING_PRIV_PASSWORD": $0.1] }
            ?? ["LAPWING_COMMUNITY": community]
        return try Spawned(
            Lapwing.executable, [command, "127.0.0.1:\(port)"] + arguments, environment: environment, keeping: self)
    }
}

/// A program whose output goes to a file; `posix_spawn` and `waitpid`, for programs that end at once.
private final class Spawned: Sendable {
    private let pid: pid_t
    private let directory: TemporaryDirectory
    /// What it needs for as long as it runs.
    private let kept: (any Sendable)?

    init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:],
        keeping kept: (any Sendable)? = nil
    ) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw ChildProcess.Unexpected(
                description: "\(program) is not there: run `make test`, which installs what tests need.")
        }
        directory = try TemporaryDirectory()
        self.kept = kept
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(
            &actions, STDOUT_FILENO, "\(directory.path)/output", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings =
            environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": directory.path]) { $1 }
            .map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + settings { free(pointer) } }
        var pid = pid_t()
        let result = posix_spawn(&pid, program, &actions, nil, &words, &settings)
        guard result == 0 else { throw ChildProcess.Unexpected(description: "\(program): error \(result)") }
        self.pid = pid
    }

    deinit {
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    /// Both streams, as far as they have come.
    var text: String { (try? String(contentsOfFile: "\(directory.path)/output", encoding: .utf8)) ?? "" }

    /// The exit status, or minus the signal that ended it.
    func exit() async throws -> Int32 {
        try await eventually(every: .milliseconds(5), "the program to end; it says:\n\(text)") {
            var status: Int32 = 0
            guard waitpid(self.pid, &status, WNOHANG) == self.pid else { return nil }
            return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
        }
    }
}
