package import Bus
package import Monitoring
package import Store

/// Subjects of one kind that are due: claimed, asked, and what was found recorded.
package protocol Polls: DueQueue where Claimed == Claim<Subject> {
    associatedtype Subject: Polled

    var store: Store { get }
    var pipeline: Pipeline<Subject> { get }
    var clockGuard: ClockGuard { get }
    var settings: @Sendable () -> Settings { get }
    var clock: ServerClock { get }

    /// Asks it once, bounded in time.
    /// - Returns: `nil` where it cannot be asked now; its claim ends by itself.
    func ask(_ claim: Claim<Subject>) async -> Subject.Outcome?
    /// Before the schedule is repaired.
    func prepare() async throws
}

extension Polls {
    package var name: String { Subject.lane }
    package var hint: Hint { .due(Subject.kind) }

    package func prepare() async throws {}

    package func work(on claim: Claim<Subject>) async {
        let mark = clockGuard.mark()
        guard var outcome = await ask(claim), !Task.isCancelled else { return }
        outcome.at = clock.now()
        // What is said to have been answered, or not, while Lapwing stood still says nothing.
        if clockGuard.hasStoodStill(since: mark) { outcome.disbelieve(ClockGuard.disbelief) }
        await pipeline.record(Poll(claim, outcome))
    }

    /// After a stop, a standstill or a step of the clock polls go back to their slots: no stampede and no long wait.
    package func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
        try await prepare()
        let settings = settings()
        try await store.repairPollTimes(
            soon: .seconds(settings.recheckInterval + 30), lease: lease, renewsClaims: renewsClaims, now: now)
        try await store.respreadOverdue(grace: .seconds(30), settings: settings, now: now)
        try await store.reschedule(settings: settings, now: now)
    }

    package func releaseClaims(of worker: String) async throws { try await store.releaseClaims(of: worker) }

    package func ticket(of claim: Claim<Subject>) -> Ticket {
        let configuration = claim.subject.configuration
        return Ticket(
            id: claim.subject.id.rawValue, due: claim.due,
            name: "The \(Subject.work) of \(configuration.name) (\(configuration.address))",
            allowance: configuration.allowance)
    }
}
