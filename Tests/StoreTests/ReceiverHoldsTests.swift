import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct ReceiverHoldsTests {
    let clock = ManualClock()
    let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func raise(_ count: Int = 1) async throws -> [Alert] {
        var alerts: [Alert] = []
        for _ in 0..<count {
            alerts.append(
                try await store.createAlert(
                    device: nil, severity: .high, message: "Look", to: [.email]))
        }
        return alerts
    }

    private func claim(worker: String = "w") async throws -> [ClaimedNotice] {
        try await store.claimDueNotices(on: .email, limit: 4, worker: worker, lease: .seconds(60), now: clock.now)
    }

    private func hold(for seconds: Int) async throws {
        let until = clock.now + .seconds(seconds)
        try await store.changeHold(on: .email) { _ in
            ReceiverHold(until: until, spacing: .milliseconds(1500), isPaced: true, reason: "429")
        }
    }

    private func record(_ claimed: ClaimedNotice, _ succeeded: Bool, _ recipients: [NoticeRecipient] = []) async throws
    {
        try await store.recordAttempt(
            claimed, DeliveryAttempt(at: clock.now, succeeded: succeeded, answer: "x"), recipients: recipients,
            nextAttemptAt: succeeded ? nil : clock.now)
    }

    @Test func `nothing is claimed on a channel that is held, and the other channel goes on`() async throws {
        _ = try await raise(6)
        try await hold(for: 30)
        #expect(try await claim().isEmpty)
        #expect(try await store.nextNoticeDue(on: .email) == clock.now + .seconds(30))
        #expect(try await store.hold(on: .slack) == nil)
        #expect(try await store.nextNoticeDue(on: .slack) == nil)
    }

    @Test func `after the pause one is tried, whichever worker asks, and the next once it has ended`() async throws {
        _ = try await raise(6)
        try await hold(for: 30)
        clock.advance(.seconds(30))
        let claimed = try await withThrowingTaskGroup(of: [ClaimedNotice].self) { group in
            for number in 0..<8 { group.addTask { try await claim(worker: "w\(number)") } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 1)
        #expect(try await store.nextNoticeDue(on: .email) == clock.now + .seconds(60))
        try await record(try #require(claimed.first), true)
        #expect(try await claim().count == 1)
    }

    @Test func `a hold is kept as it is, and once it is taken away all go`() async throws {
        _ = try await raise(6)
        try await hold(for: 0)
        #expect(try await store.hold(on: .email)?.spacing == .milliseconds(1500))
        #expect(try await store.hold(on: .email)?.isPaced == true)
        try await store.changeHold(on: .email) { _ in nil }
        #expect(try await claim().count == 4)
    }

    @Test func `what waits for a receiver says until when, and why`() async throws {
        let alert = try #require(try await raise().first)
        try await hold(for: 30)
        let notice = try #require(try await store.alert(alert.id)?.notices.first?.notice)
        #expect(notice.nextAttemptAt == clock.now + .seconds(30))
        #expect(notice.lastError == "429")
    }

    @Test func `changed settings, and a clock that was set, end a pause`() async throws {
        _ = try await raise(2)
        try await hold(for: 3600)
        try await store.makeNoticesDue(on: .email, now: clock.now)
        #expect(try await claim().count == 1)
        try await store.releaseNoticeClaims(of: "w")
        try await hold(for: 3600)
        try await store.repairNoticeTimes(on: .email, lease: .seconds(60), renewsClaims: false, now: clock.now)
        #expect(try await claim().count == 1)
    }

    @Test func `what waited too long with a receiver that takes nothing is given up`() async throws {
        let old = try #require(try await raise().first)
        clock.advance(.seconds(60))
        let young = try #require(try await raise().first)
        let count = try await store.giveUpNotices(
            on: .email, writtenBefore: clock.now - .seconds(30), because: "away")
        #expect(count == 1)
        #expect(try await store.alert(old.id)?.notices.first?.notice.state == .failed)
        #expect(try await store.alert(young.id)?.notices.first?.notice.state == .pending)
    }

    @Test func `a claim that is renewed lasts, one that was lost is not renewed`() async throws {
        _ = try await raise()
        let claimed = try await claim()
        clock.advance(.seconds(50))
        #expect(try await store.renewClaims(of: claimed, lease: .seconds(60), now: clock.now))
        clock.advance(.seconds(50))
        #expect(try await claim().isEmpty)
        clock.advance(.seconds(10))
        #expect(try await claim(worker: "other").count == 1)
        #expect(try await !store.renewClaims(of: claimed, lease: .seconds(60), now: clock.now))
    }

    @Test func `who has a notice is kept with it, whoever reports it and in whatever order`() async throws {
        let alert = try #require(try await raise().first)
        let (a, b) = (
            NoticeRecipient(address: "a", state: .delivered, answer: "250"),
            NoticeRecipient(address: "b", state: .refused, answer: "550")
        )
        let late = try #require(try await claim().first)
        clock.advance(.seconds(60))
        let next = try #require(try await claim().first)
        try await record(next, false, [b])
        try await record(late, false, [a, NoticeRecipient(address: "b", state: .delivered, answer: "250")])
        try await record(next, false, [NoticeRecipient(address: "a", state: .refused, answer: "550")])
        let kept = try #require(try await store.alert(alert.id)?.notices.first?.notice.recipients)
        #expect(Set(kept.map(\.address)) == ["a", "b"])
        #expect(kept.allSatisfy { $0.state == .delivered })
        #expect(try await claim().first?.notice.recipients == kept)
    }
}
