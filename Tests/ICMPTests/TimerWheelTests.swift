import TestKit
import Testing

@testable import ICMP

/// Times are milliseconds.
@Suite struct TimerWheelTests {
    private var wheel = TimerWheel()

    private func time(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: milliseconds * 1_000_000)
    }

    /// All that fire at a moment, in no order.
    private mutating func fire(at now: Int64) -> Set<UInt32> {
        var fired: Set<UInt32> = []
        while let place = wheel.pop(at: time(now)) { fired.insert(place) }
        return fired
    }

    @Test mutating func `a timer fires at its time and not before`() {
        wheel.set(1, at: time(1200))
        #expect(fire(at: 1199) == [])
        #expect(fire(at: 1200) == [1])
        #expect(fire(at: 5000) == [])
        #expect(wheel.next == nil)
    }

    @Test mutating func `a timer between two ticks fires at the later one`() {
        wheel.set(1, at: MonotonicTime(nanoseconds: 5_000_001))
        #expect(fire(at: 5) == [])
        #expect(fire(at: 6) == [1])
    }

    @Test mutating func `a timer of the past fires at once`() {
        _ = fire(at: 1_000_000)
        wheel.set(1, at: time(5))
        #expect(wheel.next == time(1_000_000))
        #expect(fire(at: 1_000_000) == [1])
    }

    @Test mutating func `a place has one timer, the last that was set`() {
        wheel.set(1, at: time(10))
        wheel.set(1, at: time(20))
        #expect(fire(at: 15) == [])
        wheel.set(1, at: time(16))
        #expect(fire(at: 16) == [1])
        #expect(fire(at: 30) == [])
    }

    @Test mutating func `a dropped timer does not fire, and its neighbours do`() {
        for place in 0..<5 { wheel.set(UInt32(place), at: time(100)) }
        for place: UInt32 in [0, 2, 4, 4, 99] { wheel.drop(place) }
        #expect(fire(at: 100) == [1, 3])
    }

    @Test mutating func `timers of one bucket of a higher level fire in their order`() {
        wheel.set(1, at: time(70))
        wheel.set(2, at: time(65))
        #expect(fire(at: 66) == [2])
        #expect(fire(at: 69) == [])
        #expect(fire(at: 70) == [1])
    }

    /// The same as a plain list of timers, over thousands of random steps.
    @Test(arguments: [UInt64(1), 2, 3, 4])
    mutating func `it fires what a list of timers would`(seed: UInt64) {
        var random = Seeded(seed)
        var model: [UInt32: Int64] = [:]
        var now = Int64(seed) * 1_000_000_007
        _ = fire(at: now)
        for _ in 0..<4000 {
            let place = UInt32.random(in: 0..<200, using: &random)
            if Int.random(in: 0..<5, using: &random) == 0 {
                wheel.drop(place)
                model[place] = nil
            } else {
                let scale = Int64(1) << Int64.random(in: 0..<24, using: &random)
                model[place] = now + Int64.random(in: 0...scale, using: &random)
                wheel.set(place, at: time(model[place] ?? 0))
            }
            now += Int64(1) << Int64.random(in: 0..<14, using: &random) - 1
            let due = Set(model.filter { $0.value <= now }.keys)
            #expect(fire(at: now) == due)
            for place in due { model[place] = nil }
            let earliest = model.values.min()
            #expect((wheel.next == nil) == (earliest == nil))
            if let next = wheel.next, let earliest { #expect(next <= time(earliest) && next > time(now)) }
        }
    }
}
