import Foundation
import Testing

@testable import SNMP

struct EngineClockTests {
    private let start = Moment(nanoseconds: 5_000_000_000)

    private func seconds(_ count: Int64) -> Moment { start + count * 1_000_000_000 }

    @Test func `an engine's time goes on between messages`() {
        let clock = EngineClock(boots: 3, time: 100, now: start)
        #expect(clock.time(at: seconds(0)) == 100)
        #expect(clock.time(at: seconds(60)) == 160)
        #expect(clock.time(at: Moment(nanoseconds: 0)) == 100, "our clock does not go back")
        #expect(EngineClock(boots: 3, time: .max - 1, now: start).time(at: seconds(60)) == .max)
    }

    @Test func `a message ahead of the clock sets it, one behind within the window is taken`() {
        var clock = EngineClock(boots: 3, time: 100, now: start)
        #expect(clock.receive(boots: 3, time: 120, now: seconds(1)) == .timely)
        #expect(clock.time(at: seconds(1)) == 120)
        #expect(clock.receive(boots: 3, time: 101, now: seconds(1)) == .timely)
        #expect(clock.time(at: seconds(1)) == 120)
        #expect(clock.latestReceivedTime == 120)
    }

    @Test func `a message of 150 seconds ago is taken, one of 151 is not`() {
        var clock = EngineClock(boots: 3, time: 1_000, now: start)
        #expect(clock.receive(boots: 3, time: 850, now: start) == .timely)
        #expect(clock.receive(boots: 3, time: 849, now: start) == .stale)
        #expect(clock.receive(boots: 3, time: 999, now: seconds(150)) == .stale)
    }

    @Test func `fewer boots are never taken, more always`() {
        var clock = EngineClock(boots: 3, time: 1_000, now: start)
        #expect(clock.receive(boots: 2, time: 5_000, now: start) == .stale)
        #expect(clock.receive(boots: 4, time: 2, now: start) == .restarted)
        #expect(clock.boots == 4)
        #expect(clock.time(at: start) == 2)
        #expect(clock.receive(boots: 3, time: 1_001, now: start) == .stale)
    }

    @Test func `an engine whose boots have run out is refused`() {
        var clock = EngineClock(boots: 3, time: 1_000, now: start)
        #expect(clock.receive(boots: .max, time: 5, now: start) == .exhausted)
        #expect(clock.receive(boots: .max, time: 6, now: start) == .exhausted)
    }

    @Test func `a clock that was kept goes on by the wall clock`() throws {
        let snapshot = EngineSnapshot(
            engineID: Capture.engine, boots: 3, time: 1_000, latestReceivedTime: 990, takenAt: 1_700_000_000_000,
            keyExtension: .reeder, hasPrivacy: true)
        let again = try JSONDecoder().decode(EngineSnapshot.self, from: JSONEncoder().encode(snapshot))
        #expect(again == snapshot)
        let clock = again.clock(now: start, wallClock: 1_700_000_600_000)
        #expect(clock.boots == 3 && clock.time(at: start) == 1_600 && clock.latestReceivedTime == 990)
        #expect(again.clock(now: start, wallClock: 0).time(at: start) == 1_000, "the wall clock was set back")
        #expect(again.clock(now: start, wallClock: .max).time(at: start) == .max)
    }
}
