internal import Alerting
package import Bus
internal import Logging
package import Monitoring
package import Store

/// Cameras that are due, checked by RTSP; few at once at one host, and each login by one of them.
package struct CameraPolls: DueQueue {
    package typealias Probe = @Sendable (_ camera: Camera, _ offer: CredentialsOffer) async -> CameraOutcome

    package let name = "cameras"
    package let hint = Hint.camerasDue
    private let store: Store
    private let pipeline: CameraPipeline
    private let clockGuard: ClockGuard
    private let settings: @Sendable () -> Settings
    private let clock: ServerClock
    private let addresses: @Sendable (_ host: String) async -> [String]
    private let probe: Probe
    private let gate = HostGate()
    private let trouble: LogThrottle

    /// - Parameters:
    ///   - addresses: those of a host, as far as they are known; bounded in time.
    ///   - probe: visits a camera once, bounded in time.
    package init(
        store: Store, pipeline: CameraPipeline, clockGuard: ClockGuard, settings: @escaping @Sendable () -> Settings,
        clock: ServerClock = .system, addresses: @escaping @Sendable (_ host: String) async -> [String] = { _ in [] },
        probe: @escaping Probe
    ) {
        self.store = store
        self.pipeline = pipeline
        self.clockGuard = clockGuard
        self.settings = settings
        self.clock = clock
        self.addresses = addresses
        self.probe = probe
        trouble = LogThrottle(.error, logger: pipeline.logger, clock: clock)
    }

    private var budget: HostBudget {
        HostBudget(
            visits: settings().cameraVisitsPerHost, visitsWhenSilent: HostSilence.visitsAtOnce,
            silences: HostSilence.isSilent)
    }

    package func claimDue(
        limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp
    ) async throws -> [ClaimedCamera] {
        try await store.claimDueCameras(
            limit: limit, worker: worker, lease: lease, budget: budget, ahead: ahead, now: now)
    }

    package func nextDue() async throws -> Timestamp? {
        try await store.nextCameraDue(within: budget)
    }

    package func work(on claimed: ClaimedCamera) async {
        let mark = clockGuard.mark()
        guard var outcome = await visit(claimed), !Task.isCancelled else { return }
        outcome.at = clock.now()
        if clockGuard.hasStoodStill(since: mark) { outcome.result = .notAsked(ClockGuard.disbelief) }
        await pipeline.record(outcome, of: claimed)
    }

    /// - Returns: `nil` where it cannot be made now; its claim ends by itself.
    private func visit(_ claimed: ClaimedCamera) async -> CameraOutcome? {
        guard let place = StreamPlace(claimed.camera.configuration.streamURL) else {
            return await probe(claimed.camera, .offered)
        }
        let addresses = await addresses(place.host)
        let most = budget.visits(after: claimed.silences)
        return await gate.visit(Set([place.host] + addresses), most: most) {
            await CameraVisit(claimed, addresses: addresses, store: store, clock: clock, trouble: trouble)
                .make(probe)
        } ?? nil
    }

    package func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await store.nameStreams()
        try await store.repairPollSchedule(settings: settings(), lease: lease, renewsClaims: renewsClaims, now: now)
    }

    package func releaseClaims(of worker: String) async throws { try await store.releaseClaims(of: worker) }

    package func ticket(of claimed: ClaimedCamera) -> Ticket {
        let configuration = claimed.camera.configuration
        let timeout = configuration.timeout ?? CameraConfiguration.usualTimeout
        return Ticket(
            id: claimed.camera.id.rawValue, due: claimed.due,
            name: "The check of \(configuration.name) (\(configuration.address))",
            allowance: .seconds(max(0, timeout - CameraConfiguration.usualTimeout)))
    }
}
