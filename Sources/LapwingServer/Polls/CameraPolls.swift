package import Bus
package import Monitoring
package import Store

/// Cameras that are due, checked by RTSP.
package struct CameraPolls: DueQueue {
    package typealias Probe = @Sendable (_ camera: Camera, _ mayOfferCredentials: Bool) async -> CameraOutcome

    package let name = "cameras"
    package let hint = Hint.camerasDue
    private let store: Store
    private let pipeline: CameraPipeline
    private let clockGuard: ClockGuard
    private let settings: @Sendable () -> Settings
    private let clock: ServerClock
    private let probe: Probe

    /// - Parameter probe: visits a camera once, bounded in time.
    package init(
        store: Store, pipeline: CameraPipeline, clockGuard: ClockGuard, settings: @escaping @Sendable () -> Settings,
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
        limit: Int, worker: String, lease: Duration, now: Timestamp
    ) async throws -> [ClaimedCamera] {
        try await store.claimDueCameras(limit: limit, worker: worker, lease: lease, now: now)
    }

    package func nextDue() async throws -> Timestamp? { try await store.nextCameraDue() }

    package func work(on claimed: ClaimedCamera) async {
        let mark = clockGuard.mark()
        let isRefused = claimed.checks[.stream]?.hasRejectedCredentials == true
        var outcome = await probe(claimed.camera, !isRefused)
        guard !Task.isCancelled else { return }
        outcome.at = clock.now()
        if clockGuard.hasStoodStill(since: mark) { outcome.result = .notAsked(ClockGuard.disbelief) }
        await pipeline.record(outcome, of: claimed)
    }

    package func putInOrder(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await store.putPollsInOrder(settings: settings(), lease: lease, renewsClaims: renewsClaims, now: now)
    }

    package func releaseClaims(of worker: String) async throws { try await store.releaseClaims(of: worker) }

    package func ticket(of claimed: ClaimedCamera) -> Ticket {
        let configuration = claimed.camera.configuration
        return Ticket(
            id: claimed.camera.id.rawValue, due: claimed.due,
            name: "The check of \(configuration.name) (\(configuration.address))")
    }
}
