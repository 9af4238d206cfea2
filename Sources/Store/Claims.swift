package import Monitoring

/// A due device, leased to one worker until `claimExpiresAt`.
package struct ClaimedDevice: Sendable {
    package var device: Device
    package var due: Timestamp
    /// Fencing: a save under any other claim is refused.
    package var claim: String
    package var checks: [Check: CheckState]
    /// Where there is an enabled one. Its `polledAt` is the `measuredAt` of its last verdict that had one.
    package var parent: Parent?
    /// Tasks that wait for this poll; they are `STARTED` now.
    package var tasks: [String]

    package init(
        device: Device, due: Timestamp, claim: String, checks: [Check: CheckState] = [:], parent: Parent? = nil,
        tasks: [String] = []
    ) {
        self.device = device
        self.due = due
        self.claim = claim
        self.checks = checks
        self.parent = parent
        self.tasks = tasks
    }
}

package struct ClaimedCamera: Sendable {
    package var camera: Camera
    package var due: Timestamp
    package var claim: String
    package var checks: [Check: CheckState]
    package var tasks: [String]

    package init(
        camera: Camera, due: Timestamp, claim: String, checks: [Check: CheckState] = [:], tasks: [String] = []
    ) {
        self.camera = camera
        self.due = due
        self.claim = claim
        self.checks = checks
        self.tasks = tasks
    }
}

/// A verdict with the claim it was reached under.
package struct Decided<Claimed: Sendable, Facts: Sendable & Equatable>: Sendable {
    package var claimed: Claimed
    package var verdict: Verdict<Facts>
    package init(claimed: Claimed, verdict: Verdict<Facts>) { self.claimed = claimed; self.verdict = verdict }
}

/// What a batch of saves did.
package struct SavedBatch: Sendable, Equatable {
    /// Claims that were lost meanwhile: nothing of them was written.
    package var refused: [String]
    package var finishedTasks: [String]
    package var wroteNotices: Bool
    package var madeDevicesDue: Bool
    package init(
        refused: [String] = [], finishedTasks: [String] = [], wroteNotices: Bool = false, madeDevicesDue: Bool = false
    ) {
        self.refused = refused; self.finishedTasks = finishedTasks; self.wroteNotices = wroteNotices;
        self.madeDevicesDue = madeDevicesDue
    }
}

extension Store {
    package func claimDueDevices(limit: Int, worker: String, lease: Duration, now: Timestamp) async throws
        -> [ClaimedDevice]
    { fatalError("frame") }
    package func claimDueCameras(limit: Int, worker: String, lease: Duration, now: Timestamp) async throws
        -> [ClaimedCamera]
    { fatalError("frame") }
    /// When the next unclaimed device is due, or a claim expires.
    package func nextDeviceDue() async throws -> Timestamp? { fatalError("frame") }
    package func nextCameraDue() async throws -> Timestamp? { fatalError("frame") }
    /// One transaction: state, facts, alerts, notices, task results, next poll; each under its claim.
    package func save(
        _ devices: [Decided<ClaimedDevice, DeviceFacts>], settings: Settings, channels: [ChannelPlan], now: Timestamp
    ) async throws -> SavedBatch { fatalError("frame") }
    package func save(
        _ cameras: [Decided<ClaimedCamera, CameraFacts>], settings: Settings, channels: [ChannelPlan], now: Timestamp
    ) async throws -> SavedBatch { fatalError("frame") }
    /// Gives back what `worker` holds: due again at once.
    package func releaseClaims(of worker: String) async throws { fatalError("frame") }
    /// Makes a parent due now, so that a child's verdict can wait for it.
    package func makeDue(_ devices: [ID<Device>], now: Timestamp) async throws { fatalError("frame") }
    /// After a stop: what is overdue by more than `grace` moves to its next slot, so that a start is no stampede. Never-polled ones, unconfirmed
    /// results and tasks stay due.
    package func respreadOverdue(grace: Duration, settings: Settings, now: Timestamp) async throws {
        fatalError("frame")
    }
    /// New intervals: every slot is computed again.
    package func reschedule(settings: Settings, now: Timestamp) async throws { fatalError("frame") }
}
