import ArgumentParser
import Monitoring

/// The user of SNMPv3 and the context, where a community may take their place.
struct SecurityOptions: ParsableArguments {
    @OptionGroup var user: UserOptions
    @Option(name: [.customShort("n"), .long], help: "The context of v3.")
    var context = ""

    /// The version that is meant: 3 if there is a user, unless a community is given.
    func version(
        _ given: String?, community: String?, environment: [String: String]
    ) throws -> SNMPAccess.Version {
        guard let given else { return name(given, environment) == nil || community != nil ? .v2c : .v3 }
        guard let version = SNMPAccess.Version(written: given) else {
            throw ValidationError("--snmp-version is 1, 2c or 3, not “\(given)”.")
        }
        return version
    }

    /// - Throws: where an option was given that a community does not go with.
    func requireNone(for version: String?) throws {
        guard let option = user.given else { return }
        throw ValidationError(
            "\(option) belongs to SNMPv3, and \(version.map { SNMPAccess.Version(written: $0).map { "v\($0.rawValue)" } ?? $0 } ?? "a community") does not."
        )
    }

    /// - Parameter version: as given.
    func credentials(_ version: String?, environment: [String: String]) throws -> SNMPv3Credentials {
        guard let name = name(version, environment), !name.isEmpty else {
            throw ValidationError("SNMPv3 needs a --user.")
        }
        var credentials = try user.credentials(of: name, environment)
        credentials.context = context
        return credentials
    }

    private func name(_ version: String?, _ environment: [String: String]) -> String? {
        user.user
            ?? (version.map { SNMPAccess.Version(written: $0) == .v3 } ?? true ? environment["LAPWING_USER"] : nil)
    }
}
