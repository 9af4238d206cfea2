import Monitoring
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct WakeupTests {
    private let time = ManualTime()
    private let wakeup = Wakeup()

    @Test func `a ring before the wait ends it at once, and several are one`() async {
        wakeup.wake()
        wakeup.wake()
        await wakeup.wait(atMost: .seconds(3600), clock: time.clock)
        let wakes = Box(0)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await wakeup.wait(atMost: .seconds(3600), clock: time.clock)
                wakes.value += 1
            }
            for _ in 0..<100 { await Task.yield() }
            #expect(wakes.value == 0)
            group.cancelAll()
        }
        #expect(wakes.value == 1)
    }

    @Test func `a ring during the wait ends it`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await wakeup.wait(atMost: .seconds(3600), clock: time.clock) }
            wakeup.wake()
            try await group.waitForAll()
        }
    }

    @Test func `time ends the wait`() async throws {
        try await time.flowing {
            let start = time.uptime
            await wakeup.wait(atMost: .seconds(7), clock: time.clock)
            #expect(time.uptime - start >= .seconds(7))
        }
    }

    @Test func `no time is no wait`() async {
        await wakeup.wait(atMost: .zero, clock: time.clock)
        await wakeup.wait(atMost: .seconds(-1), clock: time.clock)
    }

    @Test func `many rings and waits lose no ring`() async throws {
        let served = Box(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while served.value < 1000 {
                    await wakeup.wait(atMost: .seconds(3600), clock: time.clock)
                    served.value += 1
                }
            }
            while served.value < 1000 {
                wakeup.wake()
                await Task.yield()
            }
            wakeup.wake()
            try await group.waitForAll()
        }
    }
}
