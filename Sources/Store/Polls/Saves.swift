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
    /// One transaction: state, facts, capabilities, alerts, notices, task results, next poll; each under its claim. A
    /// device that waits for its parent makes it due, and one that came back makes due what is unreachable behind it.
    package func save(
        _ devices: [Decided<ClaimedDevice, DeviceFacts>], settings: @escaping @autoclosure @Sendable () -> Settings,
        channels: @escaping @autoclosure @Sendable () -> [ChannelPlan], now: Timestamp
    ) async throws -> SavedBatch {
        try await database.write(.shared) { transaction in
            var writer = PollWriter(
                transaction: transaction, kind: .device, settings: settings(), channels: channels(), now: now)
            let polls = try writer.write(devices.map { PollResult($0) })
            let saved = zip(devices, polls).filter { $0.1.isSaved }.map(\.0)
            try transaction.keep(
                saved.compactMap { device in
                    device.claimed.learned.map {
                        (
                            id: device.claimed.device.id.rawValue, capabilities: $0,
                            worker: worker(of: device.claimed.claim)
                        )
                    }
                }, vault: vault, at: now)
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
        try await database.write(.shared) { transaction in
            var writer = PollWriter(
                transaction: transaction, kind: .camera, settings: settings(), channels: channels(), now: now)
            let polls = try writer.write(cameras.map { PollResult($0) })
            let hosts = Set(
                cameras.compactMap { StreamPlace($0.claimed.camera.configuration.streamURL)?.hostKey })
            let freedCameras = try transaction.isAnyCameraWaiting(at: hosts, now: now)
            var saved = try writer.finish(polls)
            saved.freedCameras = freedCameras
            return saved
        }
    }
}

private func worker(of claim: String) -> String { claim.lastIndex(of: "/").map { String(claim[..<$0]) } ?? claim }

/// What was found of one subject, and what was known of it when it was claimed.
struct PollResult {
    let id: Int64
    let subject: AlertSubject
    let known: Known
    let isEnabled: Bool
    /// Seconds; `nil` for the global one.
    let interval: Int?
    let claim: String
    let checks: [Check: CheckState]
    let tasks: [String]
    let verdict: Outcome
    /// What it said of itself that was not known.
    let news: StoredNews?

    struct Known {
        let status: Status
        let lastSeen: Timestamp?
        let lastError: String?
    }

    /// What is decided, without the facts.
    struct Outcome {
        let measuredAt: Timestamp?
        let status: Status
        let lastSeen: Timestamp?
        let lastError: String?
        /// Seconds.
        let uptime: Int64?
        let checks: [Check: CheckState]
        let alerts: [AlertChange]
        let next: NextPoll
        let isFinal: Bool
        let latency: Double?

        init(_ verdict: Verdict<some Sendable & Equatable>, uptime: Int64? = nil) {
            measuredAt = verdict.measuredAt
            status = verdict.status
            lastSeen = verdict.lastSeen
            lastError = verdict.lastError
            self.uptime = uptime
            checks = verdict.checks
            alerts = verdict.alerts
            next = verdict.next
            isFinal = verdict.isFinal
            latency = verdict.latency
        }
    }

    /// Whether it was asked, properly.
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

extension PollResult {
    init(_ decided: Decided<ClaimedDevice, DeviceFacts>) {
        let (claimed, device) = (decided.claimed, decided.claimed.device)
        self.init(
            id: device.id.rawValue,
            subject: .device(device.id, name: device.configuration.name, address: device.configuration.address),
            known: Known(status: device.status, lastSeen: device.lastSeen, lastError: device.lastError),
            isEnabled: device.configuration.isEnabled,
            interval: device.configuration.pollInterval, claim: claimed.claim, checks: claimed.checks,
            tasks: claimed.tasks, verdict: Outcome(decided.verdict, uptime: decided.verdict.facts.uptime),
            news: decided.verdict.facts.news(since: device.facts))
    }

    init(_ decided: Decided<ClaimedCamera, CameraFacts>) {
        let (claimed, camera) = (decided.claimed, decided.claimed.camera)
        self.init(
            id: camera.id.rawValue,
            subject: .camera(camera.id, name: camera.configuration.name, address: camera.configuration.address),
            known: Known(status: camera.status, lastSeen: camera.lastSeen, lastError: camera.lastError),
            isEnabled: camera.configuration.isEnabled,
            interval: camera.configuration.pollInterval, claim: claimed.claim, checks: claimed.checks,
            tasks: claimed.tasks, verdict: Outcome(decided.verdict),
            news: decided.verdict.facts.news(since: camera.facts))
    }
}

extension Decided<ClaimedDevice, DeviceFacts> {
    /// Whether it came back, or was found unreachable while its parent may have come back.
    fileprivate var mayFreeChildren: Bool {
        guard let found = verdict.checks[.reachability]?.hard else { return false }
        return found == .unreachable || found == .up && claimed.checks[.reachability]?.hard != .up
    }
}

/// Columns of the row of a kind, and what they are to hold.
struct StoredNews {
    let assignments: String
    let values: [any ValueConvertible]

    /// - Returns: `nil` where there is none.
    fileprivate init?(_ columns: [(String, (any ValueConvertible)?)]) {
        let news = columns.compactMap { name, value in value.map { (name, $0) } }
        guard !news.isEmpty else { return nil }
        assignments = news.map { "\($0.0) = ?" }.joined(separator: ", ")
        values = news.map(\.1)
    }
}

extension DeviceFacts {
    /// What it did not say keeps what is known.
    fileprivate func news(since known: DeviceFacts) -> StoredNews? {
        func new<Fact: ValueConvertible & Equatable>(_ fact: Fact?, _ known: Fact?) -> (any ValueConvertible)? {
            fact == known ? nil : fact
        }
        return StoredNews([
            ("model", new(model, known.model)), ("sys_name", new(sysName, known.sysName)),
            ("sys_descr", new(sysDescr, known.sysDescr)), ("location", new(location, known.location)),
            ("known_addresses", new(addresses?.description, known.addresses?.description)),
        ])
    }
}

extension CameraFacts {
    /// A description replaces all of them: with the size of an earlier codec the codec would be told wrong.
    fileprivate func news(since known: CameraFacts) -> StoredNews? {
        let isOther =
            isDescribed
            && (codec, width, height, fps, bitrate) != (
                known.codec, known.width, known.height, known.fps, known.bitrate
            )
        let description: [(String, (any ValueConvertible)?)] = [
            ("codec", codec), ("width", width), ("height", height), ("fps", fps), ("bitrate", bitrate),
        ]
        let found = addresses == known.addresses ? nil : addresses?.description
        return StoredNews(
            (isOther ? description.map { ($0.0, $0.1 ?? Value.null) } : []) + [("known_addresses", found)])
    }
}
