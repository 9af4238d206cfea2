import HTTPAPI
import Monitoring
import Store
import Testing

@testable import LapwingServer
@testable import Workers

struct WorkerCensusTests {
    private static let noon = Timestamp(milliseconds: 1_800_000_000_000)

    private func row(_ name: String, seen: Timestamp, state: String = WorkerRow.running) -> WorkerRow {
        WorkerRow(
            name: name, host: "h", roles: "worker", version: "1", state: state, startedAt: Self.noon, seenAt: seen)
    }

    @Test func `a worker that beats lives, whatever its clock says`() {
        var census = WorkerCensus()
        for step in 0..<100 {
            let behind = Self.noon + .seconds(-7200 + step * 10)
            census.saw([row("a", seen: behind)], at: .seconds(step * 10), wall: Self.noon + .seconds(step * 10))
            #expect(census.alive.isEmpty == (step == 0))
        }
    }

    @Test func `a worker that was silent for a minute is dead, and lives again with its next beat`() {
        var census = WorkerCensus()
        census.saw([row("a", seen: Self.noon)], at: .zero, wall: Self.noon)
        for second in stride(from: 5, through: 55, by: 5) {
            census.saw([row("a", seen: Self.noon)], at: .seconds(second), wall: Self.noon)
            #expect(census.alive.count == 1)
        }
        census.saw([row("a", seen: Self.noon)], at: .seconds(60), wall: Self.noon)
        #expect(census.alive.isEmpty)
        census.saw([row("a", seen: Self.noon + .seconds(1))], at: .seconds(65), wall: Self.noon)
        #expect(census.alive.count == 1)
    }

    @Test func `a watcher that did not look for long does not hold that against the workers`() {
        var census = WorkerCensus()
        census.saw([row("a", seen: Self.noon)], at: .zero, wall: Self.noon)
        census.saw([row("a", seen: Self.noon)], at: .seconds(600), wall: Self.noon + .seconds(600))
        #expect(census.alive.count == 1)
    }

    @Test func `at the first look the dead of before are not taken for alive`() {
        var census = WorkerCensus()
        let rows = [row("old", seen: Self.noon - .seconds(61)), row("live", seen: Self.noon - .seconds(9))]
        census.saw(rows, at: .zero, wall: Self.noon)
        #expect(census.alive.map(\.name) == ["live"])
    }

    @Test func `one that said goodbye is gone at once`() {
        var census = WorkerCensus()
        census.saw([row("a", seen: Self.noon)], at: .zero, wall: Self.noon)
        census.saw([], at: .seconds(5), wall: Self.noon)
        #expect(census.alive.isEmpty)
    }

    @Test func `health names what does not go on, and is well while one worker is`() async throws {
        let time = ManualTime()
        let store = try await Store.temporary(in: time)
        let watch = WorkerWatch(store: store, clock: time.clock, logger: .silent)
        #expect(watch.health().allSatisfy { !$0.isHealthy })
        await watch.look()
        #expect(watch.health().map(\.isHealthy) == [false, false])
        #expect(watch.health().first?.state == "no worker was seen for 60 s")
        try await store.writeWorker(row("a", seen: time.now, state: "nothing was looked for lately of: devices"))
        await watch.look()
        #expect(watch.health().map(\.isHealthy) == [false, true])
        #expect(watch.health().first?.state == "nothing was looked for lately of: devices")
        try await store.writeWorker(row("b", seen: time.now))
        await watch.look()
        #expect(watch.health().map(\.isHealthy) == [true, true])
        #expect(watch.health().last?.state == "2 alive, 1 of them not working")
        time.advance(by: .seconds(60))
        #expect(watch.health().first?.state.hasPrefix("unknown") == true)
    }

    @Test func `a worker says that it is there every ten seconds, and takes its leave at a stop`() async throws {
        let time = ManualTime()
        let store = try await Store.temporary(in: time)
        let heartbeat = Heartbeat(
            name: "w", host: "h", roles: "worker", version: "1.2.3", state: { WorkerRow.running }, store: store,
            clock: time.clock,
            logger: .silent)
        try await running([heartbeat]) {
            try await eventually("it is there") { try await !store.workers().isEmpty }
            let first = try #require(try await store.workers().first)
            #expect((first.roles, first.state, first.version) == ("worker", "running", "1.2.3"))
            try await eventually("it is seen again") {
                await time.pass(.seconds(1))
                return try await store.workers().first?.seenAt != first.seenAt
            }
            #expect(try await store.workers().first?.startedAt == first.startedAt)
        }
        #expect(try await store.workers().isEmpty)
    }
}
