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
            visits a camera. It takes the options of `lapwing get`, and -v none for ping alone. It exits 0 when the target is \
            up, 1 when it is down, 2 when it could not be asked.
            """)

    @Argument(help: "An address or host name, with a port if need be, or a camera's rtsp:// or rtsps:// URL.")
    var target: String
    @OptionGroup var access: AccessOptions
    @Flag(help: "One JSON object.")
    var json = false

    func validate() throws {
        _ = try access.access(port: nil, ProcessInfo.processInfo.environment)
    }

    func run() async throws {
        let report: any CheckReport
        do {
            report = try await self.report()
        } catch let error as ValidationError {
            Note.write("lapwing: \(error.message)")
            throw ExitCode(2)
        }
        if json { print(report.json) } else { for line in report.lines { print(line) } }
        throw report.verdict.exitCode
    }

    private func report() async throws -> any CheckReport {
        switch try CheckTarget(target) {
        case .camera(let url): return try await CameraReport(url: url, timeout: try access.checkedTimeout())
        case .device(let host, let port):
            let access = try access.access(port: port, ProcessInfo.processInfo.environment)
            return await DeviceReport(DeviceConfiguration(name: host, address: host, snmp: access))
        }
    }
}

/// What there is to check, by how it is written.
enum CheckTarget: Equatable {
    case camera(url: String)
    case device(host: String, port: Int?)

    /// - Throws: `ValidationError` for what is neither.
    init(_ text: String) throws {
        if RTSPURL.isMeant(by: text) {
            self = .camera(url: text)
        } else if let end = text.firstRange(of: "://")?.lowerBound {
            throw ValidationError(
                "“\(String(text[..<end]).printable())://” is no way to check anything: give a device's address or name alone, or a camera's rtsp:// URL."
            )
        } else {
            let (host, port) = try HostAndPort.read(text)
            self = .device(host: host, port: port)
        }
    }
}

/// What a check saw, and what follows from it.
protocol CheckReport {
    /// For a person.
    var lines: [String] { get }
    /// For a program.
    var json: String { get }
    var verdict: CheckVerdict { get }
}

enum CheckVerdict: String, Encodable {
    case up = "online"
    case down = "offline"
    case unknown

    var exitCode: ExitCode {
        switch self {
        case .up: .success
        case .down: .failure
        case .unknown: ExitCode(2)
        }
    }
}
