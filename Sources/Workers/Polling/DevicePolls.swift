package import Monitoring
package import Store

/// Devices that are due, polled by ping and SNMP.
package struct DevicePolls: Polls {
    package typealias Probe = @Sendable (_ device: Device, _ knowledge: AgentCapabilities?) async -> DeviceOutcome

    package let store: Store
    package let pipeline: Pipeline<Device>
    package let clockGuard: ClockGuard
    package let settings: @Sendable () -> Settings
    package let clock: ServerClock
    private let probe: Probe

    /// - Parameter probe: asks a device once, bounded in time.
    package init(
        store: Store, pipeline: Pipeline<Device>, clockGuard: ClockGuard, settings: @escaping @Sendable () -> Settings,
        clock: ServerClock = .system, probe: @escaping Probe
    ) {
        self.store = store
        self.pipeline = pipeline
        self.clockGuard = clockGuard
        self.settings = settings
        self.clock = clock
        self.probe = probe
    }

    package func claimDue(
        limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp
    ) async throws -> [Claim<Device>] {
        try await store.claimDueDevices(limit: limit, worker: worker, lease: lease, ahead: ahead, now: now)
    }

    package func nextDue() async throws -> Timestamp? { try await store.nextDeviceDue() }

    package func ask(_ claim: Claim<Device>) async -> DeviceOutcome? { await probe(claim.subject, claim.knowledge) }
}

extension Device: Polled {
    package static let lane = "devices"
    package static let work = "poll"
}
