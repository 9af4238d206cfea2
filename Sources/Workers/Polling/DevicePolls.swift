package import Bus
package import Monitoring
package import Store

/// Devices that are due, polled by ping and SNMP.
package struct DevicePolls: DueQueue {
    package typealias Probe = @Sendable (_ device: Device, _ knowledge: AgentCapabilities?) async -> DeviceOutcome

    package let name = "devices"
    package let hint = Hint.devicesDue
    private let store: Store
    private let pipeline: DevicePipeline
    private let clockGuard: ClockGuard
    private let settings: @Sendable () -> Settings
    private let clock: ServerClock
    private let probe: Probe

    /// - Parameter probe: asks a device once, bounded in time.
    package init(
        store: Store, pipeline: DevicePipeline, clockGuard: ClockGuard, settings: @escaping @Sendable () -> Settings,
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
    ) async throws -> [ClaimedDevice] {
        try await store.claimDueDevices(limit: limit, worker: worker, lease: lease, ahead: ahead, now: now)
    }

    package func nextDue() async throws -> Timestamp? { try await store.nextDeviceDue() }

    package func work(on claimed: ClaimedDevice) async {
        let mark = clockGuard.mark()
        var outcome = await probe(claimed.device, claimed.knowledge)
        guard !Task.isCancelled else { return }
        outcome.at = clock.now()
        if clockGuard.hasStoodStill(since: mark) { outcome.disbelieve() }
        var claimed = claimed
        claimed.learned = outcome.learned
        await pipeline.record(outcome, of: claimed)
    }

    package func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await store.repairPollSchedule(settings: settings(), lease: lease, renewsClaims: renewsClaims, now: now)
    }

    package func releaseClaims(of worker: String) async throws { try await store.releaseClaims(of: worker) }

    package func ticket(of claimed: ClaimedDevice) -> Ticket {
        let configuration = claimed.device.configuration
        return Ticket(
            id: claimed.device.id.rawValue, due: claimed.due,
            name: "The poll of \(configuration.name) (\(configuration.address))",
            allowance: configuration.snmp.allowance)
    }
}

extension DeviceOutcome {
    /// What a device is said to have answered, or not, while Lapwing stood still says nothing.
    fileprivate mutating func disbelieve() {
        ping = .notAsked(ClockGuard.disbelief)
        snmp = .notAsked(ClockGuard.disbelief)
    }
}

extension Store {
    /// After a stop, a standstill or a step of the clock polls go back to their slots: no stampede and no long wait.
    func repairPollSchedule(settings: Settings, lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await repairPollTimes(
            soon: .seconds(settings.recheckInterval + 30), lease: lease, renewsClaims: renewsClaims, now: now)
        try await respreadOverdue(grace: .seconds(30), settings: settings, now: now)
        try await reschedule(settings: settings, now: now)
    }
}
