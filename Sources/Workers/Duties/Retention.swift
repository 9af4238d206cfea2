package import Logging
internal import Monitoring
package import Store

/// Forgets what is older than it is kept: resolved alerts with their notices, maintenance windows, the audit log, tokens that ended, workers
/// that are gone. It removes few rows a transaction and pauses between, so that nothing else waits for it.
package struct Retention: LeaderTask {
    /// How long things are kept.
    package struct Periods: Sendable, Equatable {
        package var alerts: Duration
        package var audit: Duration

        package init(alerts: Duration, audit: Duration) {
            self.alerts = alerts
            self.audit = audit
        }
    }

    package let pause = Duration.seconds(3600)
    package let trouble = "Could not remove what is old"
    /// Rows a transaction.
    private static let batch = 1000
    private static let breather = Duration.milliseconds(200)
    /// An access token outlives the refresh token it came with by less.
    private static let tokenGrace = Duration.seconds(86_400)
    private static let workerGrace = Duration.seconds(86_400)
    /// A camera that is switched off for so long may be refused once more.
    private static let loginGrace = Duration.seconds(180 * 86_400)

    private let periods: Periods
    private let store: Store
    private let clock: ServerClock
    private let logger: Logger

    package init(_ periods: Periods, store: Store, clock: ServerClock = .system, logger: Logger) {
        self.periods = periods
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    package func perform(under lease: Lease) async throws {
        let now = clock.now()
        try await inBatches("alerts") {
            try await store.forgetAlerts(resolvedBefore: now - periods.alerts, limit: $0, under: lease)
        }
        try await inBatches("notices") {
            try await store.forgetNoticesOfNoAlert(before: now - periods.alerts, limit: $0, under: lease)
        }
        try await inBatches("maintenance windows") {
            try await store.forgetMaintenance(endedBefore: now - periods.alerts, limit: $0, under: lease)
        }
        try await inBatches("entries of the audit log") {
            try await store.forgetAudit(before: now - periods.audit, limit: $0, under: lease)
        }
        try await inBatches("sessions") {
            try await store.forgetRefreshTokens(expiredBefore: now - Self.tokenGrace, limit: $0, under: lease)
        }
        try await inBatches("workers") {
            try await store.forgetWorkers(seenBefore: now - Self.workerGrace, limit: $0, under: lease)
        }
        try await inBatches("camera logins") {
            try await store.forgetLogins(unusedSince: now - Self.loginGrace, limit: $0, under: lease)
        }
    }

    private func inBatches(_ what: String, _ forget: (_ limit: Int) async throws -> Int) async throws {
        var total = 0
        while case let count = try await forget(Self.batch), count > 0 {
            total += count
            guard count == Self.batch else { break }
            try await clock.sleep(Self.breather)
        }
        if total > 0 { logger.info("Removed \(total) old \(what)") }
    }
}
