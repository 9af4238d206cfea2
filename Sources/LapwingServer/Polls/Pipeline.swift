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
    private let patience: Patience
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
        patience = Patience(limits.patience, clock: clock)
        faults = LogThrottle(.error, logger: surroundings.logger, clock: clock)
        trouble = LogThrottle(.error, logger: surroundings.logger, clock: clock)
    }

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

    /// What the database will not take is written in halves, so that one such row costs the others nothing.
    private func keep(_ decided: [Decided<Claimed, Facts>]) async {
        do {
            let saved = try await patience.tryAgain(onTrouble: { trouble.log("What was found must wait: \($0)") }) {
                try await save(decided, surroundings.settings, surroundings.channels, surroundings.clock.now())
            }
            count(saved, of: decided)
            announce(saved, of: decided)
        } catch let error as DatabaseError where !error.isRetryable && decided.count > 1 {
            await keep(Array(decided.prefix(decided.count / 2)))
            await keep(Array(decided.dropFirst(decided.count / 2)))
        } catch {
            counts.notStored.increment(by: decided.count)
            trouble.log("\(decided.count) polls could not be stored and are repeated: \(error)")
        }
    }

    private func count(_ saved: SavedBatch, of decided: [Decided<Claimed, Facts>]) {
        counts.batchSize.observe(decided.count)
        counts.refused.increment(by: saved.refused.count)
        for verdict in decided.map(\.verdict) where verdict.measuredAt != nil {
            surroundings.metrics.pollResults(lane, verdict.status.rawValue).increment()
            for severity in verdict.alerts.compactMap(\.severity) where saved.refused.isEmpty {
                surroundings.metrics.alertsRaised(severity.rawValue).increment()
            }
        }
    }

    private func announce(_ saved: SavedBatch, of decided: [Decided<Claimed, Facts>]) {
        for task in saved.finishedTasks { surroundings.bus.publish(.taskFinished(task)) }
        if saved.wroteNotices { surroundings.bus.publish(.noticesDue) }
        if saved.madeDevicesDue { surroundings.bus.publish(.devicesDue) }
        if !saved.refused.isEmpty {
            trouble.log("Not stored, since they were changed or claimed anew: \(saved.refused.joined(separator: ", "))")
        }
        for message in decided.flatMap(\.verdict.alerts).compactMap(\.message) where saved.refused.isEmpty {
            surroundings.logger.notice("\(message)")
        }
    }
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
    package var pause = Duration.milliseconds(100)
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
