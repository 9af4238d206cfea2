internal import Alerting
package import Bus
package import Logging
package import Monitoring
package import Store

/// Writes a summary into the outbox once a day, at the time that the settings say. After a stop the last one that was missed
/// is made up for, and none before it. Each is written once, whoever holds the lease.
package struct SummaryWriter: LeaderTask {
    /// How often it looks; no timer runs for hours, so a clock that is set misleads it for a moment only.
    package let pause = Duration.seconds(15)
    package let trouble = "Could not write the daily summary"

    private let store: Store
    private let bus: any Bus
    private let policy: @Sendable () -> Policy
    private let clock: ServerClock
    private let logger: Logger

    package init(
        store: Store, bus: any Bus, policy: @escaping @Sendable () -> Policy, clock: ServerClock = .system,
        logger: Logger
    ) {
        self.store = store
        self.bus = bus
        self.policy = policy
        self.clock = clock
        self.logger = logger
    }

    package func perform(under lease: Lease) async throws {
        let policy = policy()
        let schedule = SummarySchedule(policy.settings)
        let now = clock.now()
        var plan = try await store.summaryPlan()
        if case .plan(let changed) = schedule.step(plan, at: now) {
            try await store.keep(changed, under: lease)
            plan = changed
        }
        guard case .write(let due, let next) = schedule.step(plan, at: now) else { return }
        let isWritten = try await store.writeDailySummary(
            day: due.day, period: due.period, plans: policy.summaryPlans, then: next, now: now)
        guard isWritten else { return }
        logger.info("Wrote the summary of \(due.day)")
        bus.publish(.noticesDue)
    }
}
