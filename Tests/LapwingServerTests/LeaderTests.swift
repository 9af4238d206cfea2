import Monitoring
import ServiceLifecycle
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

@Suite(.timeLimit(.minutes(1))) struct LeaderTests {
    private let time = ManualTime()
    private let store: Store

    init() async throws {
        let time = time
        store = try await Store.temporary(in: time)
    }

    /// Notes under which lease it was performed; `act` is what it does besides.
    private struct Diary: LeaderTask {
        let trouble = "The diary could not be written"
        let pause = Duration.seconds(1)
        let entries = Box<[Lease]>([])
        var act: @Sendable (Lease) async throws -> Void = { _ in }

        func perform(under lease: Lease) async throws {
            entries.update { $0.append(lease) }
            try await act(lease)
        }
    }

    private func leader(_ holder: String, _ duty: Diary, clock: ServerClock? = nil) -> Leader {
        Leader(
            "upkeep", holder: holder, duties: [duty], store: store, clock: clock ?? time.clock, logger: .silent)
    }

    /// A clock that stops for its process alone: whoever sleeps by it never wakes, as after SIGSTOP.
    private func stoppable(_ isStopped: Box<Bool>) -> ServerClock {
        let clock = time.clock
        return ServerClock(
            now: clock.now, uptime: clock.uptime,
            sleep: { pause in
                try await clock.sleep(pause)
                while isStopped.value { try await Task.sleep(for: .milliseconds(2)) }
            })
    }

    @Test func `of two processes one does the work, and the other takes it up at once when the first stops`()
        async throws
    {
        let (first, second) = (Diary(), Diary())
        let process = ServiceGroup(services: [leader("a", first)], logger: .silent)
        async let run: Void = process.run()
        try await eventually("the first works") { !first.entries.value.isEmpty }
        try await running([leader("b", second)]) {
            try await eventually("the first works for several lifetimes") {
                await time.pass(.milliseconds(500))
                return first.entries.value.count > 60
            }
            #expect(second.entries.value.isEmpty)
            await process.triggerGracefulShutdown()
            try await eventually("the first gives the lease back") {
                try await store.leaseRecord(of: "upkeep")?.holder != "a"
            }
            let releasedAt = time.uptime
            try await eventually("the second works") {
                await time.pass(.milliseconds(100))
                return !second.entries.value.isEmpty
            }
            #expect(time.uptime - releasedAt <= .seconds(3))
        }
        try await run
    }

    @Test func `a process that stands still loses the lease within 30 s, and what it writes late is refused`()
        async throws
    {
        let (isStopped, refusal) = (Box(false), Box<StoreError?>(nil))
        let gate = Gate()
        let late = Diary { lease in
            await gate.pass()
            do {
                _ = try await store.forgetAudit(before: .now, limit: 1, under: lease)
            } catch let error as StoreError {
                refusal.value = error
                throw error
            }
        }
        let other = Diary()
        try await gate.whileClosed {
            try await running([leader("a", late, clock: stoppable(isStopped))]) {
                defer { isStopped.value = false }
                try await eventually("the first is at work") { !late.entries.value.isEmpty }
                isStopped.value = true
                let stoppedAt = time.uptime
                try await running([leader("b", other)]) {
                    try await eventually("the other takes over") {
                        await time.pass(.milliseconds(100))
                        return !other.entries.value.isEmpty
                    }
                    #expect(time.uptime - stoppedAt <= .seconds(30))
                    gate.open()
                    try await eventually("the first writes late") { refusal.value == .leaseLost }
                    isStopped.value = false
                    let count = other.entries.value.count
                    try await eventually("the other works on for two lifetimes") {
                        await time.pass(.milliseconds(500))
                        return other.entries.value.count > count + 50
                    }
                    #expect(late.entries.value.count == 1)
                }
            }
        }
    }

    @Test func `however the wall clock is set, nobody takes a lease that is renewed`() async throws {
        let (first, second) = (Diary(), Diary())
        try await running([leader("a", first)]) {
            try await eventually("the first works") { !first.entries.value.isEmpty }
            try await running([leader("b", second)]) {
                for step in [7200, -14_400] {
                    time.setWall(by: .seconds(step))
                    let count = first.entries.value.count
                    try await eventually("the first works on for two lifetimes") {
                        await time.pass(.milliseconds(500))
                        return first.entries.value.count > count + 50
                    }
                    #expect(second.entries.value.isEmpty)
                }
            }
        }
    }

    @Test func `a duty that fails is done again after its pause, and the others go on`() async throws {
        let failing = Diary { _ in throw ConfigurationError("no") }
        let going = Diary()
        let both = Leader(
            "upkeep", holder: "a", duties: [failing, going], store: store, clock: time.clock, logger: .silent)
        try await time.flowing {
            try await running([both]) {
                try await eventually("both are done again and again") {
                    failing.entries.value.count > 3 && going.entries.value.count > 3
                }
            }
        }
    }

    @Test func `a stop gives the lease back`() async throws {
        let duty = Diary()
        try await running([leader("a", duty)]) {
            try await eventually("it works") { !duty.entries.value.isEmpty }
        }
        #expect(try await store.leaseRecord(of: "upkeep")?.holder == nil)
    }
}
