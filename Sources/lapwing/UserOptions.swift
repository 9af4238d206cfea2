import ArgumentParser
import Foundation
import SNMP

/// A user of SNMPv3. Passphrases may come from the environment instead, where the list of processes does not show them.
struct UserOptions: ParsableArguments {
    @Option(name: [.customShort("u"), .long], help: "The user of SNMPv3.")
    var user: String?
    @Option(
        name: [.customShort("a"), .long],
        help: "How the user's messages are authenticated: MD5, SHA, SHA-224, SHA-256, SHA-384, SHA-512.")
    var auth: String?
    @Option(name: [.customShort("A"), .long], help: "The passphrase for that (LAPWING_AUTH_PASSPHRASE).")
    var authPassphrase: String?
    @Option(
        name: [.customShort("x"), .long], help: "How they are encrypted, if they are: DES, AES, AES-192, AES-256.")
    var privacy: String?
    @Option(name: [.customShort("X"), .long], help: "The passphrase for that (LAPWING_PRIVACY_PASSPHRASE).")
    var privacyPassphrase: String?

    /// `nil` without `--user`.
    func user(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> USMUser? {
        guard let user else {
            guard auth == nil, privacy == nil else { throw ValidationError("--auth and --privacy are of a --user.") }
            return nil
        }
        guard (1...32).contains(user.utf8.count) else { throw ValidationError("--user has 1 to 32 bytes.") }
        guard let authentication = try authentication(environment) else {
            guard privacy == nil else {
                throw ValidationError("--privacy needs --auth: SNMPv3 has no one without the other.")
            }
            return USMUser(user)
        }
        guard let privacy = try privacy(environment) else { return USMUser(user, authentication: authentication) }
        return USMUser(user, authentication: authentication, privacy: privacy)
    }

    private func authentication(_ environment: [String: String]) throws -> USMUser.Authentication? {
        guard let auth else { return nil }
        guard let name = AuthenticationProtocol(named: auth) else {
            throw ValidationError("--auth is MD5, SHA, SHA-224, SHA-256, SHA-384 or SHA-512, not “\(auth)”.")
        }
        guard let passphrase = authPassphrase ?? environment["LAPWING_AUTH_PASSPHRASE"] else {
            throw ValidationError("--auth needs --auth-passphrase, or LAPWING_AUTH_PASSPHRASE in the environment.")
        }
        return USMUser.Authentication(name, USMSecret(passphrase))
    }

    private func privacy(_ environment: [String: String]) throws -> USMUser.Privacy? {
        guard let privacy else { return nil }
        guard let name = PrivacyProtocol(named: privacy) else {
            throw ValidationError("--privacy is DES, AES, AES-192 or AES-256, not “\(privacy)”.")
        }
        guard let passphrase = privacyPassphrase ?? environment["LAPWING_PRIVACY_PASSPHRASE"] else {
            throw ValidationError(
                "--privacy needs --privacy-passphrase, or LAPWING_PRIVACY_PASSPHRASE in the environment.")
        }
        return USMUser.Privacy(name, USMSecret(passphrase))
    }
}
