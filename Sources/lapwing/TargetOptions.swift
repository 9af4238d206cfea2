import ArgumentParser
import Foundation
import Monitoring
import Probes
import SNMP
import Sockets

/// Which device to ask over SNMP, and how.
struct TargetOptions: ParsableArguments {
    @Argument(help: "An address or host name, with a port if need be: 192.0.2.10, switch-1:1161, [2001:db8::1]:161.")
    var host: String
    @OptionGroup var access: AccessOptions

    func validate() throws {
        _ = try target(environment: ProcessInfo.processInfo.environment)
    }

    /// The device and its credentials, by the options and the process's environment.
    func target() throws -> SNMPTarget {
        try target(environment: ProcessInfo.processInfo.environment)
    }

    func target(environment: [String: String]) throws -> SNMPTarget {
        let (host, port) = try HostAndPort.read(host)
        return SNMPTarget(
            host, port: UInt16(try access.port(besides: port)), credentials: try access.credentials(environment),
            timeout: .seconds(try access.checkedTimeout() ?? 2), retries: try access.checkedRetries() ?? 2)
    }
}

/// How to ask a device over SNMP.
///
/// What is secret may come from the environment instead, where the list of processes does not show it.
struct AccessOptions: ParsableArguments {
    @Option(help: "The UDP port.")
    var port: Int?
    @Option(
        name: [.customShort("v"), .customLong("snmp-version")], help: "1, 2c or 3; 3 if there is a user, else 2c.")
    var version: String?
    @Option(name: .shortAndLong, help: "The community of v1 and v2c (LAPWING_COMMUNITY); public if there is none.")
    var community: String?
    @OptionGroup var security: SecurityOptions
    @Option(name: .shortAndLong, help: "Seconds to wait for each answer.")
    var timeout: Double?
    @Option(name: .shortAndLong, help: "How often to ask again.")
    var retries: Int?

    /// - Parameter hostPort: what stands behind the host, which `--port` wins over.
    func port(besides hostPort: Int?) throws -> Int {
        let port = self.port ?? hostPort ?? 161
        guard (1...65_535).contains(port) else { throw ValidationError("A port is from 1 to 65535, not \(port).") }
        return port
    }

    func checkedTimeout() throws -> Double? {
        guard let timeout, !(0.001...3_600).contains(timeout) else { return timeout }
        throw ValidationError("--timeout is from 0.001 to 3600 seconds, not \(timeout).")
    }

    func checkedRetries() throws -> Int? {
        guard let retries, !(0...100).contains(retries) else { return retries }
        throw ValidationError("--retries is from 0 to 100, not \(retries).")
    }

    func credentials(_ environment: [String: String]) throws -> Credentials {
        switch try security.version(version, community: community, environment: environment) {
        case .v1: return .v1(Community(try community(environment)))
        case .v2c: return .v2c(Community(try community(environment)))
        case .v3:
            let user = try security.credentials(version, environment: environment)
            return .v3(try user.user(), context: user.context ?? "")
        case .none: throw ValidationError("--snmp-version is 1, 2c or 3, not “none”.")
        }
    }

    /// As a device is configured; with no SNMP at all where the version is `none`.
    func access(port hostPort: Int?, _ environment: [String: String]) throws -> SNMPAccess {
        let version = try security.version(version, community: community, environment: environment)
        var access = SNMPAccess(version: version, port: try port(besides: hostPort))
        (access.timeout, access.retries) = (try checkedTimeout(), try checkedRetries())
        if version == .v3 {
            access.v3 = try security.credentials(self.version, environment: environment)
        } else {
            access.community = Secret(try community(environment))
        }
        return access
    }

    private func community(_ environment: [String: String]) throws -> String {
        try security.requireNone(for: version)
        return community ?? environment["LAPWING_COMMUNITY"] ?? "public"
    }
}

/// `switch-1`, `switch-1:1161`, `2001:db8::1`, `[2001:db8::1]:1161`.
enum HostAndPort {
    static func read(_ text: String) throws -> (host: String, port: Int?) {
        let (host, port) = try split(text)
        do throws(HostAddressError) {
            return (try HostAddress(parsing: host).text, port)
        } catch {
            throw ValidationError("“\(text)” is no address or name of a device: \(error.sentence.lowercasedFirst).")
        }
    }

    private static func split(_ text: String) throws -> (host: String, port: Int?) {
        guard !text.isEmpty else { throw ValidationError("The host is empty.") }
        if text.contains("://") || text.contains("/") { return (text, nil) }
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

extension String {
    /// For the middle of a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
