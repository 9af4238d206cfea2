import ArgumentParser
import Monitoring
import Probes
import SNMP

/// A user of SNMPv3. What is secret may come from the environment instead, where the list of processes does not show it.
struct UserOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The user of v3 (LAPWING_USER).")
    var user: String?
    @Option(name: .shortAndLong, help: "How v3 authenticates: md5, sha1, sha224, sha256, sha384 or sha512.")
    var auth: String?
    @Option(name: [.customShort("A"), .long], help: "Its passphrase (LAPWING_AUTH_PASSWORD).")
    var authPassword: String?
    @Option(name: [.customShort("x"), .long], help: "How v3 encrypts: des, aes128, aes192 or aes256.")
    var priv: String?
    @Option(
        name: [.customShort("X"), .long],
        help: "Its passphrase (LAPWING_PRIV_PASSWORD); that of --auth if there is none.")
    var privPassword: String?
    @Option(
        name: .shortAndLong,
        help: "noAuthNoPriv, authNoPriv or authPriv; as much as --auth and --priv allow if it is not given.")
    var level: String?

    /// The first of the options that was given, if any was.
    var given: String? {
        [("--user", user), ("--auth", auth), ("--priv", priv), ("--level", level)].first { $0.1 != nil }?.0
    }

    /// `nil` if nobody is named, here or in the environment.
    func user(_ environment: [String: String]) throws -> USMUser? {
        if let name = user ?? environment["LAPWING_USER"], !name.isEmpty {
            return try credentials(of: name, environment).user()
        }
        guard let given else { return nil }
        throw ValidationError("\(given) needs a --user.")
    }

    func credentials(of name: String, _ environment: [String: String]) throws -> SNMPv3Credentials {
        guard (1...32).contains(name.utf8.count) else { throw ValidationError("--user has 1 to 32 bytes.") }
        var credentials = SNMPv3Credentials(username: name)
        let wanted = try wantedLevel()
        if wanted > .noAuthNoPriv { try authenticate(&credentials, wanted, environment) }
        if wanted == .authPriv { try encrypt(&credentials, environment) }
        return credentials
    }

    private func wantedLevel() throws -> SecurityLevel {
        guard let level else { return priv != nil ? .authPriv : auth != nil ? .authNoPriv : .noAuthNoPriv }
        let levels: [SecurityLevel] = [.noAuthNoPriv, .authNoPriv, .authPriv]
        let written = level.lowercased().filter { $0 != "-" && $0 != "_" }
        guard let wanted = levels.first(where: { $0.description.lowercased() == written }) else {
            throw ValidationError("--level is noAuthNoPriv, authNoPriv or authPriv, not “\(level)”.")
        }
        return wanted
    }

    private func authenticate(
        _ credentials: inout SNMPv3Credentials, _ level: SecurityLevel, _ environment: [String: String]
    ) throws {
        let password = authPassword ?? environment["LAPWING_AUTH_PASSWORD"]
        guard let auth, let password, !password.isEmpty else {
            throw ValidationError(
                "\(level) needs --auth and its passphrase, by --auth-password or LAPWING_AUTH_PASSWORD.")
        }
        guard let known = SNMPAuthentication(written: auth) else {
            throw ValidationError("--auth is md5, sha1, sha224, sha256, sha384 or sha512, not “\(auth)”.")
        }
        credentials.authProtocol = known.rawValue
        credentials.authPassword = Secret(password)
    }

    private func encrypt(_ credentials: inout SNMPv3Credentials, _ environment: [String: String]) throws {
        guard let priv, let known = SNMPPrivacy(written: priv) else {
            throw ValidationError(
                "authPriv needs --priv, des, aes128, aes192 or aes256\(priv.map { ", not “\($0)”" } ?? "").")
        }
        credentials.privProtocol = known.rawValue
        credentials.privPassword =
            (privPassword ?? environment["LAPWING_PRIV_PASSWORD"]).map { Secret($0) } ?? credentials.authPassword
    }
}
