import ArgumentParser
import Foundation
import Monitoring
import Probes
import SNMP

/// Which device to ask over SNMP, and how.
///
/// What is secret may come from the environment instead, where the list of processes does not show it.
struct TargetOptions: ParsableArguments {
    @Argument(help: "An address or host name, with a port if need be: 192.0.2.10, switch-1:1161, [2001:db8::1]:161.")
    var host: String
    @Option(help: "The UDP port.")
    var port: Int?
    @Option(
        name: [.customShort("v"), .customLong("snmp-version")], help: "1, 2c or 3; 3 if there is a user, else 2c.")
    var version: String?
    @Option(name: .shortAndLong, help: "The community of v1 and v2c (LAPWING_COMMUNITY); public if there is none.")
    var community: String?
    @OptionGroup var security: SecurityOptions
    @Option(name: .shortAndLong, help: "Seconds to wait for each answer.")
    var timeout = 2.0
    @Option(name: .shortAndLong, help: "How often to ask again.")
    var retries = 2

    func validate() throws {
        _ = try target(environment: ProcessInfo.processInfo.environment)
    }

    /// The device and its credentials, by the options and the process's environment.
    func target() throws -> SNMPTarget {
        try target(environment: ProcessInfo.processInfo.environment)
    }

    func target(environment: [String: String]) throws -> SNMPTarget {
        guard (0.001...3_600).contains(timeout) else {
            throw ValidationError("--timeout is from 0.001 to 3600 seconds, not \(timeout).")
        }
        guard (0...100).contains(retries) else { throw ValidationError("--retries is from 0 to 100, not \(retries).") }
        let (host, hostPort) = try HostAndPort.read(host)
        let port = self.port ?? hostPort ?? 161
        guard let number = UInt16(exactly: port), number > 0 else {
            throw ValidationError("A port is from 1 to 65535, not \(port).")
        }
        return SNMPTarget(
            host, port: number, credentials: try credentials(environment),
            timeout: .milliseconds(Int64(timeout * 1_000)), retries: retries)
    }

    private func credentials(_ environment: [String: String]) throws -> Credentials {
        switch security.version(version, community: community, environment: environment) {
        case "1": return .v1(Community(try community(environment)))
        case "2c": return .v2c(Community(try community(environment)))
        case "3":
            let user = try security.credentials(version, environment: environment)
            return .v3(try user.user(), context: user.context ?? "")
        case let other: throw ValidationError("--snmp-version is 1, 2c or 3, not “\(other)”.")
        }
    }

    private func community(_ environment: [String: String]) throws -> String {
        try security.requireNone(for: version)
        return community ?? environment["LAPWING_COMMUNITY"] ?? "public"
    }
}

/// `switch-1`, `switch-1:1161`, `2001:db8::1`, `[2001:db8::1]:1161`.
enum HostAndPort {
    static func read(_ text: String) throws -> (host: String, port: Int?) {
        guard !text.isEmpty else { throw ValidationError("The host is empty.") }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let rest = text[text.index(after: end)...]
            let host = String(text[text.index(after: text.startIndex)..<end])
            if rest.isEmpty { return (host, nil) }
            guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()) else {
                throw ValidationError("“\(text)” is no address: a port follows the bracket and a colon.")
            }
            return (host, port)
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return (text, nil) }
        guard let port = Int(parts[1]) else { throw ValidationError("“\(parts[1])” is no port.") }
        return (String(parts[0]), port)
    }
}
