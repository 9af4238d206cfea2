internal import Alerting
package import Bus
internal import Database
package import Logging
package import Monitoring
package import Store
package import Telemetry

/// From what was found to what is known and told. Polls that come together are decided and written together, in one
/// transaction: state, alerts, notices, answers to those who asked, the next poll. Then whoever waits is told.
package struct Pipeline<Subject: Polled>: Sendable {
    package typealias Save = @Sendable ([Decision<Subject>], Timestamp) async throws -> SavedBatch

    private let policy: @Sendable () -> Policy
    private let save: Save
    private let bus: any Bus
    private let clock: ServerClock
    private let metrics: Catalogue
    private let counts: RecordMetrics
    private let commits: GroupCommit<Poll<Subject>>
    private let retry: Retry
    private let faults: LogThrottle
    private let trouble: LogThrottle
    let logger: Logger

    /// - Parameters:
    ///   - policy: as it stands.
    ///   - save: stores what was decided, all of it or nothing.
    package init(
        policy: @escaping @Sendable () -> Policy, save: @escaping Save, bus: any Bus,
        limits: PipelineLimits = PipelineLimits(), clock: ServerClock = .system, metrics: Catalogue = Catalogue(),
        logger: Logger
    ) {
        self.policy = policy
        self.save = save
        self.bus = bus
        self.clock = clock
        self.metrics = metrics
        self.logger = logger
        counts = RecordMetrics(metrics, lane: Subject.lane)
        commits = GroupCommit(atMost: limits.batch, every: limits.pause, clock: clock)
        retry = Retry(limits.patience, clock: clock)
        faults = LogThrottle(.error, logger: logger, clock: clock)
        trouble = LogThrottle(.error, logger: logger, clock: clock)
    }

    /// Returns once what was found is stored, or was given up because the database would not take it: then the claim
    /// ends by itself and the subject is asked again. A fault of our own never becomes anything's state.
    package func record(_ poll: Poll<Subject>) async {
        if let fault = poll.outcome.fault {
            counts.notAsked.increment()
            faults.log("Lapwing could not ask: \(fault)")
        }
        await commits.add(poll) { await record($0) }
    }

    /// One batch. Read it top to bottom.
    private func record(_ polls: [Poll<Subject>]) async {
        let policy = policy()
        let decisions = polls.map { decide($0, by: policy) }
        let saved = await store(decisions)
        let kept = zip(decisions, saved.polls).filter { $0.1.isSaved }.map(\.0.verdict)
        count(kept, refused: saved.refused.count)
        for message in kept.flatMap(\.alerts).compactMap(\.message) { logger.notice("\(message)") }
        for hint in saved.hints { bus.publish(hint) }
        if !saved.refused.isEmpty {
            trouble.log(
                "Not stored, because they were changed or claimed again: \(saved.refused.joined(separator: ", "))")
        }
    }

    /// What cannot be written is written in halves, so that one such poll costs the others nothing.
    private func store(_ decisions: [Decision<Subject>]) async -> SavedBatch {
        do {
            return try await retry.tryAgain(onTrouble: { trouble.log("Results wait for the database: \($0)") }) {
                try await save(decisions, clock.now())
            }
        } catch  where decisions.count > 1 && !error.isOfTheMoment {
            let half = decisions.count / 2
            let first = await store(Array(decisions.prefix(half)))
            return first + (await store(Array(decisions.dropFirst(half))))
        } catch {
            counts.notStored.increment(by: decisions.count)
            trouble.log("Could not store \(decisions.count) polls; they will be repeated: \(error)")
            return SavedBatch(polls: decisions.map { _ in .notStored })
        }
    }

    private func count(_ saved: [Verdict<Subject.Facts>], refused: Int) {
        counts.batchSize.observe(saved.count + refused)
        counts.refused.increment(by: refused)
        for verdict in saved where verdict.measuredAt != nil {
            metrics.pollResults(Subject.lane, verdict.status.rawValue).increment()
            for severity in verdict.alerts.compactMap(\.severity) {
                metrics.alertsRaised(severity.rawValue).increment()
            }
        }
    }
}

package struct PipelineLimits: Sendable {
    /// Polls in one transaction.
    package var batch = 512
    /// Between the beginnings of two transactions.
    package var pause = Duration.milliseconds(200)
    /// How long a save is tried again: while the claims last.
    package var patience = Duration.seconds(12)

    package init() {}
}

extension SavedBatch {
    /// For those who wait for what was saved.
    fileprivate var hints: [Hint] {
        finishedTasks.map { .taskFinished($0) } + (wroteNotices ? [.noticesDue] : [])
            + SubjectKind.allCases.filter(madeDue.contains).map { .due($0) }
    }
}

extension Error {
    /// Whether the database may take the same a little later; what else is wrong is wrong with one poll of the batch.
    fileprivate var isOfTheMoment: Bool { self is CancellationError || (self as? DatabaseError)?.isRetryable == true }
}

extension AlertChange {
    /// What it tells people.
    fileprivate var message: String? {
        switch self {
        case .raise(_, _, let message, _), .note(_, _, let message, _): message
        case .resolve: nil
        }
    }

    fileprivate var severity: Severity? {
        switch self {
        case .raise(_, let severity, _, _), .note(_, let severity, _, _): severity
        case .resolve: nil
        }
    }
}
