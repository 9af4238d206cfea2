import Bus
import Monitoring
import Notifiers
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

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
            store: store, bus: bus, policy: { [settings] in Policy([.email], settings.value) }, clock: time.clock,
            logger: .silent)
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
            _ = try await store.createAlert(device: nil, severity: severity, message: "x", to: [])
        }
        try await restart()
        #expect(try await written().map(\.alerts) == [[.low: 2]])
    }

    @Test func `it looks by itself, and whoever sends is told`() async throws {
        try setWall("2026-01-15T23:59:00Z")
        let hints = bus.hints()
        try await time.flowing {
            let singleton = Leader(
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

    // MARK: A time that is changed

    private func look(at text: String) async throws {
        try setWall(text)
        try await restart()
    }

    private func days() async throws -> [String] { try await written().map(\.day) }

    @Test func `a new time a minute ahead sends nothing at once, and one summary when it comes`() async throws {
        try await look(at: "2026-01-15T20:30:00Z")
        settings.value.dailySummaryAt = 21 * 60
        try await look(at: "2026-01-15T20:59:00Z")
        #expect(try await days().isEmpty)
        for moment in ["2026-01-15T21:00:00Z", "2026-01-15T21:00:15Z", "2026-01-16T20:59:59Z"] {
            try await look(at: moment)
            #expect(try await days() == ["2026-01-15"], "\(moment)")
        }
        try await look(at: "2026-01-16T21:00:05Z")
        #expect(try await days() == ["2026-01-15", "2026-01-16"])
    }

    @Test func `a change that is noticed only after its time has come is in time`() async throws {
        try await look(at: "2026-01-15T20:59:45Z")
        settings.value.dailySummaryAt = 21 * 60
        try await look(at: "2026-01-15T21:00:10Z")
        #expect(try await days() == ["2026-01-15"])
    }

    @Test(arguments: [20 * 60, 0, 60, 20 * 60 + 58])
    func `a time that is over today holds from tomorrow on`(minute: Int) async throws {
        settings.value.dailySummaryAt = 21 * 60
        try await look(at: "2026-01-15T10:00:00Z")
        try await look(at: "2026-01-15T21:00:00Z")
        settings.value.dailySummaryAt = minute
        try await look(at: "2026-01-15T21:30:00Z")
        #expect(try await days().count == 1)
        let next = try #require(Timestamp(rfc3339: "2026-01-16")) + .seconds(minute * 60)
        time.setWall(by: next - time.now)
        for _ in 0..<3 { try await restart() }
        #expect(try await days().count == 2)
    }

    @Test func `a time that is moved to and fro is met once`() async throws {
        try await look(at: "2026-01-15T10:00:00Z")
        for minute in [21 * 60, 0, 12 * 60, 9 * 60, 21 * 60] {
            settings.value.dailySummaryAt = minute
            try await restart()
        }
        #expect(try await days().isEmpty)
        try await look(at: "2026-01-15T21:00:00Z")
        try await look(at: "2026-01-15T23:59:59Z")
        #expect(try await days() == ["2026-01-15"])
    }

    @Test func `a summary that a stop missed is made up for although the time is another now`() async throws {
        settings.value.dailySummaryAt = 21 * 60
        try await look(at: "2026-01-15T10:00:00Z")
        settings.value.dailySummaryAt = 9 * 60
        try await look(at: "2026-01-16T08:00:00Z")
        #expect(try await days() == ["2026-01-15"])
        try await look(at: "2026-01-16T09:00:00Z")
        #expect(try await days() == ["2026-01-15", "2026-01-15"])
    }

    @Test func `no alert is lost between two summaries when the time is changed`() async throws {
        try await look(at: "2026-01-15T10:00:00Z")
        try await look(at: "2026-01-16T00:00:00Z")
        try setWall("2026-01-16T05:00:00Z")
        _ = try await store.createAlert(device: nil, severity: .low, message: "x", to: [])
        settings.value.dailySummaryAt = 9 * 60
        try await look(at: "2026-01-16T10:00:00Z")
        try await look(at: "2026-01-17T09:00:00Z")
        #expect(try await written().map(\.alerts) == [[:], [.low: 1]])
    }

    @Test func `a clock that was years ahead and is set right does not put the next summary off for years`()
        async throws
    {
        try await look(at: "2031-01-15T10:00:00Z")
        try await look(at: "2026-01-15T10:00:00Z")
        try await look(at: "2026-01-16T00:00:00Z")
        #expect(try await days() == ["2026-01-15"])
    }

    @Test func `a clock that is set forward over several days sums up one`() async throws {
        try await look(at: "2026-01-15T10:00:00Z")
        try await look(at: "2026-01-19T10:00:00Z")
        try await look(at: "2026-01-19T10:00:15Z")
        #expect(try await days() == ["2026-01-18"])
    }

    @Test func `the time is by the clocks of the zone, and each of its days has one, of 23 hours and of 25`()
        async throws
    {
        settings.value.zone = try #require(Zone("Europe/Berlin"))
        settings.value.dailySummaryAt = 2 * 60 + 30
        for (start, count) in [("2026-03-27T12:00:00Z", 4), ("2026-10-23T12:00:00Z", 4)] {
            try setWall(start)
            try await restart()
            let before = try await days().count
            let begin = time.now
            while time.now - begin < .seconds(4 * 86_400) {
                time.setWall(by: .seconds(1800))
                try await restart()
            }
            // The first look after half a year makes up for one.
            #expect(try await days().count - before == count, "\(start)")
        }
    }

    @Test func `another zone is another time`() async throws {
        settings.value.dailySummaryAt = 21 * 60
        try await look(at: "2026-01-15T10:00:00Z")
        settings.value.zone = try #require(Zone("Asia/Tokyo"))
        try await look(at: "2026-01-15T11:59:00Z")
        #expect(try await days().isEmpty)
        try await look(at: "2026-01-15T12:00:00Z")
        try await look(at: "2026-01-15T21:00:00Z")
        #expect(try await days() == ["2026-01-15"])
    }

    @Test(arguments: [
        ("2026-01-15T00:00:00Z", 0, "2026-01-15T00:00:00Z", "2026-01-16T00:00:00Z"),
        ("2026-01-14T23:59:59Z", 0, "2026-01-14T00:00:00Z", "2026-01-15T00:00:00Z"),
        ("2026-01-15T06:29:59Z", 390, "2026-01-14T06:30:00Z", "2026-01-15T06:30:00Z"),
        ("2024-02-29T12:00:00Z", 0, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"),
        ("2026-01-01T23:58:00Z", 1439, "2025-12-31T23:59:00Z", "2026-01-01T23:59:00Z"),
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z", "1970-01-02T00:00:00Z"),
    ])
    func `the last and the next time are found from any moment`(
        now: String, minute: Int, last: String, next: String
    ) throws {
        let now = try #require(Timestamp(rfc3339: now))
        let schedule = SummarySchedule(minuteOfDay: minute)
        #expect(schedule.last(notAfter: now).description == last)
        #expect(schedule.next(after: now).description == next)
    }
}
