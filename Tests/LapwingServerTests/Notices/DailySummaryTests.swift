import Bus
import Monitoring
import Notifiers
import Store
import Testing

@testable import LapwingServer

struct DailySummaryTests {
    private let time = ManualTime()
    private let bus = InProcessBus()
    private let settings = Box(Settings())
    private let store: Store

    init() async throws {
        let time = time
        store = try await Store.temporary(in: time)
    }

    private func writer() -> SummaryWriter {
        SummaryWriter(
            store: store, bus: bus, settings: { [settings] in settings.value },
            channels: { _ in [ChannelPlan(channel: .email)] }, clock: time.clock, logger: .silent)
    }

    /// The days whose summaries wait in the outbox.
    private func written() async throws -> [DailySummary] {
        try await store.claimDueNotices(
            on: .email, limit: 100, worker: "test", lease: .zero, now: time.now
        ).compactMap { claimed in
            guard case .summary(let summary) = claimed.notice.content else { return nil }
            return summary
        }
    }

    /// Has the writer look once, as a restart does.
    private func restart() async throws {
        let seen = try await store.leaseRecord(of: "upkeep")
        let lease = try #require(
            try await store.acquireLease("upkeep", for: "w", seen: seen, lifetime: .seconds(25)))
        try await writer().perform(under: lease)
    }

    private func setWall(_ text: String) throws {
        let moment = try #require(Timestamp(rfc3339: text))
        time.setWall(by: moment - time.now)
    }

    @Test func `a new installation sums up no day that it has not seen`() async throws {
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        #expect(try await written().isEmpty)
        try setWall("2026-01-16T00:00:01Z")
        try await restart()
        #expect(try await written().map(\.day) == ["2026-01-15"])
    }

    @Test func `two processes that both believe to be the one write one summary`() async throws {
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        try setWall("2026-01-16T00:00:00Z")
        let lease = try #require(
            try await store.acquireLease(
                "upkeep", for: "other", seen: store.leaseRecord(of: "upkeep"), lifetime: .seconds(25)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await writer().perform(under: lease) } }
            try await group.waitForAll()
        }
        #expect(try await written().count == 1)
    }

    @Test func `a day is summed up once, however often Lapwing starts`() async throws {
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        try setWall("2026-01-16T00:00:00Z")
        for _ in 0..<5 { try await restart() }
        #expect(try await written().count == 1)
    }

    @Test func `after a stop the last missed day is made up for, and none before it`() async throws {
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        try setWall("2026-01-20T07:00:00Z")
        try await restart()
        #expect(try await written().map(\.day) == ["2026-01-19"])
    }

    @Test func `it waits for its minute of the day`() async throws {
        settings.value.dailySummaryAt = 6 * 60 + 30
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        try setWall("2026-01-16T06:29:59Z")
        try await restart()
        #expect(try await written().isEmpty)
        try setWall("2026-01-16T06:30:00Z")
        try await restart()
        #expect(try await written().map(\.day) == ["2026-01-15"])
    }

    @Test func `a clock that is set back across midnight sums up nothing twice`() async throws {
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        for moment in ["2026-01-16T00:30:00Z", "2026-01-15T23:30:00Z", "2026-01-16T00:30:00Z"] {
            try setWall(moment)
            try await restart()
        }
        #expect(try await written().count == 1)
    }

    @Test func `it counts the alerts of its day and no others`() async throws {
        try setWall("2026-01-15T10:00:00Z")
        try await restart()
        for (moment, severity) in [
            ("2026-01-15T23:59:59Z", Severity.high), ("2026-01-16T00:00:00Z", .low), ("2026-01-16T23:59:59Z", .low),
            ("2026-01-17T00:00:00Z", .critical),
        ] {
            try setWall(moment)
            _ = try await store.createAlert(device: nil, severity: severity, message: "x", channels: [])
        }
        try await restart()
        #expect(try await written().map(\.alerts) == [[.low: 2]])
    }

    @Test func `it looks by itself, and whoever sends is told`() async throws {
        try setWall("2026-01-15T23:59:00Z")
        let hints = bus.hints()
        try await time.flowing {
            let singleton = Singleton(
                "upkeep", holder: "w", duties: [writer()], store: store, clock: time.clock, logger: .silent)
            try await running([singleton]) {
                for await hint in hints {
                    #expect(hint == .noticesDue)
                    break
                }
            }
        }
        #expect(try await written().map(\.day) == ["2026-01-15"])
    }

    @Test(arguments: [
        ("2026-01-15T00:00:00Z", 0, "2026-01-14"), ("2026-01-14T23:59:59Z", 0, "2026-01-13"),
        ("2026-01-15T06:29:59Z", 390, "2026-01-13"), ("2026-01-15T06:30:00Z", 390, "2026-01-14"),
        ("2026-03-01T00:00:00Z", 0, "2026-02-28"), ("2024-03-01T12:00:00Z", 0, "2024-02-29"),
        ("2026-01-01T23:58:00Z", 1439, "2025-12-30"), ("1970-01-01T00:00:00Z", 0, "1969-12-31"),
    ])
    func `the day that is due is the last whose summary's minute has come`(now: String, minute: Int, day: String) throws
    {
        let schedule = SummarySchedule(at: try #require(Timestamp(rfc3339: now)), minuteOfDay: minute)
        #expect(schedule.day == day)
        #expect(schedule.from == Timestamp(rfc3339: day))
        #expect(schedule.to - schedule.from == .seconds(86_400))
    }
}
