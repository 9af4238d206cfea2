package import Monitoring
internal import Store

/// The dispatchers of this process, for its health. Each looks what is due every second or more often; one that has
/// not for long, be it since the start, hangs.
package struct Lanes: Sendable {
    /// A dispatcher's counts, by what it dispatches.
    package struct Lane: Sendable {
        package let name: String
        package let statistics: DispatchStatistics
        /// `nil` for the start of the process.
        let startedAt: Timestamp?

        package init(name: String, statistics: DispatchStatistics, startedAt: Timestamp? = nil) {
            self.name = name
            self.statistics = statistics
            self.startedAt = startedAt
        }
    }

    private static let longestSilence = Duration.seconds(15)

    private let lasting: [Lane]
    private let passing: @Sendable () -> [Lane]
    private let startedAt: Timestamp

    /// - Parameter passing: those that come and go.
    package init(_ list: [Lane], and passing: @escaping @Sendable () -> [Lane] = { [] }, startedAt: Timestamp) {
        (lasting, self.passing, self.startedAt) = (list, passing, startedAt)
    }

    package var list: [Lane] { lasting + passing() }

    /// `running`, or what nobody looks for any more.
    package func state(at now: Timestamp) -> String {
        let idle = list.filter {
            now - ($0.statistics.counts.lookedAt ?? $0.startedAt ?? startedAt) > Self.longestSilence
        }
        guard !idle.isEmpty else { return WorkerRow.running }
        return "nothing was looked for lately of: \(idle.map(\.name).joined(separator: ", "))"
    }

    package func health(at now: Timestamp) -> [HealthPart] {
        let state = state(at: now)
        let counts = list.map(\.statistics.counts)
        let (started, late, inFlight) = counts.reduce((0, 0, 0)) {
            ($0.0 + $1.started, $0.1 + $1.late, $0.2 + $1.inFlight)
        }
        return [
            HealthPart(name: "scheduler", state: state, isHealthy: state == WorkerRow.running),
            HealthPart(name: "workers", state: "\(inFlight) at work", isHealthy: true),
            HealthPart(
                name: "starts", state: "\(started) since the start, \(late) more than 1 s after they were due",
                isHealthy: true),
        ]
    }
}
