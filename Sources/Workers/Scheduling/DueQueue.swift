package import Bus
package import Monitoring

/// Rows of the database that are due at some time and are claimed by one worker before they are worked on.
package protocol DueQueue: Sendable {
    associatedtype Claimed: Sendable

    /// `devices`, `cameras`, `email`: names the queue in logs and its lane in metrics.
    var name: String { get }
    /// Names it among the queues of this worker, in claims and for the watchdog; without a slash.
    var key: String { get }
    /// Says that something may be due sooner than was known.
    var hint: Hint { get }

    /// - Parameters:
    ///   - worker: whose the claims are.
    ///   - ahead: what is due within it may be claimed too.
    func claimDue(
        limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp
    ) async throws -> [Claimed]
    func nextDue() async throws -> Timestamp?
    /// Does what is due and records what came of it. Returns soon when it is cancelled; then nothing need be recorded.
    func work(on claimed: Claimed) async
    /// What was due while nobody looked, or by a clock that was wrong, gets a sensible time.
    /// - Parameters:
    ///   - lease: no claim lasts longer.
    ///   - renewsClaims: whether claims that seem to have ended are given another lease.
    func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws
    func releaseClaims(of worker: String) async throws
    func ticket(of claimed: Claimed) -> Ticket
}

extension DueQueue {
    package var key: String { name }
}

/// What the dispatcher itself wants to know of what it claimed.
package struct Ticket: Sendable {
    /// Unique in its queue.
    package var id: Int64
    package var due: Timestamp
    /// For the log.
    package var name: String
    /// How much longer than other work of its kind it may take, and its claim lasts.
    package var allowance: Duration

    package init(id: Int64, due: Timestamp, name: String, allowance: Duration = .zero) {
        self.id = id
        self.due = due
        self.name = name
        self.allowance = allowance
    }
}
