internal import Bus
internal import Foundation
internal import Monitoring
internal import Store
internal import Telemetry
internal import Workers

/// What `/metrics` answers: what was counted, what the kernel says, and what waits in the database.
struct Observation: Sendable {
    private let metrics: Catalogue
    private let backlog: BacklogReader
    private let bus: any Bus

    /// - Parameter roles: what this process does.
    init(
        _ metrics: Catalogue, store: Store, bus: any Bus, roles: Set<ProcessRole>, startedAt: Timestamp = .now,
        clock: ServerClock = .system
    ) {
        self.metrics = metrics
        self.bus = bus
        backlog = BacklogReader(store: store, metrics: metrics, clock: clock)
        metrics.build(Version.current).set(1)
        for role in ProcessRole.allCases { metrics.role(role.rawValue).set(roles.contains(role) ? 1 : 0) }
        metrics.processStart().set(Double(startedAt.milliseconds) / 1000)
    }

    func text() async -> String {
        metrics.readProcess()
        metrics.show(bus.state)
        await backlog.look()
        return metrics.text
    }
}

extension Catalogue {
    func show(_ state: BusState) {
        switch state {
        case .inProcess:
            busUp().set(1)
            busLatency().set(nil as Double?)
        case .connected(let roundTrip, _):
            busUp().set(1)
            busLatency().set(roundTrip)
        case .away:
            busUp().set(0)
            busLatency().set(nil as Double?)
        }
    }
}
