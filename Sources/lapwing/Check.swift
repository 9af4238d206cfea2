import ArgumentParser
import Foundation
import ICMP
import Monitoring
import Probes
import RTSP
import SNMP

/// One check of a device or a camera from the shell, explained.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks one device or camera now and explains what it saw.",
        discussion: """
            `lapwing check 192.0.2.10` pings a device and asks it over SNMP; `lapwing check rtsp://user:password@host/path` \
            visits a camera. It exits 0 when the target is up, 1 when it is down, 2 when it could not be asked.
            """)

    @Argument(help: "An address or host name, or a camera's rtsp:// or rtsps:// URL.")
    var target: String
    @Option(help: "The SNMP community; LAPWING_COMMUNITY keeps it out of the list of processes.")
    var community: String?
    @Option(help: "1, 2c, 3, or none for ping alone; 3 if there is a user, else 2c.")
    var snmpVersion: String?
    @Option(help: "The SNMP port.")
    var port = 161
    @OptionGroup var security: SecurityOptions

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port is from 1 to 65535, not \(port).") }
        _ = try access(ProcessInfo.processInfo.environment)
    }

    func run() async throws {
        let report: any CheckReport =
            RTSPURL.isMeant(by: target) ? try await CameraReport(url: target) : await DeviceReport(try device())
        for line in report.lines { print(line) }
        throw report.verdict.exitCode
    }

    private func device() throws -> DeviceConfiguration {
        DeviceConfiguration(
            name: target, address: target, snmp: try access(ProcessInfo.processInfo.environment))
    }

    private func access(_ environment: [String: String]) throws -> SNMPAccess {
        let name = security.version(snmpVersion, community: community, environment: environment)
        guard let version = SNMPAccess.Version(rawValue: name) else {
            throw ValidationError("--snmp-version is 1, 2c, 3 or none, not “\(name)”.")
        }
        var access = SNMPAccess(version: version, port: port)
        if version == .v3 {
            access.v3 = try security.credentials(snmpVersion, environment: environment)
        } else {
            try security.requireNone(for: snmpVersion)
            access.community = Secret(community ?? environment["LAPWING_COMMUNITY"] ?? "public")
        }
        return access
    }
}

/// What a check saw, for a person, and what follows from it.
protocol CheckReport {
    var lines: [String] { get }
    var verdict: CheckVerdict { get }
}

enum CheckVerdict {
    case up, down, unknown

    var exitCode: ExitCode {
        switch self {
        case .up: .success
        case .down: .failure
        case .unknown: ExitCode(2)
        }
    }
}
