import Alerting
import Bus
import Monitoring
import Store
import TestKit
import Web

/// Devices and cameras that say what the session tells them to, and the worker that asks them: the one place of the
/// golden answers that knows how a poll is claimed, judged and saved.
actor ScriptedFleet {
    enum DeviceWord {
        case answers(DeviceFacts = DeviceFacts())
        case silent
        /// It answers to ping, and refuses what SNMP asks.
        case refusesSNMP
        case pingsOnly
        /// Lapwing itself cannot ask.
        case notAsked
    }

    enum CameraWord {
        case shows(CameraFacts)
        case silent
        case refusesPassword
        case isBusy
    }

    private let store: Store
    private let bus: InProcessBus
    private let clock: ManualClock
    private let policy: @Sendable () async throws -> Policy
    private var devices: [String: DeviceWord] = [:]
    private var cameras: [String: CameraWord] = [:]
    private var begun: [Claim<Device>] = []

    init(
        store: Store, bus: InProcessBus, clock: ManualClock, policy: @escaping @Sendable () async throws -> Policy
    ) {
        (self.store, self.bus, self.clock, self.policy) = (store, bus, clock, policy)
    }

    // MARK: What they say

    func device(_ name: String, _ word: DeviceWord) { devices[name] = word }
    func camera(_ name: String, _ word: CameraWord) { cameras[name] = word }

    // MARK: What the worker does

    /// Asks all that are due, until nothing is.
    func pollWhatIsDue() async throws {
        while case let claimed = try await claimDevices(), !claimed.isEmpty { try await save(claimed) }
        while case let claimed = try await claimCameras(), !claimed.isEmpty { try await save(claimed) }
    }

    /// Takes up devices that are due, and does not come to an end.
    func beginPoll() async throws { begun += try await claimDevices() }

    /// Brings what was begun to its end.
    func finishPoll() async throws {
        try await save(begun)
        begun = []
    }

    /// Waits until somebody asks for a poll, and makes it.
    func pollOnRequest(_ hints: AsyncStream<Hint>) async throws {
        for await hint in hints where hint == .due(.device) || hint == .due(.camera) {
            return try await pollWhatIsDue()
        }
    }

    private func claimDevices() async throws -> [Claim<Device>] {
        try await store.claimDueDevices(limit: 100, worker: "golden", lease: .seconds(60), now: clock.now)
    }

    private func claimCameras() async throws -> [Claim<Camera>] {
        try await store.claimDueCameras(limit: 100, worker: "golden", lease: .seconds(60), now: clock.now)
    }

    private func save(_ claimed: [Claim<Device>]) async throws {
        let policy = try await policy()
        let decided = claimed.map { claimed in
            let word = devices[claimed.subject.configuration.name] ?? .answers()
            return decide(Poll(claimed, outcome(word)), by: policy)
        }
        tell(try await store.save(decided, settings: policy.settings, now: clock.now))
    }

    private func save(_ claimed: [Claim<Camera>]) async throws {
        let policy = try await policy()
        let decided = claimed.map { claimed in
            let word = cameras[claimed.subject.configuration.name] ?? .silent
            return decide(Poll(claimed, outcome(word)), by: policy)
        }
        tell(try await store.save(decided, settings: policy.settings, now: clock.now))
    }

    private func tell(_ batch: SavedBatch) {
        for task in batch.finishedTasks { bus.publish(.taskFinished(task)) }
    }

    private func outcome(_ word: DeviceWord) -> DeviceOutcome {
        let (ping, snmp, facts): (DeviceOutcome.PingResult, DeviceOutcome.SNMPResult, DeviceFacts) =
            switch word {
            case .answers(let facts): (.answered(latency: 1.5, loss: 0), .answered(latency: 4.25), facts)
            case .silent:
                (.silent("no answer to 3 pings"), .failed("no answer to 2 requests"), DeviceFacts())
            case .refusesSNMP:
                (.answered(latency: 2, loss: 0), .refused("it refuses the user monitor"), DeviceFacts())
            case .pingsOnly: (.answered(latency: 7, loss: 0.25), .notConfigured, DeviceFacts())
            case .notAsked: (.notAsked("no socket"), .notAsked("no socket"), DeviceFacts())
            }
        return DeviceOutcome(at: clock.now, duration: 0.25, ping: ping, snmp: snmp, facts: facts)
    }

    private func outcome(_ word: CameraWord) -> CameraOutcome {
        let (result, facts): (CameraOutcome.Result, CameraFacts) =
            switch word {
            case .shows(let facts): (.up(latency: 35.5), facts)
            case .silent: (.down(.connect, "it does not accept a connection"), CameraFacts())
            case .refusesPassword: (.down(.authentication, "the user name or the password is wrong"), CameraFacts())
            case .isBusy: (.busy("all its sessions are used"), CameraFacts())
            }
        return CameraOutcome(at: clock.now, duration: 0.5, result: result, facts: facts)
    }

    // MARK: What the postman does

    /// Hands out the emails that are due, or comes back with the server's words.
    func post(_ attempt: (succeeded: Bool, answer: String), retryAfter pause: Duration? = nil) async throws {
        let notices = try await store.claimDueNotices(
            on: .email, limit: 100, worker: "golden", lease: .seconds(60), now: clock.now)
        for notice in notices {
            try await store.recordAttempt(
                notice, DeliveryAttempt(at: clock.now, succeeded: attempt.succeeded, answer: attempt.answer),
                recipients: [
                    NoticeRecipient(
                        address: "ops@example.org", state: attempt.succeeded ? .delivered : .refused,
                        answer: attempt.answer)
                ], nextAttemptAt: pause.map { clock.now + $0 })
        }
    }

    /// Gives up tasks that nobody took up.
    func expireTasks() async throws { try await store.expireTasks(before: clock.now) }
}
