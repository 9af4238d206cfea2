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
    @Option(help: "1, 2c, or none for ping alone.")
    var snmpVersion = "2c"
    @Option(help: "The SNMP port.")
    var port = 161

    func validate() throws {
        guard ["1", "2c", "none"].contains(snmpVersion) else {
            throw ValidationError("--snmp-version is 1, 2c or none, not “\(snmpVersion)”.")
        }
        guard (1...65_535).contains(port) else { throw ValidationError("--port is from 1 to 65535, not \(port).") }
    }

    func run() async throws {
        let isCamera = ["rtsp://", "rtsps://"].contains { target.lowercased().hasPrefix($0) }
        let report: any CheckReport = isCamera ? try await CameraReport(url: target) : await DeviceReport(device)
        for line in report.lines { print(line) }
        throw report.verdict.exitCode
    }

    private var device: DeviceConfiguration {
        let community = community ?? ProcessInfo.processInfo.environment["LAPWING_COMMUNITY"] ?? "public"
        return DeviceConfiguration(
            name: target, address: target,
            snmp: SNMPAccess(
                version: SNMPAccess.Version(rawValue: snmpVersion) ?? .v2c, port: port, community: Secret(community)))
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
