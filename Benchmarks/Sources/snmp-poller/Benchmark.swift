import Foundation
import SNMP

/// `snmp-poller A|B|C TARGETS IN_FLIGHT SECONDS`: polls the addresses of a file, one a line, in whole passes until the time is
/// over, and prints what that took as a line of JSON. The port is in `PORT`, the community in `COMMUNITY`; with `SNMP_USER`
/// it asks over v3 with SHA-256 and AES-128, whose passphrase is in `SNMP_PASSWORD`.
@main struct Benchmark {
    static func main() async throws {
        guard CommandLine.arguments.count == 5, let workload = Workload(rawValue: CommandLine.arguments[1]),
            let inFlight = Int(CommandLine.arguments[3]), let seconds = Double(CommandLine.arguments[4])
        else {
            print("usage: snmp-poller A|B|C TARGETS IN_FLIGHT SECONDS")
            exit(2)
        }
        let hosts = try String(contentsOfFile: CommandLine.arguments[2], encoding: .utf8).split(separator: "\n")
        let poller = Poller(
            workload: workload, targets: hosts.map { target(String($0), workload) },
            inFlight: max(1, min(inFlight, hosts.count)))
        if workload.passesUntimed { _ = await poller.pass() }

        var tally = Tally()
        let (start, used) = (ContinuousClock.now, Usage.cpuSeconds)
        repeat {
            tally.add(await poller.pass())
        } while workload.passesUntimed && (ContinuousClock.now - start) / .seconds(1) < seconds
        let wall = (ContinuousClock.now - start) / .seconds(1)
        let cpu = Usage.cpuSeconds - used
        print(
            """
            {"polls": \(tally.polls), "ok": \(tally.ok), "varbinds": \(tally.varbinds), "wall": \(wall), "cpu": \(cpu), \
            "sum": \(tally.sum), "maxrss_mb": \(Usage.peakMebibytes), "sockets": \(Usage.sockets)}
            """)
        poller.client.close()
    }

    /// A device is given up after two seconds. Where requests are lost it is asked more often in that time: of a thousand living
    /// devices that lose one request in twenty, two would not answer two requests.
    private static func target(_ host: String, _ workload: Workload) -> SNMPTarget {
        let environment = ProcessInfo.processInfo.environment
        let retries = workload == .lossy ? 4 : 1
        return SNMPTarget(
            host, port: environment["PORT"].flatMap { UInt16($0) } ?? 161, credentials: credentials(environment),
            timeout: .seconds(2) / (retries + 1), retries: retries)
    }

    private static func credentials(_ environment: [String: String]) -> Credentials {
        guard let user = environment["SNMP_USER"] else {
            return .v2c(Community(environment["COMMUNITY"] ?? "public"))
        }
        let secret = USMSecret(environment["SNMP_PASSWORD"] ?? "")
        return .v3(USMUser(user, authentication: .init(.sha256, secret), privacy: .init(.aes128, secret)))
    }
}
