package import Bus
package import Logging
package import Monitoring
package import Store

/// Writes yesterday's summary into the outbox once a day. After a stop the last day that was missed is made up for, and
/// none before it. The day itself is written once, whoever holds the lease.
package struct SummaryWriter: SoleDuty {
    /// How often it looks; no timer runs for hours, so a clock that is set misleads it for a moment only.
    package let pause = Duration.seconds(15)
    package let trouble = "The daily summary could not be written"

    private let store: Store
    private let bus: any Bus
    private let settings: @Sendable () -> Settings
    private let channels: @Sendable (Settings) -> [ChannelPlan]
    private let clock: ServerClock
    private let logger: Logger

    package init(
        store: Store, bus: any Bus, settings: @escaping @Sendable () -> Settings,
        channels: @escaping @Sendable (Settings) -> [ChannelPlan], clock: ServerClock = .system, logger: Logger
    ) {
        self.store = store
        self.bus = bus
        self.settings = settings
        self.channels = channels
        self.clock = clock
        self.logger = logger
    }

    package func perform(under lease: Lease) async throws {
        let settings = settings()
        let now = clock.now()
        let due = SummarySchedule(at: now, minuteOfDay: settings.dailySummaryAt)
        let last = try await store.lastSummaryDay()
        guard last != due.day else { return }
        // A new installation was not there yesterday: that day is marked as summed up, and nobody is told.
        let plans = last == nil ? [] : channels(settings)
        let isWritten = try await store.writeDailySummary(
            day: due.day, from: due.from, to: due.to, channels: plans, now: now)
        guard isWritten, !plans.isEmpty else { return }
        logger.info("Wrote the summary of \(due.day)")
        bus.publish(.noticesDue)
    }
}
