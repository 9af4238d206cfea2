import ICMP
import Logging
import Monitoring
import SNMP
import Testing

@testable import Probes

/// Devices of `snmp_version` 3, asked as the product asks them.
struct SecuredDeviceTests {
    /// A device and who polls it, from one start to the next.
    private struct Poller {
        let client = SNMPClient()
        private let pinger = Pinger()
        private let probe: DeviceProbe

        init() {
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            probe = DeviceProbe(pinger: pinger, snmp: client, logger: logger)
        }

        func poll(_ port: Int, _ user: SNMPv3Credentials?, knowing: AgentCapabilities? = nil) async -> DeviceOutcome {
            let access = SNMPAccess(version: .v3, port: port, v3: user)
            return await probe.poll(
                DeviceConfiguration(name: "core-1", address: "127.0.0.1", snmp: access), knowing: knowing)
        }

        /// Once the agent has started.
        func firstAnswer(_ port: Int, _ user: SNMPv3Credentials) async -> DeviceOutcome {
            while true {
                let outcome = await poll(port, user)
                if case .answered = outcome.snmp { return outcome }
            }
        }
    }

    private static let right = SNMPv3Credentials(
        username: "bert", authProtocol: "SHA256", authPassword: Secret("maplesyrup"), privProtocol: "AES",
        privPassword: Secret("mapleleaf"))
    private static let lines = ["createUser bert SHA-256 maplesyrup AES mapleleaf", "rouser bert priv"]

    private static func changed(_ change: (inout SNMPv3Credentials) -> Void) -> SNMPv3Credentials {
        var user = right
        change(&user)
        return user
    }

    private static func reason(_ outcome: DeviceOutcome) -> String {
        guard case .failed(let reason) = outcome.snmp else { return "\(outcome.snmp)" }
        return reason
    }

    @Test(
        arguments: [
            ("MD5", "MD5", "DES", "DES"), ("SHA", "SHA", "AES", "AES"), ("SHA-224", "SHA224", "AES", "AES"),
            ("SHA-256", "SHA256", "AES-192", "AES192"), ("SHA-384", "SHA384", "AES-256", "AES256"),
            ("SHA", "SHA", "AES-256-C", "AES256"), ("SHA-512", "SHA512", nil, nil),
        ] as [(String, String, String?, String?)])
    func `a device answers by the protocols that the API names`(
        daemonHash: String, hash: String, daemonCipher: String?, cipher: String?
    ) async throws {
        let privacy = daemonCipher.map { " \($0) mapleleaf" } ?? ""
        let agent = try SNMPDaemon([
            "createUser bert \(daemonHash) maplesyrup\(privacy)", "rouser bert \(cipher == nil ? "auth" : "priv")",
        ])
        let user = Self.changed {
            $0.authProtocol = hash
            $0.privProtocol = cipher
            if cipher == nil { $0.privPassword = nil }
        }
        let outcome = await Poller().firstAnswer(agent.port, user)
        #expect(outcome.facts.sysName == "core-1")
        withExtendedLifetime(agent) {}
    }

    @Test func `what is wrong with a user is told in words, and ping goes on`() async throws {
        let agent = try SNMPDaemon(Self.lines)
        let poller = Poller()
        _ = await poller.firstAnswer(agent.port, Self.right)
        for (user, sentence) in [
            (Self.changed { $0.username = "nobody" }, "does not know the user “nobody”"),
            (Self.changed { $0.authPassword = Secret("mapletree") }, "not with this SHA-256 passphrase"),
            (Self.changed { $0.authProtocol = "MD5" }, "not with this MD5 passphrase"),
            (Self.changed { $0.privPassword = Secret("mapletree") }, "the privacy protocol or passphrase is wrong"),
            (Self.changed { $0.privProtocol = "DES" }, "silent when asked in DES"),
        ] {
            let outcome = await poller.poll(agent.port, user)
            #expect(Self.reason(outcome).contains(sentence), "\(Self.reason(outcome))")
            #expect(!Self.reason(outcome).contains("maple"))
            guard case .answered = outcome.ping else { return #expect(Bool(false), "\(outcome.ping)") }
        }
        withExtendedLifetime(agent) {}
    }

    @Test func `credentials that cannot be used name the field`() async throws {
        let poller = Poller()
        for (user, sentence) in [
            (nil, "snmp_v3.username is missing"),
            (Self.changed { $0.username = "" }, "snmp_v3.username must have 1 to 32 bytes"),
            (Self.changed { $0.authProtocol = "SHA3" }, "snmp_v3.auth_protocol is “SHA3”"),
            (Self.changed { $0.authPassword = nil }, "snmp_v3.auth_password is missing"),
            (Self.changed { $0.privProtocol = "ROT13" }, "snmp_v3.priv_protocol is “ROT13”"),
            (Self.changed { $0.privPassword = Secret("") }, "snmp_v3.priv_password is missing"),
            (Self.changed { $0.authProtocol = nil }, "snmp_v3.auth_protocol is missing"),
        ] as [(SNMPv3Credentials?, String)] {
            let outcome = await poller.poll(9, user)
            #expect(Self.reason(outcome).contains(sentence), "\(Self.reason(outcome))")
        }
        #expect(await poller.client.statistics.requests == 0)
    }

    @Test(arguments: [("AES", "AES"), ("AES-256-C", "AES256")])
    func `with what was kept, the first poll after a restart is one request`(daemonCipher: String, cipher: String)
        async throws
    {
        let agent = try SNMPDaemon([
            "createUser bert SHA maplesyrup \(daemonCipher) mapleleaf", "rouser bert priv",
        ])
        let user = Self.changed {
            $0.authProtocol = "SHA"
            $0.privProtocol = cipher
        }
        let first = Poller()
        let learned = try #require(await first.firstAnswer(agent.port, user).learned)
        #expect(learned.fingerprint.contains("engine 80001f88"))
        let fingerprint = AgentCapabilities(fingerprint: learned.fingerprint, text: nil)
        #expect(await first.poll(agent.port, user, knowing: fingerprint).learned == nil)

        let second = Poller()
        let before = try await agent.packets()
        let outcome = await second.poll(agent.port, user, knowing: learned)
        #expect(outcome.facts.sysName == "core-1")
        #expect(outcome.learned == nil)
        // The poll's, and the one that asks for the count.
        #expect(try await agent.packets() - before == 2)
    }

    @Test func `what was kept and is damaged, or of another device, is learned anew`() async throws {
        let agent = try SNMPDaemon(Self.lines)
        let learned = try #require(await Poller().firstAnswer(agent.port, Self.right).learned)
        let damaged = AgentCapabilities(fingerprint: learned.fingerprint, text: Secret(#"{"device": 7}"#))
        let again = await Poller().poll(agent.port, Self.right, knowing: damaged)
        #expect(again.learned?.fingerprint == learned.fingerprint)
        #expect(again.facts.sysName == "core-1")

        let other = try SNMPDaemon(Self.lines)
        _ = await Poller().firstAnswer(other.port, Self.right)
        let replaced = await Poller().poll(other.port, Self.right, knowing: learned)
        #expect(replaced.facts.sysName == "core-1", "\(replaced.snmp)")
        #expect(replaced.learned.map { $0.fingerprint != learned.fingerprint } == true)
        withExtendedLifetime((agent, other)) {}
    }

    @Test func `keys that were kept are used in place of the passphrases, and only if they fit the protocol`()
        async throws
    {
        let keys = MasterKeys(try Self.right.user())
        let kept = LearnedAccess.Keys(authentication: keys.authenticationKey, privacy: keys.privacyKey)
        let derived = try await MasterKeyRing().entry(for: Self.right)
        #expect(derived.user.description == "bert (SHA-256, AES-128)")

        let other = Self.changed { $0.authPassword = Secret("another one") }
        let ring = MasterKeyRing()
        ring.take(kept, for: other)
        #expect(try await ring.entry(for: other).user == derived.user)
        let wary = MasterKeyRing()
        wary.take(LearnedAccess.Keys(authentication: [1, 2, 3], privacy: kept.privacy), for: Self.right)
        #expect(try await wary.entry(for: Self.right).user == derived.user)
    }
}
