import Bus
import Logging
import Monitoring
import ServiceLifecycle
import Telemetry
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct DispatcherTests {
    /// Rows in memory; what is worked on waits until the test lets it go.
    private final class Rows: DueQueue {
        struct Row {
            var due: Timestamp
            var claimExpiresAt: Timestamp?
        }

        struct State {
            var rows: [Int64: Row] = [:]
            var begun: [Int64] = []
            var atOnce = 0
            var most = 0
            var looks = 0
            var isBroken = false
            var claimTakes = Duration.zero
            var ordered: [Bool] = []
            var released: [String] = []
            var isOpen = true
        }

        struct Broken: Error {}

        let name = "rows"
        let hint = Hint.due(.device)
        let state = Box(State())
        private let clock: ServerClock

        init(clock: ServerClock) { self.clock = clock }

        func add(_ ids: ClosedRange<Int64>, due: Timestamp) {
            state.update { state in for id in ids { state.rows[id] = Row(due: due) } }
        }

        func claimDue(limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp) async throws
            -> [Int64]
        {
            try await clock.sleep(state.value.claimTakes)
            return try state.update { state -> Result<[Int64], Broken> in
                state.looks += 1
                if state.isBroken { return .failure(Broken()) }
                let due = state.rows.filter { _, row in
                    row.claimExpiresAt.map { $0 <= now } ?? (row.due <= now + ahead)
                }
                let ids = due.keys.sorted().prefix(limit)
                for id in ids { state.rows[id]?.claimExpiresAt = now + lease }
                return .success(Array(ids))
            }.get()
        }

        func nextDue() async throws -> Timestamp? {
            state.value.rows.values.map { $0.claimExpiresAt ?? $0.due }.min()
        }

        func work(on id: Int64) async {
            state.update { state in
                state.begun.append(id)
                state.atOnce += 1
                state.most = max(state.most, state.atOnce)
            }
            while !state.value.isOpen, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
            state.update { state in
                state.atOnce -= 1
                state.rows[id] = nil
            }
        }

        func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {
            state.update { $0.ordered.append(renewsClaims) }
        }
        func releaseClaims(of worker: String) async throws { state.update { $0.released.append(worker) } }
        func ticket(of id: Int64) -> Ticket {
            Ticket(id: id, due: state.value.rows[id]?.due ?? clock.now(), name: "Row \(id)")
        }
    }

    private let time = ManualTime()
    private let bus = InProcessBus()

    private func dispatcher(
        _ rows: Rows, _ limits: DispatchLimits = .polls, metrics: Catalogue = Catalogue()
    ) -> Dispatcher<Rows> {
        Dispatcher(
            rows, bus: bus, clockGuard: ClockGuard(clock: time.clock, logger: .silent), worker: "here",
            limits: limits, metrics: metrics.polls, clock: time.clock, logger: .silent)
    }

    @Test func `what is due is worked on at once, what is not waits until it is`() async throws {
        let rows = Rows(clock: time.clock)
        rows.add(1...1, due: time.now)
        rows.add(2...2, due: time.now + .milliseconds(700))
        let dispatcher = dispatcher(rows)
        try await running([dispatcher]) {
            try await eventually("the first is begun") { rows.state.value.begun == [1] }
            time.advance(by: .milliseconds(699))
            try await eventually("it looked again") { rows.state.value.begun == [1] }
            try await time.flowing { try await eventually("the second is begun") { rows.state.value.begun == [1, 2] } }
        }
        #expect(dispatcher.statistics.counts.late == 0)
    }

    @Test func `what is due soon is claimed with what is due, and not begun before its time`() async throws {
        let rows = Rows(clock: time.clock)
        rows.add(1...1, due: time.now)
        rows.add(2...2, due: time.now + .milliseconds(150))
        let dispatcher = dispatcher(rows)
        try await running([dispatcher]) {
            try await eventually("both are claimed") {
                rows.state.value.rows[2]?.claimExpiresAt != nil && rows.state.value.begun == [1]
            }
            time.advance(by: .milliseconds(149))
            for _ in 0..<100 { await Task.yield() }
            #expect(rows.state.value.begun == [1])
            #expect(dispatcher.statistics.counts.started == 1)
            try await eventually("the second is begun") {
                time.advance(by: .milliseconds(1))
                return rows.state.value.begun == [1, 2]
            }
            #expect(rows.state.value.looks == 1)
        }
    }

    @Test func `where a look takes three seconds, the next one claims what is due within three more`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.claimTakes = .seconds(3) }
        rows.add(1...1, due: time.now)
        rows.add(2...2, due: time.now + .seconds(5))
        try await running([dispatcher(rows)]) {
            try await time.flowing { try await eventually("both are begun") { rows.state.value.begun == [1, 2] } }
        }
        #expect(rows.state.value.looks == 2)
    }

    @Test func `what was claimed ahead is given back by a stop, not begun`() async throws {
        let rows = Rows(clock: time.clock)
        rows.add(1...1, due: time.now)
        rows.add(2...2, due: time.now + .milliseconds(150))
        try await running([dispatcher(rows)]) {
            try await eventually("the first is begun") { rows.state.value.begun == [1] }
        }
        #expect(rows.state.value.begun == [1])
        #expect(rows.state.value.released == ["here/rows"])
    }

    @Test func `a hint wakes it although no time passes`() async throws {
        let rows = Rows(clock: time.clock)
        try await running([dispatcher(rows)]) {
            try await eventually("it sleeps") { rows.state.value.looks == 1 }
            rows.add(1...1, due: time.now)
            bus.publish(.due(.camera))
            try await eventually("it is begun") {
                bus.publish(.due(.device))
                return rows.state.value.begun == [1]
            }
        }
    }

    @Test func `no more than its limit is in flight, and all of it is done`() async throws {
        let rows = Rows(clock: time.clock)
        rows.add(1...50, due: time.now)
        rows.state.update { $0.isOpen = false }
        let limits = DispatchLimits(inFlight: 7, claimedAtOnce: 3, lease: .seconds(60), longestWork: .seconds(30))
        let dispatcher = dispatcher(rows, limits)
        try await running([dispatcher]) {
            try await eventually("seven are in work") { rows.state.value.atOnce == 7 }
            rows.state.update { $0.isOpen = true }
            try await eventually("all are done") { rows.state.value.rows.isEmpty }
        }
        #expect(rows.state.value.most == 7)
        #expect(rows.state.value.begun.count == 50)
        #expect(Set(rows.state.value.begun).count == 50)
        #expect(dispatcher.statistics.counts.inFlight == 0)
    }

    @Test func `idle, it looks about once a second`() async throws {
        let rows = Rows(clock: time.clock)
        try await running([dispatcher(rows)]) {
            let start = time.uptime
            try await time.flowing {
                try await eventually("half a minute is over") { time.uptime - start > .seconds(30) }
            }
            #expect((10...32).contains(rows.state.value.looks))
        }
    }

    @Test func `a queue that cannot be read for a while is read again`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.isBroken = true }
        rows.add(1...1, due: time.now)
        try await running([dispatcher(rows)]) {
            try await time.flowing {
                try await eventually("it looks again") { rows.state.value.looks > 5 }
                rows.state.update { $0.isBroken = false }
                try await eventually("it is begun") { rows.state.value.begun == [1] }
            }
        }
    }

    @Test func `late starts are counted by how late they were`() async throws {
        let rows = Rows(clock: time.clock)
        rows.add(1...1, due: time.now - .seconds(3))
        rows.add(2...2, due: time.now - .milliseconds(300))
        rows.add(3...4, due: time.now)
        let metrics = Catalogue()
        let dispatcher = dispatcher(rows, metrics: metrics)
        try await running([dispatcher]) {
            try await eventually("all are begun") { rows.state.value.begun.count == 4 }
        }
        let counts = dispatcher.statistics.counts
        #expect(counts.started == 4)
        #expect(counts.late == 1)
        #expect(metrics.polls.lateness("rows").occupied == [0.01, 0.5, 5])
        #expect(metrics.polls.duration("rows").count == 4)
        #expect(metrics.polls.limit("rows").value == 4096)
        #expect(counts.lookedAt == time.now)
    }

    @Test func `what takes too long is cut off and counted`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.isOpen = false }
        rows.add(1...1, due: time.now)
        let dispatcher = dispatcher(rows)
        try await running([dispatcher]) {
            try await time.flowing {
                try await eventually("it is cut off") { dispatcher.statistics.counts.cutOff == 1 }
            }
            rows.state.update { $0.isOpen = true }
        }
        #expect(dispatcher.statistics.counts.inFlight == 0)
    }

    @Test func `what is claimed anew while it is in work is begun when that is done`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.isOpen = false }
        rows.add(1...1, due: time.now)
        let dispatcher = dispatcher(rows)
        try await running([dispatcher]) {
            try await eventually("it is begun") { rows.state.value.begun == [1] }
            // As when its configuration was changed: the claim is revoked, and the row is due.
            rows.add(1...1, due: time.now)
            try await eventually("it is claimed anew") {
                bus.publish(.due(.device))
                return rows.state.value.rows[1]?.claimExpiresAt != nil
            }
            #expect(rows.state.value.begun == [1])
            rows.state.update { $0.isOpen = true }
            try await eventually("it is begun again") { rows.state.value.begun == [1, 1] }
        }
    }

    @Test func `what was claimed so long ago that another may have it soon is not begun`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.claimTakes = .seconds(14) }
        rows.add(1...1, due: time.now)
        try await running([dispatcher(rows)]) {
            try await time.flowing { try await eventually("it is claimed") { rows.state.value.looks > 1 } }
            #expect(rows.state.value.begun == [])
            rows.state.update { $0.claimTakes = .zero }
            try await time.flowing { try await eventually("it is begun") { rows.state.value.begun == [1] } }
        }
    }

    @Test func `a stop begins nothing more, lets finish what is in flight and gives back the claims`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.isOpen = false }
        rows.add(1...1, due: time.now)
        let dispatcher = dispatcher(rows)
        let group = ServiceGroup(services: [dispatcher], logger: .silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually("it is begun") { rows.state.value.begun == [1] }
            await group.triggerGracefulShutdown()
            try await eventually("it knows that it is to stop") { dispatcher.isStopped }
            rows.add(2...2, due: time.now)
            for _ in 0..<20 {
                bus.publish(.due(.device))
                await Task.yield()
            }
            #expect(rows.state.value.released == [])
            rows.state.update { $0.isOpen = true }
            try await tasks.waitForAll()
        }
        #expect(rows.state.value.begun == [1])
        #expect(rows.state.value.rows[1] == nil)
        #expect(rows.state.value.released == ["here/rows"])
    }

    @Test func `a stop waits half a minute for what does not finish, then cancels it`() async throws {
        let rows = Rows(clock: time.clock)
        rows.state.update { $0.isOpen = false }
        rows.add(1...1, due: time.now)
        let limits = DispatchLimits(inFlight: 9, claimedAtOnce: 9, lease: .seconds(60), longestWork: .seconds(3600))
        let start = time.uptime
        let dispatcher = dispatcher(rows, limits)
        try await time.flowing {
            try await running([dispatcher]) {
                try await eventually("it is begun") { rows.state.value.begun == [1] }
            }
        }
        #expect(time.uptime - start >= .seconds(30))
        #expect(rows.state.value.released == ["here/rows"])
    }

    @Test func `the schedule is put in order at the start and when the clock was set`() async throws {
        let rows = Rows(clock: time.clock)
        try await running([dispatcher(rows)]) {
            try await eventually("it is in order") { rows.state.value.ordered == [false] && rows.state.value.looks > 0 }
            for (step, expected) in [(Duration.seconds(3600), [false, true]), (.seconds(-3600), [false, true, true])] {
                time.setWall(by: step)
                bus.publish(.due(.device))
                try await eventually("it is in order") {
                    bus.publish(.due(.device))
                    return rows.state.value.ordered == expected
                }
            }
            let looks = rows.state.value.looks
            try await eventually("it looks on") {
                bus.publish(.due(.device))
                return rows.state.value.looks > looks + 5
            }
            #expect(rows.state.value.ordered == [false, true, true])
            try await eventually("it is put in order once more, when the others know it too") {
                await time.pass(.milliseconds(500))
                return rows.state.value.ordered == [false, true, true, false]
            }
        }
    }
}
