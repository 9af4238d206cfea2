import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct NoticesTests {
    let clock = ManualClock()
    let store: Store
    let user: User

    init() async throws {
        store = try await Store.temporary(clock: clock)
        user = try await store.createUser(username: "ada", email: "a@a", passwordHash: "h", role: .operator)
    }

    @discardableResult
    private func raise() async throws -> Alert {
        try await store.createAlert(
            device: nil, severity: .high, message: "Look", to: [.email])
    }

    private func claim(_ limit: Int = 10) async throws -> [ClaimedNotice] {
        try await store.claimDueNotices(on: .email, limit: limit, worker: "w", lease: .seconds(60), now: clock.now)
    }

    private func record(_ claimed: ClaimedNotice, _ succeeded: Bool, retryAt: Timestamp? = nil) async throws {
        try await store.recordAttempt(
            claimed, DeliveryAttempt(at: clock.now, succeeded: succeeded, answer: succeeded ? "250 OK" : "451 later"),
            nextAttemptAt: retryAt)
    }

    private func history(_ alert: Alert) async throws -> NoticeHistory {
        try #require(try await store.alert(alert.id)?.notices.first)
    }

    @Test func `a notice is due at once and is sent by one sender`() async throws {
        let alert = try await raise()
        #expect(try await store.nextNoticeDue(on: .email) == .start)
        #expect(try await store.outboxDepth() == (1, .start))
        let claimed = try #require(try await claim().first)
        #expect(claimed.notice.content == .alert(alert))
        #expect(claimed.notice.alertID == alert.id)
        #expect(claimed.notice.attempts == 1)
        #expect(!claimed.mayBeRepeat)
        #expect(try await claim().isEmpty)
        #expect(try await store.nextNoticeDue(on: .email) == .start + .seconds(60))
    }

    @Test func `many senders at once claim each notice once`() async throws {
        for _ in 0..<40 { try await raise() }
        let claimed = try await withThrowingTaskGroup(of: [ClaimedNotice].self) { group in
            for _ in 0..<16 { group.addTask { try await claim(3) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(claimed.map(\.notice.id)).count == claimed.count)
        #expect(claimed.count == 40)
    }

    @Test func `a delivered notice is done`() async throws {
        let alert = try await raise()
        try await record(try #require(try await claim().first), true)
        let history = try await history(alert)
        #expect(history.notice.state == .delivered)
        #expect(history.notice.deliveredAt == .start)
        #expect(history.attempts == [DeliveryAttempt(at: .start, succeeded: true, answer: "250 OK")])
        #expect(try await store.nextNoticeDue(on: .email) == nil)
        #expect(try await store.outboxDepth() == (0, nil))
    }

    @Test func `a failed attempt is on record, and the notice is due again when it was said`() async throws {
        let alert = try await raise()
        try await record(try #require(try await claim().first), false, retryAt: .start + .seconds(5))
        #expect(try await store.nextNoticeDue(on: .email) == .start + .seconds(5))
        #expect(try await history(alert).notice.lastError == "451 later")
        clock.advance(.seconds(5))
        let again = try #require(try await claim().first)
        #expect(again.notice.attempts == 2)
        #expect(!again.mayBeRepeat)
        try await record(again, true)
        #expect(try await history(alert).attempts.map(\.succeeded) == [false, true])
    }

    @Test func `a notice that is given up has failed`() async throws {
        let alert = try await raise()
        try await record(try #require(try await claim().first), false)
        #expect(try await history(alert).notice.state == .failed)
        #expect(try await store.nextNoticeDue(on: .email) == nil)
    }

    @Test func `a notice whose sender was never heard of again is sent again, and says so`() async throws {
        try await raise()
        _ = try await claim()
        clock.advance(.seconds(60))
        let again = try #require(try await claim().first)
        #expect(again.mayBeRepeat)
        #expect(again.notice.attempts == 2)
        try await record(again, false, retryAt: clock.now)
        #expect(try #require(try await claim().first).mayBeRepeat)
    }

    @Test func `a notice that may have arrived although its attempt failed is sent again, and says so`() async throws {
        let alert = try await raise()
        let lost = DeliveryAttempt(at: .start, succeeded: false, answer: "no answer", mayHaveArrived: true)
        try await store.recordAttempt(try #require(try await claim().first), lost, nextAttemptAt: .start)
        let again = try #require(try await claim().first)
        #expect(again.mayBeRepeat)
        try await record(again, false, retryAt: .start)
        #expect(try #require(try await claim().first).mayBeRepeat)
        #expect(try await history(alert).attempts.map(\.mayHaveArrived) == [true, false])
    }

    @Test func `an attempt that is recorded twice, since the end of the first was not heard of, is one`() async throws {
        let alert = try await raise()
        let claimed = try #require(try await claim().first)
        for _ in 0..<2 { try await record(claimed, false, retryAt: .start) }
        #expect(try await history(alert).attempts.count == 1)
        _ = try await claim()
        clock.advance(.seconds(60))
        #expect(try #require(try await claim().first).mayBeRepeat)
    }

    @Test func `a notice that this version cannot read keeps back none of the others, and is not lost`() async throws {
        let strange = try await raise()
        try await store.run("UPDATE notices SET content = '{\"of\":\"the future\"}'")
        clock.advance(.seconds(1))
        let plain = try await raise()
        #expect(try await claim().map(\.notice.alertID) == [plain.id])
        let waiting = try #require(
            try await store.database.read { transaction in
                try transaction.first(
                    "SELECT state, next_attempt_at, attempts, last_error, claimed_by FROM notices WHERE alert_id = ?",
                    [strange.id]
                ) { row in
                    (row.text(), row.timestampOrNil(), row.integer(), row.text(), row.textOrNil())
                }
            })
        #expect(waiting.0 == "pending")
        #expect(waiting.1 == clock.now + .seconds(60))
        #expect(waiting.2 == 0)
        #expect(waiting.3.contains("cannot be read by this version"))
        #expect(waiting.4 == nil)
    }

    @Test func `a failure under a lost claim decides nothing, a success does`() async throws {
        let alert = try await raise()
        let late = try #require(try await claim().first)
        clock.advance(.seconds(60))
        let next = try #require(try await claim().first)
        try await record(late, false)
        #expect(try await history(alert).notice.state == .pending)
        #expect(try await claim().isEmpty)
        try await record(late, true)
        try await record(next, false, retryAt: clock.now)
        #expect(try await history(alert).notice.state == .delivered)
        #expect(try await claim().isEmpty)
    }

    @Test(arguments: [true, false])
    func `an acknowledged or deleted alert is told no more`(isDeleted: Bool) async throws {
        let alert = try await raise()
        let other = try await raise()
        if isDeleted {
            _ = try await store.deleteAlert(alert.id)
        } else {
            _ = try await store.acknowledgeAlert(alert.id, by: user)
            #expect(try await history(alert).notice.state == .cancelled)
        }
        #expect(try await claim().map(\.notice.alertID) == [other.id])
    }

    @Test func `a notice on its way when its alert is acknowledged is delivered if it arrives, and else cancelled`()
        async throws
    {
        let alerts = [try await raise(), try await raise()]
        let claimed = try await claim()
        for alert in alerts { _ = try await store.acknowledgeAlert(alert.id, by: user) }
        try await record(claimed[0], true)
        try await record(claimed[1], false, retryAt: clock.now)
        #expect(try await history(alerts[0]).notice.state == .delivered)
        #expect(try await history(alerts[1]).notice.state == .cancelled)
        #expect(try await claim().isEmpty)
    }

    @Test func `what a sender gives back is due at once`() async throws {
        try await raise()
        _ = try await claim()
        try await store.releaseNoticeClaims(of: "w")
        #expect(try await claim().count == 1)
    }

    @Test func `an attempt for a notice that is gone is nothing`() async throws {
        try await raise()
        let claimed = try #require(try await claim().first)
        try await store.run("DELETE FROM notices")
        try await record(claimed, true)
        #expect(try await store.outboxDepth() == (0, nil))
    }

    /// An outage and its end.
    /// - Returns: how many notices wait then.
    private func outage(told: NoticePlan, end: NoticePlan, notifiesRecovery: Bool) async throws -> Int {
        _ = try await store.addDevice()
        var settings = Settings()
        settings.notifiesRecovery = notifiesRecovery
        let down = try await store.claimDevices(at: clock.now)
        let batch = try await store.save(down, at: clock.now, settings: settings, to: [told]) { _ in
            .down(at: clock.now)
        }
        #expect(batch.wroteNotices == (told.course == .send))
        clock.advance(.seconds(600))
        let up = try await store.claimDevices(at: clock.now)
        try await store.save(up, at: clock.now, settings: settings, to: [end]) {
            .up(
                $0.checks, at: clock.now,
                alerts: [.resolve(.deviceOffline), .note(.deviceOnline, .info, "It is back")])
        }
        #expect(try await store.alertSummary().total == 2)
        return try await store.outboxDepth().count
    }

    @Test func `the end of an outage is told where it is wanted and the outage was told`() async throws {
        let (email, skipped) = (NoticePlan.email, NoticePlan.email.skipped("not set"))
        #expect(try await outage(told: email, end: email, notifiesRecovery: true) == 2)
        #expect(try await fresh().outage(told: email, end: email, notifiesRecovery: false) == 1)
        #expect(try await fresh().outage(told: skipped, end: email, notifiesRecovery: true) == 0)
        #expect(try await fresh().outage(told: email, end: skipped, notifiesRecovery: true) == 1)
    }

    private func fresh() async throws -> NoticesTests { try await NoticesTests() }

    @Test func `nothing of a batch that fails is written, so nobody is told of what did not happen`() async throws {
        _ = try await store.addDevice()
        try await store.run("DROP TABLE notice_attempts")
        try await store.run("DROP TABLE notices")
        let claimed = try await store.claimDevices(at: clock.now)
        await #expect(throws: (any Error).self) {
            try await store.save(claimed, at: clock.now) { _ in .down(at: clock.now) }
        }
        #expect(try await store.alertSummary().total == 0)
        #expect(try await store.devices(DeviceFilter()).devices.map(\.status) == [.unknown])
    }

    // MARK: Several in one message

    private func raiseGrouped(wait: Duration = .seconds(8)) async throws -> Alert {
        try await store.createAlert(
            device: nil, severity: .high, message: "Look", to: [.email.waiting(wait)])
    }

    @Test func `what waits goes with the first that is due, and stays with it`() async throws {
        _ = try await raiseGrouped()
        #expect(try await store.nextNoticeDue(on: .email) == .start + .seconds(8))
        #expect(try await claim().isEmpty)
        clock.advance(.seconds(7))
        _ = try await raiseGrouped()
        #expect(try await claim().isEmpty)
        clock.advance(.seconds(1))
        let claimed = try await claim()
        #expect(claimed.count == 2)
        #expect(Set(claimed.map(\.message)).count == 1)
        _ = try await raiseGrouped()
        clock.advance(.seconds(60))
        let again = try await claim()
        #expect(again.count == 3)
        #expect(Set(again.filter(\.mayBeRepeat).map(\.message)) == Set(claimed.map(\.message)))
        #expect(Set(again.map(\.message)).count == 2)
    }

    @Test func `the limit is one of messages, and a message is never claimed in part`() async throws {
        for _ in 0..<20 { _ = try await raiseGrouped() }
        for _ in 0..<3 { try await raise() }
        clock.advance(.seconds(8))
        let claims = try await withThrowingTaskGroup(of: [ClaimedNotice].self) { group in
            for _ in 0..<8 { group.addTask { try await claim(1) } }
            return try await group.reduce(into: [[ClaimedNotice]]()) { $0.append($1) }
        }
        #expect(claims.map(\.count).filter { $0 > 0 }.sorted() == [1, 1, 1, 20])
    }

    @Test func `an attempt is on record at each notice of its message`() async throws {
        let alerts = [try await raiseGrouped(), try await raiseGrouped()]
        clock.advance(.seconds(8))
        let claimed = try await claim()
        try await store.recordAttempt(
            claimed, DeliveryAttempt(at: clock.now, succeeded: false, answer: "451"),
            nextAttemptAt: clock.now + .seconds(5))
        for alert in alerts { #expect(try await history(alert).attempts.map(\.answer) == ["451"]) }
        clock.advance(.seconds(5))
        try await store.recordAttempt(
            try await claim(), DeliveryAttempt(at: clock.now, succeeded: true, answer: "250"), nextAttemptAt: nil)
        for alert in alerts { #expect(try await history(alert).notice.state == .delivered) }
    }

    @Test func `a summary goes alone`() async throws {
        _ = try await raiseGrouped()
        _ = try await store.writeDailySummary(
            day: "2027-01-15", period: Timestamp.start - .seconds(86_400)..<Timestamp.start,
            plans: [.email.waiting(.seconds(8))],
            then: SummaryPlan(schedule: "0 UTC", nextAt: .start + .seconds(86_400)), now: clock.now)
        #expect(try await claim().map(\.notice.alertID) == [nil])
    }

    @Test func `a notice that cannot be read leaves its message, so that no other carries an id that was seen`()
        async throws
    {
        let strange = try await raiseGrouped()
        _ = try await raiseGrouped()
        try await store.run("UPDATE notices SET content = '{}' WHERE alert_id = ?", [strange.id])
        clock.advance(.seconds(8))
        let claimed = try await claim()
        #expect(claimed.count == 1)
        let left = try await store.database.read { transaction in
            try transaction.first("SELECT message_id FROM notices WHERE alert_id = ?", [strange.id]) { $0.textOrNil() }
        }
        #expect(left == .some(nil))
    }

    @Test func `the end of an outage follows the message that told of it`() async throws {
        _ = try await store.addDevice()
        let settings = Settings().overlaid(with: ["notify_recovery": "true"])
        let plans: [NoticePlan] = [.email, .slack]
        _ = try await store.save(
            try await store.claimDevices(at: clock.now).map {
                Decision($0, .down(at: clock.now))
            },
            settings: settings, to: plans, now: clock.now)
        let outage = try #require(try await claim().first)
        try await record(outage, true)
        clock.advance(.seconds(600))
        _ = try await store.save(
            try await store.claimDevices(at: clock.now).map {
                Decision(
                    $0,
                    .up(
                        $0.checks, at: clock.now,
                        alerts: [.resolve(.deviceOffline), .note(.deviceOnline, .info, "It is back")]))
            }, settings: settings, to: plans, now: clock.now)
        let recovery = try #require(try await claim().first)
        #expect(recovery.follows == outage.message)
        #expect(recovery.message != outage.message)
    }
}
