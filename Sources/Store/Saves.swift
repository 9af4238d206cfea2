internal import Database
package import Monitoring

/// What a batch of saves did.
package struct SavedBatch: Sendable, Equatable {
    /// What became of each poll, in the order in which they were given.
    package var polls: [SavedPoll]
    package var wroteNotices: Bool
    package var madeDevicesDue: Bool
    /// Whether a camera is due that waited for one of these to leave its host.
    package var freedCameras: Bool

    package init(
        polls: [SavedPoll] = [], wroteNotices: Bool = false, madeDevicesDue: Bool = false, freedCameras: Bool = false
    ) {
        self.polls = polls
        self.wroteNotices = wroteNotices
        self.madeDevicesDue = madeDevicesDue
        self.freedCameras = freedCameras
    }

    /// Whose claims were lost, by name and address.
    package var refused: [String] { polls.compactMap(\.refusal) }

    package var finishedTasks: [String] { polls.flatMap(\.answeredTasks) }
}

package enum SavedPoll: Sendable, Equatable {
    /// All of it was written, and these tasks were answered.
    case saved(answering: [String] = [])
    /// The claim of this one, by name and address, was lost meanwhile: nothing of it was written.
    case refused(String)

    package var isSaved: Bool { refusal == nil }

    package var refusal: String? {
        if case .refused(let subject) = self { subject } else { nil }
    }

    package var answeredTasks: [String] {
        if case .saved(let tasks) = self { tasks } else { [] }
    }
}

extension Store {
    /// One transaction: state, facts, knowledge, alerts, notices, task results, next poll; each under its claim. A device that
    /// waits for its parent makes it due, and one that came back makes due what is unreachable behind it.
    package func save(
        _ devices: [Decided<ClaimedDevice, DeviceFacts>], settings: @escaping @autoclosure @Sendable () -> Settings,
        channels: @escaping @autoclosure @Sendable () -> [ChannelPlan], now: Timestamp
    ) async throws -> SavedBatch {
        try await database.write(.others) { transaction in
            var writer = PollWriter(
                transaction: transaction, fleet: .devices, settings: settings(), channels: channels(), now: now)
            let polls = try writer.write(devices.map { PollResult($0) })
            let saved = zip(devices, polls).filter { $0.1.isSaved }.map(\.0)
            for device in saved {
                guard let learned = device.claimed.learned else { continue }
                try transaction.keep(
                    learned, of: device.claimed.device.id.rawValue, under: device.claimed.claim, vault: vault, at: now)
            }
            for device in saved where device.verdict.needsParent {
                try writer.makeParentDue(of: device.claimed.device.id)
            }
            if saved.contains(where: \.mayFreeChildren) { try writer.makeFreedChildrenDue() }
            return try writer.finish(polls)
        }
    }

    package func save(
        _ cameras: [Decided<ClaimedCamera, CameraFacts>], settings: @escaping @autoclosure @Sendable () -> Settings,
        channels: @escaping @autoclosure @Sendable () -> [ChannelPlan], now: Timestamp
    ) async throws -> SavedBatch {
        try await database.write(.others) { transaction in
            var writer = PollWriter(
                transaction: transaction, fleet: .cameras, settings: settings(), channels: channels(), now: now)
            let polls = try writer.write(cameras.map { PollResult($0) })
            var saved = try writer.finish(polls)
            let hosts = Set(
                cameras.compactMap { StreamPlace($0.claimed.camera.configuration.streamURL)?.hostKey })
            saved.freedCameras = try transaction.isAnyCameraWaiting(at: hosts, now: now)
            return saved
        }
    }
}

/// What was found of one device or camera, and what was known of it when it was claimed.
struct PollResult<Facts: StoredFacts> {
    let id: Int64
    let subject: AlertSubject
    let status: Status
    let lastSeen: Timestamp?
    let lastError: String?
    let isEnabled: Bool
    /// Seconds; `nil` for the global one.
    let interval: Int?
    let claim: String
    let checks: [Check: CheckState]
    let tasks: [String]
    let verdict: Verdict<Facts>

    /// Whether the device was asked, properly.
    var isMeasured: Bool { verdict.measuredAt != nil }

    /// Whether those who asked for this poll get their answer now.
    var answersTasks: Bool { verdict.isFinal && isMeasured }

    func nextPoll(global: Int, recheck: Int, now: Timestamp) -> Timestamp? {
        let isAwaited = !tasks.isEmpty && !answersTasks
        switch verdict.next {
        case .after(let pause) where isEnabled || isAwaited: return now + pause
        case .regular where isEnabled:
            return PollSlots(interval: interval ?? global, phase: PollSlots.phase(of: id)).next(after: now)
        case .after, .regular: return isAwaited ? now + .seconds(recheck) : nil
        }
    }
}

extension PollResult<DeviceFacts> {
    init(_ decided: Decided<ClaimedDevice, DeviceFacts>) {
        let (claimed, device) = (decided.claimed, decided.claimed.device)
        self.init(
            id: device.id.rawValue,
            subject: .device(device.id, name: device.configuration.name, address: device.configuration.address),
            status: device.status, lastSeen: device.lastSeen, lastError: device.lastError,
            isEnabled: device.configuration.isEnabled,
            interval: device.configuration.pollInterval, claim: claimed.claim, checks: claimed.checks,
            tasks: claimed.tasks, verdict: decided.verdict)
    }
}

extension PollResult<CameraFacts> {
    init(_ decided: Decided<ClaimedCamera, CameraFacts>) {
        let (claimed, camera) = (decided.claimed, decided.claimed.camera)
        self.init(
            id: camera.id.rawValue,
            subject: .camera(camera.id, name: camera.configuration.name, address: camera.configuration.address),
            status: camera.status, lastSeen: camera.lastSeen, lastError: camera.lastError,
            isEnabled: camera.configuration.isEnabled,
            interval: camera.configuration.pollInterval, claim: claimed.claim, checks: claimed.checks,
            tasks: claimed.tasks, verdict: decided.verdict)
    }
}

extension Decided<ClaimedDevice, DeviceFacts> {
    /// Whether it came back, or was found unreachable while its parent may have come back.
    fileprivate var mayFreeChildren: Bool {
        guard let found = verdict.checks[.reachability]?.hard else { return false }
        return found == .unreachable || found == .up && claimed.checks[.reachability]?.hard != .up
    }
}

/// Columns that take what a poll found, and keep what they hold where it found nothing.
protocol StoredFacts: Sendable, Equatable {
    /// `column = …` for each of them.
    static var assignments: [String] { get }
    /// What the assignments take.
    var values: [any ValueConvertible] { get }
}

extension DeviceFacts: StoredFacts {
    static let assignments = ["model", "sys_name", "sys_descr", "location", "uptime", "known_addresses"].map {
        "\($0) = COALESCE(?, \($0))"
    }
    var values: [any ValueConvertible] { [model, sysName, sysDescr, location, uptime, addresses?.description] }
}

extension CameraFacts: StoredFacts {
    /// A description replaces all of them: with the size of an earlier codec the codec would be told wrong.
    static let assignments =
        ["codec", "width", "height", "fps", "bitrate"].map { "\($0) = CASE WHEN ? = 1 THEN ? ELSE \($0) END" }
        + ["known_addresses = COALESCE(?, known_addresses)"]

    var values: [any ValueConvertible] {
        let facts: [any ValueConvertible] = [codec, width, height, fps, bitrate]
        return facts.flatMap { [isDescribed ? 1 : 0, $0] as [any ValueConvertible] } + [addresses?.description]
    }
}
