import Testing

@testable import SNMP

/// SNMPv3 with the real `snmpd`.
struct SnmpdTests {
    /// A user for each combination of protocols, with its line in the configuration of `snmpd`.
    private struct Account {
        let user: USMUser
        let line: String
    }

    private static let authentications: [(AuthenticationProtocol, String)] = [
        (.md5, "MD5"), (.sha1, "SHA"), (.sha224, "SHA-224"), (.sha256, "SHA-256"), (.sha384, "SHA-384"),
        (.sha512, "SHA-512"),
    ]
    private static let privacies: [(PrivacyProtocol, String)] = [
        (.des, "DES"), (.aes128, "AES"), (.aes192, "AES-192"), (.aes256, "AES-256"), (.aes192, "AES-192-C"),
        (.aes256, "AES-256-C"),
    ]

    private static var accounts: [Account] {
        var accounts = [Account(user: USMUser("open"), line: "createUser open")]
        for (hash, hashName) in authentications {
            let own = USMUser.Authentication(hash, "maplesyrup")
            let name = "user-\(hashName)"
            accounts.append(
                Account(
                    user: USMUser(name, authentication: own), line: "createUser \(name) \(hashName) maplesyrup"))
            for (privacy, privacyName) in privacies {
                let name = "\(name)-\(privacyName)"
                accounts.append(
                    Account(
                        user: USMUser(name, authentication: own, privacy: .init(privacy, "mapleleaf")),
                        line: "createUser \(name) \(hashName) maplesyrup \(privacyName) mapleleaf"))
            }
        }
        return accounts
    }

    @Test func `every combination of protocols talks to snmpd`() throws {
        let accounts = Self.accounts
        let agent = try SecureAgent(
            accounts.flatMap { account in
                [account.line, "rouser \(account.user.name) \(account.user.level.word)"]
            })
        for account in accounts {
            var link = try SecureLink(USMCredential(account.user), port: agent.port)
            for _ in 0..<2 {
                let result = link.get(.sysName.scalar, patience: 250, attempts: 20)
                #expect(result == .answer([VarBind(.sysName.scalar, .octetString("core-1"))]), "\(account.line)")
            }
            #expect(link.log.first == "discovery")
        }
    }

    @Test func `what is wrong is told apart, as snmpd reports it`() throws {
        let agent = try SecureAgent([
            "createUser bert SHA-256 maplesyrup AES mapleleaf", "rouser bert priv",
            "createUser anna SHA-256 maplesyrup", "rouser anna auth",
        ])
        let right = USMUser.Authentication(.sha256, "maplesyrup")
        let leaf = USMUser.Privacy(.aes128, "mapleleaf")
        let cases: [(USMUser, USMFault.Kind)] = [
            (USMUser("nobody", authentication: right, privacy: leaf), .unknownUser),
            (USMUser("nobody"), .unknownUser),
            (USMUser("bert", authentication: .init(.sha256, "mapletree!"), privacy: leaf), .wrongAuthentication),
            (USMUser("bert", authentication: .init(.md5, "maplesyrup"), privacy: leaf), .wrongAuthentication),
            // It says nothing to what it cannot decrypt.
            (USMUser("bert", authentication: right, privacy: .init(.aes128, "mapletree!")), .silentWhenEncrypted),
            (USMUser("bert", authentication: right, privacy: .init(.des, "mapleleaf")), .silentWhenEncrypted),
            (USMUser("anna", authentication: right, privacy: leaf), .unsupportedSecurityLevel),
        ]
        // Once it answers, silence means something.
        var ready = try SecureLink(USMCredential(USMUser("anna", authentication: right)), port: agent.port)
        #expect(ready.get(.sysName.scalar).fault == nil)
        for (user, kind) in cases {
            var link = try SecureLink(USMCredential(user), port: agent.port)
            let fault = link.get(.sysName.scalar, patience: 100, attempts: 3).fault
            #expect(fault?.kind == kind, "\(user)")
        }
    }

    @Test func `an agent whose clock is elsewhere is followed`() throws {
        let agent = try SecureAgent(["createUser anna SHA-256 maplesyrup", "rouser anna auth"])
        let credential = USMCredential(USMUser("anna", authentication: .init(.sha256, "maplesyrup")))
        var link = try SecureLink(credential, port: agent.port)
        #expect(link.get(.sysName.scalar).fault == nil)
        let snapshot = try #require(link.peer.snapshot(now: .now, wallClock: 0))
        for change in [(-1, 0), (0, 5_000), (0, -5_000), (7, 0)] as [(boots: Int32, time: Int32)] {
            var wrong = snapshot
            wrong.boots += change.boots
            wrong.time = max(0, wrong.time + change.time)
            wrong.latestReceivedTime = wrong.time
            link.peer = USMPeer(credential, wrong, now: .now, wallClock: 0)
            #expect(link.get(.sysName.scalar).fault == nil)
            let clock = try #require(link.peer.clock(at: .now))
            #expect(clock.boots == snapshot.boots && abs(clock.time - snapshot.time) < 100)
        }
    }
}

extension SecurityLevel {
    fileprivate var word: String {
        switch self {
        case .noAuthNoPriv: "noauth"
        case .authNoPriv: "auth"
        case .authPriv: "priv"
        }
    }
}
