import TestKit
import Testing

@testable import SNMP

private let gigabit = CounterLimit.octets(bitsPerSecond: 1_000_000_000)

/// A reading after so many seconds of the agent's uptime.
private func reading(
    _ value: UInt64, _ width: CounterReading.Width = .bits64, second: UInt32, discontinuity: UInt32? = nil
) -> CounterReading {
    CounterReading(
        value, width: width, clock: AgentClock(upTime: second * 100, received: .seconds(1_000_000 + Int64(second))),
        discontinuity: discontinuity)
}

struct CounterDeltaTests {
    @Test func `a counter counts`() {
        let delta = reading(100, second: 1_000).delta(to: reading(700, second: 1_060), limit: gigabit)
        #expect(delta == .delta(600, over: .seconds(60)))
        #expect(delta.rate == 10)
    }

    @Test func `a 32-bit counter that wraps yields the true delta`() {
        let (before, after) = (reading((1 << 32) - 100, .bits32, second: 1_000), reading(200, .bits32, second: 1_010))
        #expect(before.delta(to: after, limit: gigabit) == .delta(300, over: .seconds(10)))
        #expect(before.delta(to: after) == .delta(300, over: .seconds(10)))
    }

    @Test func `a 32-bit counter that may have wrapped twice yields nothing`() {
        let (before, after) = (reading(100, .bits32, second: 1_000), reading(200, .bits32, second: 1_060))
        #expect(before.delta(to: after, limit: gigabit) == .wrapped)
        #expect(before.delta(to: after, limit: .octets(bitsPerSecond: 100_000_000)) == .delta(100, over: .seconds(60)))
        #expect(before.delta(to: reading(100, .bits32, second: 1_060), limit: gigabit) == .delta(0, over: .seconds(60)))
    }

    @Test func `a restart yields nothing`() {
        let (before, after) = (reading(9_000_000, second: 100_000), reading(9_100_000, second: 30))
        #expect(before.delta(to: after, limit: gigabit) == .reset)
        #expect(after.delta(to: reading(9_100_100, second: 90), limit: gigabit) == .delta(100, over: .seconds(60)))
    }

    @Test func `a 64-bit counter that goes back by itself was reset`() {
        #expect(reading(1 << 40, second: 1_000).delta(to: reading(5, second: 1_060), limit: gigabit) == .reset)
        #expect(reading(.max, second: 1_000).delta(to: reading(5, second: 1_060)) == .reset)
    }

    @Test func `a 32-bit counter that goes back by itself is no petabit`() {
        let (before, after) = (reading(1_000_000, .bits32, second: 1_000), reading(5, .bits32, second: 1_010))
        #expect(before.delta(to: after, limit: gigabit) == .implausible)
        #expect(before.delta(to: after) == .implausible)
    }

    @Test func `the uptime's own wrap interrupts no counter`() {
        let before = CounterReading(
            100, width: .bits64, clock: AgentClock(upTime: .max - 2_999, received: .seconds(0)))
        let after = CounterReading(700, width: .bits64, clock: AgentClock(upTime: 3_000, received: .seconds(60)))
        #expect(before.delta(to: after) == .delta(600, over: .seconds(60)))
    }

    @Test func `counters that the row says were disturbed yield nothing`() {
        let before = reading(100, second: 1_000, discontinuity: 0)
        #expect(before.delta(to: reading(700, second: 1_060, discontinuity: 102_000)) == .discontinuity)
        #expect(before.delta(to: reading(700, second: 1_060, discontinuity: 0)) == .delta(600, over: .seconds(60)))
        #expect(before.delta(to: reading(700, second: 1_060)) == .delta(600, over: .seconds(60)))
    }

    @Test func `an agent that always sends the present as the time of disturbance is not believed`() {
        let before = reading(100, second: 1_000, discontinuity: 100_000)
        #expect(
            before.delta(to: reading(700, second: 1_060, discontinuity: 106_000)) == .delta(600, over: .seconds(60)))
    }

    @Test func `more than the interface carries is not counted`() {
        let before = reading(0, second: 1_000)
        #expect(before.delta(to: reading(125_000_000 * 60, second: 1_060), limit: gigabit).rate == 125_000_000)
        #expect(before.delta(to: reading(125_000_000 * 80, second: 1_060), limit: gigabit) == .implausible)
        let packets = CounterLimit.packets(bitsPerSecond: 1_000_000_000)
        #expect(before.delta(to: reading(1_488_095 * 60, second: 1_060), limit: packets).rate == 1_488_095)
        #expect(before.delta(to: reading(2_000_000 * 60, second: 1_060), limit: packets) == .implausible)
    }

    @Test func `a counter of another size is another counter`() {
        #expect(reading(100, .bits32, second: 1_000).delta(to: reading(700, second: 1_060)) == .discontinuity)
    }

    @Test func `without any clock there is no delta`() {
        let before = CounterReading(100, width: .bits64, clock: AgentClock())
        #expect(before.delta(to: CounterReading(700, width: .bits64, clock: AgentClock())) == .discontinuity)
        #expect(CounterDelta.reset.rate == nil)
        #expect(CounterDelta.delta(5, over: .zero).rate == nil)
    }

    @Test(arguments: [
        // HC absent, HC zero while the other counts, only HC, both.
        (
            SNMPValue.noSuchInstance as SNMPValue?, SNMPValue.counter32(7) as SNMPValue?, 7 as UInt64?,
            CounterReading.Width.bits32
        ),
        (nil, .counter32(7), 7, .bits32), (.counter64(0), .counter32(7), 7, .bits32),
        (.counter64(9), .noSuchInstance, 9, .bits64), (.counter64(9), nil, 9, .bits64),
        (.counter64(1 << 40), .counter32(0), 1 << 40, .bits64), (.counter64(0), .counter32(0), 0, .bits64),
        (nil, .integer(-1), 4_294_967_295, .bits32), (nil, .gauge32(3), 3, .bits32), (nil, nil, nil, .bits32),
        (nil, .octetString("7"), nil, .bits32),
    ])
    func `the better counter is taken`(
        high: SNMPValue?, low: SNMPValue?, value: UInt64?, width: CounterReading.Width
    ) {
        let reading = CounterReading(highCapacity: high, low: low, clock: AgentClock())
        #expect(reading?.value == value)
        if let reading { #expect(reading.width == width) }
    }

    @Test func `no pair of readings is a spike`() {
        var generator = Seeded(5)
        for _ in 0..<20_000 {
            let values = (0..<2).map { _ in generator.next() >> UInt64.random(in: 0...63, using: &generator) }
            let ticks = (0..<2).map { _ in
                UInt32(truncatingIfNeeded: generator.next() >> UInt64.random(in: 32...60, using: &generator))
            }
            let waited = Duration.seconds(Int64.random(in: 1...100_000, using: &generator))
            let width: CounterReading.Width = Bool.random(using: &generator) ? .bits32 : .bits64
            let earlier = CounterReading(
                width == .bits32 ? values[0] & 0xFFFF_FFFF : values[0], width: width,
                clock: AgentClock(upTime: ticks[0], received: .zero))
            let later = CounterReading(
                width == .bits32 ? values[1] & 0xFFFF_FFFF : values[1], width: width,
                clock: AgentClock(upTime: ticks[1], received: waited))
            guard case .delta(let count, let time) = earlier.delta(to: later, limit: gigabit) else { continue }
            #expect(Double(count) <= 150_000_000 * (time.inSeconds + 1))
        }
    }
}

struct InterfaceSpeedTests {
    @Test(arguments: [
        (1_000_000_000 as UInt32?, 1_000 as UInt32?, 1_000_000_000 as UInt64?), (.max, 10_000, 10_000_000_000),
        (.max, 400_000, 400_000_000_000), (.max, nil, nil), (.max, 0, nil), (0, 0, nil), (nil, nil, nil),
        (0, 100, 100_000_000),
        // Mbit/s where bit/s belong, and bit/s where Mbit/s do.
        (1_000, 1_000, 1_000_000_000), (1_000, nil, 1_000_000_000), (100, 0, 100_000_000),
        (1_000_000_000, 1_000_000_000, 1_000_000_000),
        // The low half of ten billion.
        (1_410_065_408, 10_000, 10_000_000_000),
        // Finer than a million.
        (1_544_000, 2, 1_544_000), (64_000, 0, 64_000), (1_544_000, 1, 1_544_000), (9_600, nil, 9_600),
    ])
    func `a speed is what the agent must mean`(speed: UInt32?, highSpeed: UInt32?, bits: UInt64?) {
        #expect(InterfaceSpeed.bitsPerSecond(speed: speed, highSpeed: highSpeed) == bits)
    }

    @Test func `a speed is read from values`() {
        #expect(InterfaceSpeed.bitsPerSecond(speed: .integer(-1), highSpeed: .gauge32(10_000)) == 10_000_000_000)
        #expect(InterfaceSpeed.bitsPerSecond(speed: .gauge32(64_000), highSpeed: .noSuchInstance) == 64_000)
    }
}

struct StorageReadingTests {
    @Test func `a negative number of units is a large one`() throws {
        let reading = try #require(
            StorageReading(units: .integer(4096), size: .integer(-1_073_741_824), used: .integer(-2_147_483_648)))
        #expect(reading.size == 3_221_225_472 * 4096)
        #expect(reading.used == 2_147_483_648 * 4096)
        #expect(StorageReading(units: .integer(1), size: .integer(200), used: .integer(50))?.fraction == 0.25)
    }

    @Test(arguments: [
        (SNMPValue.integer(0), SNMPValue.integer(1), SNMPValue.integer(1)), (.integer(1), .null, .integer(1)),
        (.integer(1), .integer(1), .noSuchInstance), (.integer(.max), .integer(4), .integer(4)),
        (.integer(1), .integer(.min), .integer(1)),
    ])
    func `numbers that mean nothing are refused`(units: SNMPValue, size: SNMPValue, used: SNMPValue) {
        #expect(StorageReading(units: units, size: size, used: used) == nil)
        #expect(StorageReading(units: .integer(1), size: .integer(0), used: .integer(0))?.fraction == nil)
    }
}
