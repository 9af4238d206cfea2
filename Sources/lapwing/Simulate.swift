import ArgumentParser
import Foundation
import SNMP
import Simulators

/// A fleet of simulated SNMP agents, for demonstrations, tests and benchmarks.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves thousands of simulated SNMP agents on this machine's loopback network.",
        discussion: """
            Every address of 127.0.0.0/8 is an agent, and ::1, all on one UDP port. They are switches, or what --content \
            describes. A fault may be given for some addresses alone: `--fault silent-bulk@127.0.1.0/24`.
            """)

    @Option(help: "The UDP port, of all agents.")
    var port = 1161
    @Option(help: "How many ports the built-in switch has: 1 to 10,000.")
    var ports = 48
    @Option(
        help: "A file that says what the agents have: a description, the output of snmpwalk -On, or an snmprec file.")
    var content: String?
    @Option(help: "The community that v1 and v2c must show.")
    var community = "public"
    @Option(
        help: "A user of SNMPv3 (repeatable): name, name:sha256:passphrase or name:sha256:passphrase:aes128:passphrase."
    )
    var user: [String] = []
    @Option(help: "The share of requests lost on the way, in percent.")
    var loss = 0.0
    @Option(help: "The share of replies lost on the way, in percent.")
    var replyLoss = 0.0
    @Option(help: "The share of addresses that never answer, in percent: always the same ones.")
    var dead = 0.0
    @Option(help: "An address or network that never answers (repeatable): 127.4.0.0/16.")
    var deadNetwork: [String] = []
    @Option(help: "Milliseconds from request to reply.")
    var delay = 0.0
    @Option(help: "Up to that many milliseconds more, by chance.")
    var jitter = 0.0
    @Option(help: "Milliseconds an agent works on each request, one after the other.")
    var serviceTime = 0.0
    @Option(help: "Requests a second that each agent answers; others are lost.")
    var rateLimit: Double?
    @Option(help: "The largest reply, in bytes: 484 to 65,507.")
    var replySize = 1_472
    @Option(help: "Replies of more bytes are lost on the way.")
    var lostAbove: Int?
    @Option(
        help:
            "What the agents get wrong (repeatable): a name of --list-faults, and @ADDRESS or @NETWORK for some alone.")
    var fault: [String] = []
    @Flag(help: "Print the faults there are.")
    var listFaults = false
    @Option(help: "Of the chances of loss and jitter: the same seed, the same losses.")
    var seed: UInt64 = 1
    @Option(help: "Seconds since 1970 from which the counters count.")
    var epoch: Int64 = 1_767_225_600
    @Option(help: "Print the rates of the built-in switch's ports at that address.")
    var expect: String?
    @Option(help: "How many seconds to run; otherwise until a signal.")
    var seconds: Double?
    @Flag(
        help: "Look for requests all the time rather than sleep until one comes: for benchmarks, on a core of its own.")
    var spin = false

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port is from 1 to 65535, not \(port).") }
        guard (1...10_000).contains(ports) else { throw ValidationError("--ports is from 1 to 10000, not \(ports).") }
        guard (484...65_507).contains(replySize) else {
            throw ValidationError("--reply-size is from 484 to 65507 bytes, not \(replySize).")
        }
        for (name, share) in [("loss", loss), ("reply-loss", replyLoss), ("dead", dead)] {
            guard (0...100).contains(share) else {
                throw ValidationError("--\(name) is from 0 to 100 %, not \(share).")
            }
        }
        for (name, time) in [("delay", delay), ("jitter", jitter), ("service-time", serviceTime)] {
            guard (0...3_600_000).contains(time) else {
                throw ValidationError("--\(name) is in milliseconds, up to an hour, not \(time).")
            }
        }
        guard community.utf8.count <= 200 else { throw ValidationError("--community is at most 200 bytes long.") }
        _ = try options(content: .switch(ports: 1))
    }

    func run() async throws {
        if listFaults {
            for fault in AgentFault.allCases {
                print(fault.rawValue.padding(toLength: 26, withPad: " ", startingAt: 0) + fault.summary)
            }
        } else if let expect {
            try printRates(at: expect)
        } else {
            try await serve()
        }
    }

    private func printRates(at address: String) throws {
        print(
            "# ifIndex ifOperStatus received sent (bytes a second; octet counters are these × the seconds since \(epoch))"
        )
        for number in 1...UInt32(ports) {
            guard let rates = AgentFleet.rates(ofPort: number, at: address) else { throw Self.beyondLoopback(address) }
            print("\(number) \(rates.received + rates.sent > 0 ? 1 : 2) \(rates.received) \(rates.sent)")
        }
    }

    private func serve() async throws {
        let content: AgentContent
        if let file = self.content {
            content = try AgentContent(contentsOf: file)
        } else {
            content = .switch(ports: ports)
        }
        let fleet = try AgentFleet(try options(content: content))
        Self.say(
            """
            Serving \(content.count) objects at each address of 127.0.0.0/8 and at ::1, UDP port \(fleet.port).
            Ask one: snmpwalk -v2c -c \(community) 127.0.0.1:\(fleet.port) system
            """)
        for await _ in Self.signals(until: seconds) { Self.say(fleet.statistics.description) }
        Self.say(fleet.statistics.description)
    }

    private static func say(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }

    /// An element for each SIGUSR1; ends with SIGINT, SIGTERM, or after that many seconds.
    private static func signals(until seconds: Double?) -> AsyncStream<Void> {
        AsyncStream { continuation in
            let queue = DispatchQueue(label: "lapwing.simulate.signals")
            var sources: [any DispatchSourceProtocol] = []
            for number in [SIGUSR1, SIGINT, SIGTERM] {
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler {
                    if number == SIGUSR1 { continuation.yield() } else { continuation.finish() }
                }
                source.resume()
                sources.append(source)
            }
            if let seconds { queue.asyncAfter(deadline: .now() + seconds) { continuation.finish() } }
            let kept = sources.map { UncheckedSource(source: $0) }
            continuation.onTermination = { _ in for source in kept { source.source.cancel() } }
        }
    }

    /// A dispatch source may be cancelled from any thread.
    private struct UncheckedSource: @unchecked Sendable {
        let source: any DispatchSourceProtocol
    }
}

/// What the command line asks for.
extension Simulate {
    private func options(content: AgentContent) throws -> FleetOptions {
        var options = FleetOptions(content: content)
        options.port = UInt16(port)
        options.community = community
        options.seed = seed
        options.epoch = epoch
        options.deadShare = dead / 100
        options.spins = spin
        options.servesIPv6 = true
        options.behaviour = behaviour
        options.users = try user.map(Self.user)
        for network in deadNetwork {
            var behaviour = behaviour
            behaviour.isDead = true
            options.exceptions.append((try Self.network(network), behaviour))
        }
        try addFaults(to: &options)
        return options
    }

    private var behaviour: AgentBehaviour {
        var behaviour = AgentBehaviour(loss: loss / 100, delay: .milliseconds(delay), replySize: replySize)
        behaviour.replyLoss = replyLoss / 100
        behaviour.jitter = .milliseconds(jitter)
        behaviour.serviceTime = .milliseconds(serviceTime)
        behaviour.rateLimit = rateLimit
        behaviour.lostAbove = lostAbove
        return behaviour
    }

    private func addFaults(to options: inout FleetOptions) throws {
        var local: [LoopbackNetwork: Set<AgentFault>] = [:]
        for text in fault {
            let parts = text.split(separator: "@", maxSplits: 1)
            guard let name = parts.first, let fault = AgentFault(rawValue: String(name)) else {
                throw ValidationError("--fault “\(text)” is none of those that --list-faults prints.")
            }
            if parts.count == 2 {
                local[try Self.network(String(parts[1])), default: []].insert(fault)
            } else {
                options.behaviour.faults.insert(fault)
            }
        }
        for (network, faults) in local {
            var behaviour = options.behaviour
            behaviour.faults.formUnion(faults)
            options.exceptions.append((network, behaviour))
        }
    }

    private static func user(_ text: String) throws -> USMUser {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard [1, 3, 5].contains(parts.count), !parts[0].isEmpty else {
            throw ValidationError("--user is name, name:AUTH:PASSPHRASE or name:AUTH:PASSPHRASE:PRIV:PASSPHRASE.")
        }
        guard parts.count > 1 else { return USMUser(parts[0]) }
        guard let authentication = AuthenticationProtocol(named: parts[1]) else {
            throw ValidationError("“\(parts[1])” is not md5, sha1, sha224, sha256, sha384 or sha512.")
        }
        let signing = USMUser.Authentication(authentication, USMSecret(parts[2]))
        guard parts.count > 3 else { return USMUser(parts[0], authentication: signing) }
        guard let privacy = PrivacyProtocol(named: parts[3]) else {
            throw ValidationError("“\(parts[3])” is not des, aes128, aes192 or aes256.")
        }
        return USMUser(parts[0], authentication: signing, privacy: .init(privacy, USMSecret(parts[4])))
    }

    private static func network(_ text: String) throws -> LoopbackNetwork {
        guard let network = LoopbackNetwork(text) else { throw beyondLoopback(text) }
        return network
    }

    private static func beyondLoopback(_ text: String) -> ValidationError {
        ValidationError(
            "“\(text)” is not an address or network of 127.0.0.0/8: agents are simulated on loopback alone.")
    }
}
