package import Bus
internal import Database
package import Logging
package import Monitoring
package import Store
package import Telemetry

/// From what was found to what is known and told. Outcomes that come together are decided and written together, in one
/// transaction: state, alerts, notices, answers to those who asked, the next poll. Then whoever waits is told.
package struct Pipeline<Claimed: Sendable, Outcome: Fallible, Facts: Sendable & Equatable>: Sendable {
    package typealias Decide = @Sendable (Outcome, Claimed, Settings) -> Verdict<Facts>
    package typealias Save =
        @Sendable (
            [Decided<Claimed, Facts>], @escaping @Sendable () -> Settings,
            @escaping @Sendable (Settings) -> [ChannelPlan], Timestamp
        ) async throws -> SavedBatch

    private struct Found {
        let outcome: Outcome
        let claimed: Claimed
    }

    private let decide: Decide
    private let save: Save
    private let surroundings: PipelineSurroundings
    private let lane: String
    private let counts: RecordMetrics
    private let commits: GroupCommit<Found>
    private let retry: Retry
    private let faults: LogThrottle
    private let trouble: LogThrottle

    /// - Parameter lane: what it is counted by.
    init(_ surroundings: PipelineSurroundings, lane: String, decide: @escaping Decide, save: @escaping Save) {
        self.lane = lane
        counts = RecordMetrics(surroundings.metrics, lane: lane)
        self.decide = decide
        self.save = save
        self.surroundings = surroundings
        let (limits, clock) = (surroundings.limits, surroundings.clock)
        commits = GroupCommit(atMost: limits.batch, every: limits.pause, clock: clock)
        retry = Retry(limits.patience, clock: clock)
        faults = LogThrottle(.error, logger: surroundings.logger, clock: clock)
        trouble = LogThrottle(.error, logger: surroundings.logger, clock: clock)
    }

    var logger: Logger { surroundings.logger }

    /// Returns once what was found is stored, or was given up because the database would not take it: then the claim
    /// ends by itself and the subject is asked again. A fault of our own never becomes anything's state.
    package func record(_ outcome: Outcome, of claimed: Claimed) async {
        if let fault = outcome.fault {
            counts.notAsked.increment()
            faults.log("Lapwing could not ask: \(fault)")
        }
        await commits.add(Found(outcome: outcome, claimed: claimed)) { await record($0) }
    }

    private func record(_ outcomes: [Found]) async {
        let settings = surroundings.settings()
        await keep(
            outcomes.map { Decided(claimed: $0.claimed, verdict: decide($0.outcome, $0.claimed, settings)) })
    }

    /// What cannot be written is written in halves, so that one such poll costs the others nothing.
    private func keep(_ decided: [Decided<Claimed, Facts>]) async {
        do {
            let saved = try await retry.tryAgain(onTrouble: { trouble.log("Results wait for the database: \($0)") }) {
                try await save(decided, surroundings.settings, surroundings.channels, surroundings.clock.now())
            }
            let verdicts = zip(decided, saved.polls).filter { $0.1.isSaved }.map(\.0.verdict)
            count(verdicts, refused: saved.refused.count)
            announce(saved)
            for message in verdicts.flatMap(\.alerts).compactMap(\.message) {
                surroundings.logger.notice("\(message)")
            }
        } catch  where decided.count > 1 && !error.isOfTheMoment {
            await keep(Array(decided.prefix(decided.count / 2)))
            await keep(Array(decided.dropFirst(decided.count / 2)))
        } catch {
            counts.notStored.increment(by: decided.count)
            trouble.log("Could not store \(decided.count) polls; they will be repeated: \(error)")
        }
    }

    private func count(_ saved: [Verdict<Facts>], refused: Int) {
        counts.batchSize.observe(saved.count + refused)
        counts.refused.increment(by: refused)
        for verdict in saved where verdict.measuredAt != nil {
            surroundings.metrics.pollResults(lane, verdict.status.rawValue).increment()
            for severity in verdict.alerts.compactMap(\.severity) {
                surroundings.metrics.alertsRaised(severity.rawValue).increment()
            }
        }
    }

    private func announce(_ saved: SavedBatch) {
        for task in saved.finishedTasks { surroundings.bus.publish(.taskFinished(task)) }
        if saved.wroteNotices { surroundings.bus.publish(.noticesDue) }
        if saved.madeDevicesDue { surroundings.bus.publish(.devicesDue) }
        if saved.freedCameras { surroundings.bus.publish(.camerasDue) }
        if !saved.refused.isEmpty {
            trouble.log(
                "Not stored, because they were changed or claimed again: \(saved.refused.joined(separator: ", "))")
        }
    }
}

extension Error {
    /// Whether the database may take the same a little later; what else is wrong is wrong with one poll of the batch.
    fileprivate var isOfTheMoment: Bool { self is CancellationError || (self as? DatabaseError)?.isRetryable == true }
}

/// What may fail to be asked by our own fault.
package protocol Fallible: Sendable {
    /// Why, where it was.
    var fault: String? { get }
}

/// What pipelines share.
package struct PipelineSurroundings: Sendable {
    var bus: any Bus
    var settings: @Sendable () -> Settings
    var channels: @Sendable (Settings) -> [ChannelPlan]
    var limits: PipelineLimits
    var clock: ServerClock
    var metrics: Catalogue
    var logger: Logger

    /// - Parameters:
    ///   - settings: as they stand.
    ///   - channels: which ways to people take notices under these settings.
    package init(
        bus: any Bus, settings: @escaping @Sendable () -> Settings,
        channels: @escaping @Sendable (Settings) -> [ChannelPlan], limits: PipelineLimits = PipelineLimits(),
        clock: ServerClock = .system, metrics: Catalogue = Catalogue(), logger: Logger
    ) {
        self.bus = bus
        self.settings = settings
        self.channels = channels
        self.limits = limits
        self.clock = clock
        self.metrics = metrics
        self.logger = logger
    }
}

package struct PipelineLimits: Sendable {
    /// Outcomes in one transaction.
    package var batch = 512
    /// Between the beginnings of two transactions.
    package var pause = Duration.milliseconds(200)
    /// How long a save is tried again: while the claims last.
    package var patience = Duration.seconds(12)

    package init() {}
}

extension AlertChange {
    /// What it tells people.
    fileprivate var message: String? {
        switch self {
        case .raise(_, _, let message), .note(_, _, let message): message
        case .resolve: nil
        }
    }

    fileprivate var severity: Severity? {
        switch self {
        case .raise(_, let severity, _), .note(_, let severity, _): severity
        case .resolve: nil
        }
    }
}
