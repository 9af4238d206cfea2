import ArgumentParser
import Foundation
import LapwingServer
import Monitoring
import Probes
import SNMP
import Simulators

/// A fleet of simulated SNMP agents, for demonstrations, tests and benchmarks.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves thousands of simulated SNMP agents on this machine's loopback network.",
        discussion: """
            Every address of 127.0.0.0/8 is an agent, and ::1, all on one UDP port. They are switches, or what --content \
            describes, or with --folder each a recording of its own. A fault may be given for some addresses alone: \
            `--fault silent-bulk@127.0.1.0/24`. The kernel answers pings for loopback, whatever the agents do; --network makes \
            a network beside it whose addresses answer pings themselves, or do not: `--network 198.18.0.0/24 --outage 30s/5m`.
            """)

    @Option(help: "The UDP port, of all agents.")
    var port = 1161
    @Option(help: "How many ports the built-in switch has: 1 to 10,000.")
    var ports = 48
    @Option(
        help: "A file that says what the agents have: a description, the output of snmpwalk -On, or an snmprec file.")
    var content: String?
    @Option(help: "A folder of such files, which may be packed by gzip: each is an agent at an address of its own.")
    var folder: String?
    @Option(help: "The address of the first of them; 127.1.0.1, or the first of --network.")
    var from: String?
    @Option(
        help:
            "Play a network of its own too, behind an interface made for it, that answers pings: 198.18.0.0/24. Takes root."
    )
    var network: String?
    @Option(
        help:
            "How long agents are away, out of how long (repeatable): 30s/5m, and @ADDRESS or @NETWORK for some alone.")
    var outage: [String] = []
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
    @Option(help: "The largest reply, in bytes: 484 to 65,507, which is all that UDP carries.")
    var replySize = 65_507
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
        guard folder == nil || content == nil else {
            throw ValidationError("--folder and --content exclude each other.")
        }
        guard folder != nil || from == nil else { throw ValidationError("--from goes with --folder.") }
        _ = try options(content: .switch(ports: 1))
        _ = try firstAddress()
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
            guard let rates = AgentFleet.rates(ofPort: number, at: address) else { throw Self.notPlayed(address) }
            print("\(number) \(rates.received + rates.sent > 0 ? 1 : 2) \(rates.received) \(rates.sent)")
        }
    }

    private func serve() async throws {
        // First: whoever reads that it serves may end it.
        let (signals, ending) = Self.signals()
        let played: Played
        do {
            played = try folder.map { try self.played(of: RecordingFolder($0)) } ?? self.played()
        } catch let error as AgentContentError {
            Self.say("\(error)")
            throw ExitCode.failure
        }
        let fleet = try AgentFleet(played.options)
        Self.say(played.sentence(fleet.port))
        for line in played.troubles { Self.say(line) }
        if let network = played.options.network { Self.say(Self.explained(network)) }
        for line in played.list { print(line) }
        fflush(nil)
        if let seconds { DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { ending.finish() } }
        for await _ in signals { Self.say(fleet.statistics.description) }
        Self.say(fleet.statistics.description)
    }

    /// What is served, and what there is to say of it.
    private struct Played {
        var options: FleetOptions
        /// The first sentence, for a port.
        var sentence: (UInt16) -> String
        /// What of the files is not played.
        var troubles: [String] = []
        /// A line for each agent of a folder.
        var list: [String] = []
    }

    private func played() throws -> Played {
        let content = try self.content.map { try AgentContent(contentsOf: $0) } ?? .switch(ports: ports)
        return Played(
            options: try options(content: content),
            sentence: { port in
                """
                Serving \(content.count) objects at each address of 127.0.0.0/8 and at ::1, UDP port \(port).
                Ask one: snmpwalk -v2c -c \(community) 127.0.0.1:\(port) system
                """
            }, troubles: Self.troubles(content.skipped))
    }

    private func played(of folder: RecordingFolder) throws -> Played {
        let addresses = try firstAddress().addresses(folder.recordings.count)
        let network = try options(content: .switch(ports: 1)).network
        var troubles: [String] = []
        var list: [String] = []
        var agents: [(address: String, content: AgentContent)] = []
        for (recording, address) in zip(folder.recordings, addresses) {
            guard let place = AgentNetwork(address), place.isLoopback || network?.contains(place) == true else {
                throw ValidationError("--from \(addresses[0]) leaves no room for \(addresses.count) agents.")
            }
            switch recording.content {
            case .success(let content):
                agents.append((address, content))
                list.append("\(address)\t\(recording.name)\t\(content.count)")
                troubles += Self.troubles(content.skipped)
            case .failure(let error): troubles.append("\(error): it is not played")
            }
        }
        guard let first = agents.first, let last = agents.last else {
            throw ValidationError("No file of the folder can be played: \(troubles.first ?? "")")
        }
        return Played(
            options: try options(content: first.content, agents: agents),
            sentence: { port in
                """
                Serving \(agents.count) recordings, from \(first.address) to \(last.address), UDP port \(port).
                Ask one: snmpwalk -v2c -c \(community) \(first.address):\(port) system
                """
            }, troubles: troubles, list: list)
    }

    private static let mostTroubles = 50

    private static func troubles(_ skipped: [AgentContentError]) -> [String] {
        let rest = skipped.count - mostTroubles
        return skipped.prefix(mostTroubles).map { "\($0): this line is not played" }
            + (rest > 0 ? ["\(skipped[0].file): \(rest) more lines are not played"] : [])
    }

    private static func explained(_ network: AgentNetwork) -> String {
        "The addresses of \(network) are played too, and answer pings but while they are dead or away; \(network.ownAddress) is this machine's own."
    }

    private static func say(_ text: String) {
        StandardError.write("\(text)\n", patience: .seconds(60))
    }

    /// An element for each SIGUSR1; ends with SIGINT and SIGTERM.
    private static func signals() -> (AsyncStream<Void>, AsyncStream<Void>.Continuation) {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        ProcessSignals.take([SIGUSR1, SIGINT, SIGTERM]) { number in
            if number == SIGUSR1 { continuation.yield() } else { continuation.finish() }
        }
        return (stream, continuation)
    }
}

/// What the command line asks for.
extension Simulate {
    /// - Parameter agents: those that have a content of their own; then there are no others.
    private func options(
        content: AgentContent, agents: [(address: String, content: AgentContent)] = []
    ) throws -> FleetOptions {
        var options = FleetOptions(content: content)
        options.port = UInt16(port)
        options.community = community
        options.seed = seed
        options.epoch = epoch
        options.deadShare = dead / 100
        options.spins = spin
        options.servesIPv6 = agents.isEmpty
        options.network = try ownNetwork()
        options.users = try user.map(Self.user)
        let rules = try rules()
        options.behaviour = rules.reduce(into: behaviour) { if $1.network == nil { $1.change(&$0) } }
        guard agents.isEmpty else {
            options.exceptions = try agents.map { agent in
                let network = try self.network(agent.address)
                var behaviour = Self.behaviour(options.behaviour, of: network, by: rules)
                behaviour.content = agent.content
                return (network, behaviour)
            }
            options.behaviour.isDead = true
            return options
        }
        // Of networks within each other the smallest is found first, and has what those around it have.
        options.exceptions = Set(rules.compactMap(\.network)).sorted { $0.length > $1.length }
            .map { ($0, Self.behaviour(options.behaviour, of: $0, by: rules)) }
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

    /// What some agents, or all of them, do otherwise.
    private struct Rule {
        var network: AgentNetwork?
        var change: (inout AgentBehaviour) -> Void
    }

    private static func behaviour(
        _ standard: AgentBehaviour, of network: AgentNetwork, by rules: [Rule]
    ) -> AgentBehaviour {
        rules.reduce(into: standard) { if $1.network?.contains(network) == true { $1.change(&$0) } }
    }

    private func rules() throws -> [Rule] {
        try deadNetwork.map { text in Rule(network: try network(text)) { $0.isDead = true } }
            + fault.map(self.faultRule) + outage.map(outageRule)
    }

    private func faultRule(_ text: String) throws -> Rule {
        let (name, network) = try parts(text)
        guard let fault = AgentFault(rawValue: name) else {
            let near = Suggestion.nearest(to: name, among: AgentFault.allCases.map(\.rawValue))
            throw ValidationError(
                "--fault “\(text)” is none of those that --list-faults prints.\(near.map { " Did you mean \($0)?" } ?? "")"
            )
        }
        return Rule(network: network) { $0.faults.insert(fault) }
    }

    private func outageRule(_ text: String) throws -> Rule {
        let (times, network) = try parts(text)
        let both = times.split(separator: "/", omittingEmptySubsequences: false).map(Self.duration)
        guard both.count == 2, let length = both[0], let period = both[1],
            let outage = Outage(length: length, period: period)
        else {
            throw ValidationError("--outage “\(text)” is not how long, out of a longer time, as 30s/5m is.")
        }
        return Rule(network: network) { $0.outage = outage }
    }

    /// `NAME` or `NAME@NETWORK`.
    private func parts(_ text: String) throws -> (String, AgentNetwork?) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts[0], parts.count == 2 ? try network(parts[1]) : nil)
    }

    /// `500ms`, `30s`, `5m`, `1h`; seconds without a unit.
    private static func duration(_ text: Substring) -> Duration? {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let units = ["ms": 0.001, "": 1, "s": 1, "m": 60, "h": 3_600]
        guard let unit = units[String(text.dropFirst(digits.count))], let number = Double(digits),
            (0.001...1_000_000).contains(number * unit)
        else { return nil }
        return .seconds(number * unit)
    }

    private func ownNetwork() throws -> AgentNetwork? {
        guard let network else { return nil }
        guard let played = AgentNetwork(network), !played.isLoopback, (16...30).contains(played.length) else {
            throw ValidationError(
                "--network is a network of IPv4 of 16 to 30 bits beyond loopback that nobody uses, as 198.18.0.0/24 is, not “\(network)”."
            )
        }
        return played
    }

    private func firstAddress() throws -> AgentNetwork {
        let standard = try ownNetwork().map { $0.addresses(1)[0] } ?? "127.1.0.1"
        let address = try network(from ?? standard)
        guard address.length == 32 else { throw ValidationError("--from is one address, not “\(from ?? "")”.") }
        return address
    }

    /// One that is played.
    private func network(_ text: String) throws -> AgentNetwork {
        let own = try ownNetwork()
        guard let network = AgentNetwork(text), network.isLoopback || own?.contains(network) == true else {
            throw Self.notPlayed(text)
        }
        return network
    }

    private static func user(_ text: String) throws -> USMUser {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard [1, 3, 5].contains(parts.count), !parts[0].isEmpty else {
            throw ValidationError("--user is name, name:AUTH:PASSPHRASE or name:AUTH:PASSPHRASE:PRIV:PASSPHRASE.")
        }
        guard parts.count > 1 else { return USMUser(parts[0]) }
        guard let authentication = SNMPAuthentication(written: parts[1]) else {
            throw ValidationError("“\(parts[1])” is not md5, sha1, sha224, sha256, sha384 or sha512.")
        }
        let signing = USMUser.Authentication(AuthenticationProtocol(authentication), USMSecret(parts[2]))
        guard parts.count > 3 else { return USMUser(parts[0], authentication: signing) }
        guard let privacy = SNMPPrivacy(written: parts[3]) else {
            throw ValidationError("“\(parts[3])” is not des, aes128, aes192 or aes256.")
        }
        return USMUser(parts[0], authentication: signing, privacy: .init(PrivacyProtocol(privacy), USMSecret(parts[4])))
    }

    private static func notPlayed(_ text: String) -> ValidationError {
        ValidationError(
            "“\(text)” is not an address or network of 127.0.0.0/8, nor of --network: no other agents are simulated.")
    }
}
