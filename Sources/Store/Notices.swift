package import Monitoring

/// A notice leased to one sender.
package struct ClaimedNotice: Sendable {
    package var notice: Notice
    package var claim: String
    /// Whether an earlier attempt may have reached people without our knowing.
    package var mayBeRepeat: Bool
}

extension Store {
    /// Due notices whose alert is neither acknowledged nor deleted. The attempt is counted with the claim.
    package func claimDueNotices(limit: Int, worker: String, lease: Duration, now: Timestamp) async throws
        -> [ClaimedNotice]
    { fatalError("frame") }
    package func nextNoticeDue() async throws -> Timestamp? { fatalError("frame") }
    /// Records the attempt: delivered, to be tried again at `nextAttemptAt`, or (neither) given up.
    package func recordAttempt(_ claimed: ClaimedNotice, _ attempt: DeliveryAttempt, nextAttemptAt: Timestamp?)
        async throws
    { fatalError("frame") }
    package func releaseNoticeClaims(of worker: String) async throws { fatalError("frame") }
    /// Undelivered ones: how many, and since when the oldest waits.
    package func outboxDepth() async throws -> (count: Int, oldest: Timestamp?) { fatalError("frame") }
    /// Writes the summary's notices once a day, whoever asks and however often: counts `day`'s alerts and the present states.
    /// - Returns: whether it did.
    package func writeDailySummary(day: String, from: Timestamp, to: Timestamp, channels: [ChannelPlan], now: Timestamp)
        async throws -> Bool
    { fatalError("frame") }
    /// The last day summed up.
    package func lastSummaryDay() async throws -> String? { fatalError("frame") }
}
