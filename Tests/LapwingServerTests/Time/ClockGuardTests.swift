import Monitoring
import Testing

@testable import LapwingServer
@testable import Workers

struct ClockGuardTests {
    private let time = ManualTime()
    private let log = LogRecorder()

    @Test func `nothing is disbelieved while time passes as it should`() {
        let guardian = ClockGuard(clock: time.clock, logger: log.logger)
        let mark = guardian.mark()
        for _ in 0..<100 {
            time.advance(by: .seconds(1))
            #expect(!guardian.hasStoodStill(since: mark))
        }
        #expect(guardian.disturbances == 0)
        #expect(log.messages == [])
    }

    @Test func `what was measured across a standstill is disbelieved, what begins after it is not`() {
        let guardian = ClockGuard(clock: time.clock, logger: log.logger)
        let mark = guardian.mark()
        time.advance(by: .seconds(4))
        #expect(guardian.hasStoodStill(since: mark))
        let next = guardian.mark()
        time.advance(by: .milliseconds(250))
        #expect(!guardian.hasStoodStill(since: next))
        #expect(guardian.disturbances == 0)
        #expect(log.messages == ["error: Lapwing stood still for 3.8 s; what it was polling is polled again"])
    }

    @Test func `a long standstill disturbs the schedule`() {
        let guardian = ClockGuard(clock: time.clock, logger: log.logger)
        time.advance(by: .seconds(60))
        #expect(guardian.disturbances == 1)
    }

    @Test(arguments: [3600, -3600, 6, -6])
    func `a step of the clock disturbs the schedule and is no standstill`(step: Int) {
        let guardian = ClockGuard(clock: time.clock, logger: log.logger)
        let mark = guardian.mark()
        time.setWall(by: .seconds(step))
        #expect(guardian.disturbances == 1)
        #expect(guardian.disturbances == 1)
        #expect(!guardian.hasStoodStill(since: mark))
        #expect(log.messages == ["error: The clock was set by \(step).0 s; polls are rescheduled"])
    }

    @Test func `steering the clock is no step`() {
        let guardian = ClockGuard(clock: time.clock, logger: log.logger)
        for _ in 0..<100 {
            time.advance(by: .milliseconds(250))
            time.setWall(by: .milliseconds(100))
            #expect(guardian.disturbances == 0)
        }
    }

    @Test func `the service looks by itself and ends at a stop`() async throws {
        let guardian = ClockGuard(clock: time.clock, logger: log.logger)
        try await running([guardian]) {
            try await eventually("it notices the standstill") {
                await time.pass(.seconds(5))
                return !log.messages.isEmpty
            }
        }
    }
}
