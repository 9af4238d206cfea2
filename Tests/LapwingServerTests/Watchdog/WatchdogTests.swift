import Bus
import Dispatch
import Logging
import Monitoring
import NIOCore
import NIOPosix
import Telemetry
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

@Suite(.timeLimit(.minutes(1))) struct WatchdogTests {
    private struct Idle: DueQueue {
        let name = "idle"
        let hint = Hint.due(.device)

        func claimDue(limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp) async throws
            -> [Int64]
        { [] }
        func nextDue() async throws -> Timestamp? { nil }
        func work(on claimed: Int64) async {}
        func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {}
        func releaseClaims(of worker: String) async throws {}
        func ticket(of claimed: Int64) -> Ticket { Ticket(id: claimed, due: .now, name: "Row") }
    }

    private struct Failing: DueQueue {
        struct Away: Error {}

        let name = "failing"
        let hint = Hint.due(.device)

        func claimDue(limit: Int, worker: String, lease: Duration, ahead: Duration, now: Timestamp) async throws
            -> [Int64]
        {
            throw Away()
        }
        func nextDue() async throws -> Timestamp? { nil }
        func work(on claimed: Int64) async {}
        func repairSchedule(lease: Duration, renewsClaims: Bool, now: Timestamp) async throws {}
        func releaseClaims(of worker: String) async throws {}
        func ticket(of claimed: Int64) -> Ticket { Ticket(id: claimed, due: .now, name: "Row") }
    }

    private let reasons = Box<[String]>([])
    private let log = LogRecorder()

    private func dispatcher<Queue: DueQueue>(_ queue: Queue, clock: ServerClock = .system) -> Dispatcher<Queue> {
        Dispatcher(
            queue, bus: InProcessBus(), clockGuard: ClockGuard(logger: .silent), worker: "w", limits: .polls,
            clock: clock, logger: .silent)
    }

    private func watchdog(
        _ lanes: [DispatchStatistics], limit: Duration,
        loops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        metrics: Catalogue = Catalogue()
    ) -> Watchdog {
        Watchdog(
            lanes: lanes, loops: loops, limit: limit, metrics: metrics, notices: ServiceNotices(environment: [:]),
            logger: log.logger, restart: { reason in reasons.update { $0.append(reason) } })
    }

    @Test func `a lane that never wakes again is restarted once, and the log says which it was`() async throws {
        // No time passes, so it sleeps for good.
        let lane = dispatcher(Idle(), clock: ManualTime().clock)
        try await running([lane, watchdog([lane.statistics], limit: .seconds(3))]) {
            try await eventually("it restarts") { !reasons.value.isEmpty }
        }
        #expect(reasons.value == ["the lane idle does not look what is due"])
        #expect(
            log.messages == ["critical: Lapwing hangs and restarts itself: the lane idle does not look what is due"])
    }

    @Test func `an event loop that is blocked is found although every task runs`() async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let gate = DispatchSemaphore(value: 0)
        loops.next().execute { gate.wait() }
        try await running([watchdog([], limit: .seconds(3), loops: loops)]) {
            try await eventually("it restarts") { !reasons.value.isEmpty }
        }
        #expect(reasons.value.count == 1)
        #expect(reasons.value.first?.hasPrefix("event loop ") == true)
        gate.signal()
        try await loops.shutdownGracefully()
    }

    @Test func `a database that is away restarts nothing, nor does a lane that stopped`() async throws {
        let (failing, stopped) = (dispatcher(Failing()), dispatcher(Failing()))
        try await running([stopped]) { try await eventually("it looked") { stopped.statistics.progress != nil } }
        let metrics = Catalogue()
        let watchdog = watchdog([failing.statistics, stopped.statistics], limit: .seconds(2), metrics: metrics)
        try await running([failing, watchdog]) {
            let parts = System.coreCount + 1
            try await eventually("it looked for longer than the limit") { metrics.loopDelay().count > 15 * parts }
        }
        #expect(stopped.statistics.progress == nil)
        #expect(reasons.value == [])
    }
}
