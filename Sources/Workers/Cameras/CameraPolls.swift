internal import Alerting
internal import Logging
package import Monitoring
package import Store

/// Cameras that are due, checked by RTSP; few at once at one host, and each login by one of them.
package struct CameraPolls: Polls {
    package typealias Probe = @Sendable (_ camera: Camera, _ offer: CredentialsOffer) async -> CameraOutcome

    package let store: Store
    package let pipeline: Pipeline<Camera>
    package let clockGuard: ClockGuard
    package let settings: @Sendable () -> Settings
    package let clock: ServerClock
    private let addresses: @Sendable (_ host: String) async -> [String]
    private let probe: Probe
    private let gate = HostGate()
    private let trouble: LogThrottle

    /// - Parameters:
    ///   - addresses: those of a host, as far as they are known; bounded in time.
    ///   - probe: visits a camera once, bounded in time.
    package init(
        store: Store, pipeline: Pipeline<Camera>, clockGuard: ClockGuard, settings: @escaping @Sendable () -> Settings,
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
    ) async throws -> [Claim<Camera>] {
        try await store.claimDueCameras(
            limit: limit, worker: worker, lease: lease, budget: budget, ahead: ahead, now: now)
    }

    package func nextDue() async throws -> Timestamp? {
        try await store.nextCameraDue(within: budget)
    }

    package func ask(_ claim: Claim<Camera>) async -> CameraOutcome? {
        guard let place = StreamPlace(claim.subject.configuration.streamURL) else {
            return await probe(claim.subject, .offered)
        }
        let addresses = await addresses(place.host)
        let most = budget.visits(after: claim.knowledge.silences)
        return await gate.visit(Set([place.host] + addresses), most: most) {
            await CameraVisit(claim, addresses: addresses, store: store, clock: clock, trouble: trouble)
                .make(probe)
        } ?? nil
    }

    package func prepare() async throws { try await store.nameStreams() }
}

extension Camera: Polled {
    package static let lane = "cameras"
    package static let work = "check"
}
