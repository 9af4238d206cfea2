internal import Alerting
internal import Dispatch
internal import Monitoring
internal import SNMP
internal import Simulators
internal import TimeSeries

/// What is run millions of times a day, a number of times: `HotPaths NAME COUNT`. `scripts/test-instructions` counts the
/// instructions of each and holds them to `Benchmarks/Thresholds/instructions.txt`.
@main struct HotPaths {
    static func main() {
        let words = CommandLine.arguments
        guard words.count == 3, let path = paths[words[1]], let count = Int(words[2]) else {
            return print(paths.keys.sorted().joined(separator: "\n"))
        }
        // Valgrind does not survive a main thread that gives itself to Dispatch, as an asynchronous `main` does.
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            do { try await path(count) } catch { fatalError("\(error)") }
            isDone.signal()
        }
        isDone.wait()
    }

    private static let paths: [String: @Sendable (Int) async throws -> Void] = [
        "decide": { decideSteadyPolls($0) },
        "compress": { try compressAnHour(times: $0) },
        "get": { try await getTenValues(times: $0) },
        "walk": { try await walkPorts(times: $0) },
    ]

    /// A device that answers as it did.
    private static func decideSteadyPolls(_ count: Int) {
        let (policy, now) = (Policy(settings: Settings()), Timestamp(milliseconds: 1_800_000_000_000))
        let device = Device(
            id: ID(1), configuration: DeviceConfiguration(name: "core-1", address: "10.0.0.1"), status: .online,
            createdAt: now, updatedAt: now)
        let up = CheckState(hard: .up, since: now)
        let claim = Claim(
            device, due: now, token: "w/1", checks: [.reachability: up, .snmp: up], knowledge: AgentCapabilities?.none)
        var finals = 0
        for number in 0..<count {
            let outcome = DeviceOutcome(
                at: now + .seconds(number), duration: 0.1, ping: .answered(latency: 1, loss: 0),
                snmp: .answered(latency: 2), facts: DeviceFacts(sysName: "core-1", uptime: Int64(number)))
            if decide(Poll(claim, outcome), by: policy).verdict.isFinal { finals += 1 }
        }
        precondition(finals == count)
    }

    /// A counter and a temperature, a sample a minute.
    private static func compressAnHour(times count: Int) throws {
        let minutes = 0..<60
        let counter = minutes.map { Sample(at: Int64($0) * 60_000, value: Double($0 * 123_457)) }
        let temperature = minutes.map { Sample(at: Int64($0) * 60_000 + 7, value: 20 + Double($0 % 7) / 10) }
        for _ in 0..<count {
            for samples in [counter, temperature] {
                let read = try Chunk(bytes: Chunk(samples).bytes).samples()
                precondition(read == samples)
            }
        }
    }

    /// Both ends: the client's and the simulated agent's.
    private static func getTenValues(times count: Int) async throws {
        let columns: [OID] = [.ifHCInOctets, .ifHCOutOctets, .ifOperStatus, .ifInErrors]
        let instances =
            [OID.sysUpTime.scalar, .sysName.scalar] + columns.flatMap { [$0.appending(1), $0.appending(2)] }
        try await withAgent { client, target in
            for _ in 0..<count {
                let values = try await client.get(instances, from: target)
                precondition(values.count == instances.count)
            }
        }
    }

    private static func walkPorts(times count: Int) async throws {
        try await withAgent { client, target in
            for _ in 0..<count {
                let values = try await client.walk(.ifXTable, of: target).collect()
                precondition(values.count >= 48 * 18)
            }
        }
    }

    private static func withAgent(_ body: (SNMPClient, SNMPTarget) async throws -> Void) async throws {
        let fleet = try AgentFleet(FleetOptions(content: .switch(ports: 48)))
        let client = SNMPClient()
        defer { client.close() }
        try await body(
            client, SNMPTarget("127.0.0.1", port: fleet.port, credentials: .v2c("public"), timeout: .seconds(20)))
    }
}
