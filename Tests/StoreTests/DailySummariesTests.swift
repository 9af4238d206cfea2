import Monitoring
import TestKit
import Testing

@testable import Store

struct DailySummariesTests {
    let clock = ManualClock()
    let store: Store
    let day = "2027-01-15"
    let midnight = Timestamp(milliseconds: 1_799_971_200_000)

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func write(
        _ day: String, at start: Timestamp? = nil, to plans: [NoticePlan] = [.email]
    ) async throws -> Bool {
        let start = start ?? midnight
        return try await store.writeDailySummary(
            day: day, period: start..<start + .seconds(86_400), plans: plans, then: plan, now: clock.now)
    }

    private var plan: SummaryPlan {
        SummaryPlan(schedule: "0 UTC", nextAt: midnight + .seconds(2 * 86_400), coveredUntil: midnight)
    }

    @Test func `a summary counts the alerts of its day and the present states`() async throws {
        #expect(midnight.description == "2027-01-15T00:00:00Z")
        try await store.addDevices(2)
        _ = try await store.addCamera()
        try await store.save(try await store.claimDevices(1, at: .start), at: .start) { _ in .down(at: .start) }
        for (createdAt, severity) in [(-1, Severity.info), (0, .info), (86_399_999, .low), (86_400_000, .critical)] {
            try await store.run(
                "INSERT INTO alerts (severity, message, rule, status, created_at) VALUES (?, 'm', 'manual', 'firing', ?)",
                [severity, midnight.milliseconds + Int64(createdAt)])
        }
        #expect(try await write(day))
        let notices = try await store.claimDueNotices(
            on: .email, limit: 9, worker: "w", lease: .seconds(60), now: clock.now)
        let summary = try #require(notices.first { $0.notice.alertID == nil })
        let name = try #require(
            try await store.devices(DeviceFilter()).devices.first { $0.status == .offline }
        ).configuration.name
        #expect(
            summary.notice.content
                == .summary(
                    DailySummary(
                        day: day, period: midnight..<midnight + .seconds(86_400),
                        alerts: [.info: 1, .low: 1, .high: 1], devices: StatusCounts(offline: 1, unknown: 1),
                        cameras: StatusCounts(unknown: 1), offlineDevices: [name])))
    }

    @Test func `a day is summed up once, whoever asks at once and however often`() async throws {
        let written = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 { group.addTask { try await write(day) } }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(written == 1)
        #expect(try await !write(day))
        #expect(try await store.outboxDepth().count == 1)
        #expect(try await write("2027-01-16", at: midnight + .seconds(86_400)))
    }

    @Test func `the plan is kept with the summary, and alone`() async throws {
        #expect(try await store.summaryPlan() == nil)
        _ = try await write(day)
        #expect(try await store.summaryPlan() == plan)
        let lease = try #require(try await store.acquireLease("upkeep", for: "w", seen: nil, lifetime: .seconds(25)))
        let other = SummaryPlan(schedule: "1260 UTC", nextAt: midnight)
        try await store.keep(other, under: lease)
        #expect(try await store.summaryPlan() == other)
    }

    @Test func `names are kept as far as there is room, and all are counted`() async throws {
        try await store.addDevices(60)
        try await store.save(try await store.claimDevices(60, at: .start), at: .start) { _ in .down(at: .start) }
        _ = try await write(day)
        let notices = try await store.claimDueNotices(
            on: .email, limit: 999, worker: "w", lease: .seconds(60), now: clock.now)
        guard case .summary(let summary) = notices.first(where: { $0.notice.alertID == nil })?.notice.content else {
            Issue.record("no summary")
            return
        }
        #expect(summary.devices.offline == 60)
        #expect(summary.offlineDevices.count == DailySummary.mostNames)
        #expect(Set(summary.offlineDevices).count == DailySummary.mostNames)
    }

    @Test func `a receiver that is not set up skips the summary`() async throws {
        #expect(try await write(day, to: [.slack.skipped("not set")]))
        #expect(try await store.outboxDepth().count == 0)
    }
}
